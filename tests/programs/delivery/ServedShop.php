<?php

declare(strict_types=1);

namespace Dojo\Tests\Delivery;

use Dojo\Tests\Checkout;
use Dojo\Tests\Extension;
use Dojo\Tests\Http;
use Dojo\Tests\Shop;
use Dojo\Tests\Visitor;
use Dojo\Tests\WebServer;

/** The shop of examples/quickstart/ in a pool of nginx and PHP-FPM, on SQLite or MariaDB, with a clock that tests can put forward. */
final class ServedShop extends Shop
{
    public const PASSWORD = 'correct-horse';

    protected const MERGES_ERRORS = true;

    /** Null if no web server serves it. */
    public ?WebServer $web = null;

    /** HOST:PORT of the web server, known before it is started. */
    public string $address = '127.0.0.1:1';

    private int $later = 0;

    /**
     * @param string $folder a new one, for its database, its clock and a copy of the extension
     * @param string $account also the name of its pool
     * @param ?string $dsn of an empty MariaDB; otherwise it has SQLite
     */
    public function __construct(\Sandbox $sandbox, private readonly string $folder, string $account, private readonly ?string $dsn = null)
    {
        parent::__construct($sandbox, $account);
        mkdir("$folder/tmp", 0700);
        file_put_contents("$folder/clock", '0');
    }

    public function environment(): array
    {
        [$dsn, $user] = $this->database();

        return [
            'DOJO_API_KEY' => "sk_sandbox_$this->account", 'DOJO_BASE_URL' => $this->sandbox->url, 'SHOP_URL' => "http://$this->address/$this->account",
            'SHOP_DSN' => $dsn, 'SHOP_DB_USER' => (string) $user, 'SHOP_DB_PASSWORD' => '', 'SHOP_PASSWORD' => self::PASSWORD,
            'SHOP_CLOCK' => "$this->folder/clock", 'TMPDIR' => "$this->folder/tmp",
        ];
    }

    public function php(): array
    {
        return [PHP_BINARY, ...Extension::options(Extension::copyTo($this->folder)), '-d', 'display_errors=1', '-d', 'auto_prepend_file=' . self::clock()];
    }

    protected function database(): array
    {
        return $this->dsn === null ? ['sqlite:' . $this->databaseFile(), null] : [$this->dsn, 'root'];
    }

    /** The file of SQLite. */
    public function databaseFile(): string
    {
        return "$this->folder/shop.sqlite";
    }

    /**
     * The pool that serves it.
     *
     * @param array<string, string> $settings
     * @param array<string, string> $environment in place of the shop's
     * @return array{folder: string, settings: array<string, string>, environment: array<string, string>}
     */
    public function pool(array $settings = [], array $environment = []): array
    {
        return [
            'folder' => Checkout::root() . '/examples/quickstart/public',
            'settings' => $settings + ['pm.max_children' => '8', 'auto_prepend_file' => self::clock()],
            'environment' => $environment + $this->environment(),
        ];
    }

    /** @param ?string $pool a pool other than its own */
    public function url(string $page = 'webhook.php', ?string $pool = null): string
    {
        return "http://$this->address/" . ($pool ?? $this->account) . "/$page";
    }

    public function log(): string
    {
        return (string) $this->web?->pageLog($this->account);
    }

    /** Lets time pass, here and at Dojo. */
    public function wait(int $seconds): void
    {
        $this->later += $seconds;
        file_put_contents("$this->folder/clock.new", (string) $this->later);
        rename("$this->folder/clock.new", "$this->folder/clock"); // never read while it is empty
        $this->sandbox->advance($seconds);
    }

    /** setup.php. @param array<string, string> $settings @return array{int, string, string} exit status, all it printed */
    public function setUp(array $settings = [], string ...$options): array
    {
        return $this->script('quickstart/setup.php', array_values($options), $settings);
    }

    /** rotate-webhook-secret.php. @return array{int, string, string} exit status, all it printed */
    public function rotate(string ...$options): array
    {
        return $this->script('quickstart/rotate-webhook-secret.php', array_values($options));
    }

    /** reconcile.php. @return array{int, string, string} exit status, all it printed */
    public function reconcile(): array
    {
        return $this->script('quickstart/reconcile.php');
    }

    /** The webhook's secrets. @return array<string, string> id => value */
    public function secrets(): array
    {
        return array_column($this->rows('SELECT id, value FROM dojo_secrets ORDER BY since, id'), 'value', 'id');
    }

    /** @return array<string, string> id => role */
    public function secretRoles(): array
    {
        return array_column($this->rows('SELECT id, role FROM dojo_secrets'), 'role', 'id');
    }

    /** Whether an event has come that this secret signed. */
    public function hasSigned(string $secretId): bool
    {
        return $this->rows('SELECT id FROM dojo_events WHERE secret_id = ? LIMIT 1', $secretId) !== [];
    }

    /** @return list<string> the events that are not handled yet */
    public function unhandled(): array
    {
        return array_column($this->rows("SELECT id FROM dojo_events WHERE state = 'new' ORDER BY id"), 'id');
    }

    /** @return array<string, int> order => how many pieces were taken for it */
    public function fulfilments(): array
    {
        return array_map(intval(...), array_column($this->rows('SELECT id, kept FROM shop_orders WHERE kept <> 0'), 'kept', 'id'));
    }

    public function setStock(int $pieces): void
    {
        $this->pdo()->prepare('UPDATE shop_stock SET pieces = ?')->execute([$pieces]);
    }

    /** An order whose customer is on Dojo's page, or has been there with that card. @return array{string, string} its id, and its intent's */
    public function order(?string $card = \Sandbox::CARD, string $product = 'mug'): array
    {
        $customer = new Visitor();
        $page = $customer->get($this->url('index.php'));
        $form = Visitor::form($page, 'product', $product) ?? throw new \RuntimeException("There is nothing to buy: $page[0] " . Http::text($page[2]));
        [[$status, $head, $body]] = $customer->submit($form, $page[3]);
        $intentId = Visitor::checkout($head) ?? throw new \RuntimeException("The checkout responded with $status: " . Http::text($body));
        if ($card !== null) {
            $this->sandbox->payByComponent((string) $this->dojo->refreshPaymentIntentSecret($intentId)['clientSessionSecret'], $card);
        }

        return [(string) $this->rows('SELECT order_id FROM dojo_attempts WHERE intent_id = ?', $intentId)[0]['order_id'], $intentId];
    }

    /** @return string the order's state in the shop */
    public function state(string $orderId): string
    {
        return (string) ($this->rows('SELECT status FROM shop_orders WHERE id = ?', $orderId)[0]['status'] ?? 'none');
    }

    private static function clock(): string
    {
        return Checkout::root() . '/tests/support/shop_clock.inc';
    }
}
