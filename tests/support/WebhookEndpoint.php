<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The shop of examples/webhook-endpoint/, with the scripts beside it, in a pool of a web server. */
final class WebhookEndpoint extends Shop
{
    protected const MERGES_ERRORS = true;

    /** Null if no web server serves it. */
    public ?WebServer $web = null;

    /**
     * @param string $folder for its database and a copy of the extension
     * @param ?string $dsn of an empty MariaDB; otherwise it has SQLite
     */
    public function __construct(\Sandbox $sandbox, private readonly string $folder, string $account, private readonly ?string $dsn = null)
    {
        parent::__construct($sandbox, $account);
        require_once Checkout::root() . '/examples/webhook-endpoint/Inbox.php';
        require_once Checkout::root() . '/examples/webhook-endpoint/Orders.php';
    }

    public function environment(): array
    {
        [$dsn, $user] = $this->database();

        return [
            'DOJO_API_KEY' => "sk_sandbox_$this->account", 'DOJO_BASE_URL' => $this->sandbox->url, 'WEBHOOK_DSN' => $dsn,
            'WEBHOOK_DB_USER' => (string) $user, 'WEBHOOK_DB_PASSWORD' => '', 'TMPDIR' => $this->folder,
        ];
    }

    protected function php(): array
    {
        return [PHP_BINARY, ...Extension::options(Extension::copyTo($this->folder)), '-d', 'display_errors=1'];
    }

    protected function database(): array
    {
        return $this->dsn === null ? ['sqlite:' . $this->databaseFile(), null] : [$this->dsn, 'root'];
    }

    /** The file of SQLite. */
    public function databaseFile(): string
    {
        return "$this->folder/$this->account/shop.sqlite";
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
            'folder' => Checkout::root() . '/examples/webhook-endpoint/public',
            'settings' => $settings + ['pm.max_children' => '8'],
            'environment' => $environment + $this->environment(),
        ];
    }

    /** @param ?string $pool a pool other than its own */
    public function url(string $page = 'webhook.php', ?string $pool = null): string
    {
        return "http://{$this->web?->address}/" . ($pool ?? $this->account) . "/$page";
    }

    public function log(): string
    {
        return (string) $this->web?->pageLog($this->account);
    }

    /** subscribe.php. @return array{int, string, string} exit status, all it printed */
    public function subscribe(?string $url = null, array $settings = []): array
    {
        return $this->script('subscribe.php', [$url ?? $this->url()], $settings);
    }

    /** rotate-webhook-secret.php. @return array{int, string, string} exit status, all it printed */
    public function rotate(string ...$options): array
    {
        return $this->script('rotate-webhook-secret.php', array_values($options));
    }

    /** catch-up.php for all events, however recent. @return array{int, string, string} exit status, all it printed */
    public function catchUp(): array
    {
        return $this->script('webhook-endpoint/catch-up.php', ['0']);
    }

    public function inbox(): \Inbox
    {
        return new \Inbox($this->pdo());
    }

    /** An order with its intent. @return string the intent's id */
    public function order(string $id, int $amount, ?int $amountOfIntent = null, ?string $card = \Sandbox::CARD): string
    {
        $orders = new \Orders($this->pdo(), $this->dojo, 'shop');
        $orders->add($id, $amount, 'GBP');
        $intent = $this->dojo->createPaymentIntent([
            'amount' => ['value' => $amountOfIntent ?? $amount, 'currencyCode' => 'GBP'], 'reference' => $id, 'generateRemoteToken' => true,
        ]);
        $orders->setPaymentIntent($id, (string) $intent['id']);
        if ($card !== null) {
            $this->sandbox->payByComponent((string) $intent['clientSessionSecret'], $card);
        }

        return (string) $intent['id'];
    }

    /** @return array<string, int> order => how often it was fulfilled */
    public function fulfilments(): array
    {
        return array_map(intval(...), $this->pdo()->query('SELECT order_id, COUNT(*) FROM shop_fulfilments GROUP BY order_id')->fetchAll(\PDO::FETCH_KEY_PAIR));
    }
}
