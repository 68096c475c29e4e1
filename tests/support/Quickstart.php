<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The shop of examples/quickstart/ in PHP's own web server, with SQLite. */
final class Quickstart extends Shop
{
    public const PASSWORD = 'correct-horse';

    /** The webhook's secret, once set() has put it there. */
    public const SECRET = 'a-secret-of-these-tests';

    /** What the kit's tables and the shop's have in them, and tests may remove. */
    private const TABLES = [
        'shop_orders', 'shop_mails', 'dojo_payments', 'dojo_attempts', 'dojo_refunds', 'dojo_captures', 'dojo_events', 'dojo_effects', 'dojo_limits', 'dojo_leases',
    ];

    public readonly string $url;

    /** The session of a customer, who has a browser of their own. */
    public readonly Session $customer;

    private readonly string $extension;
    private readonly string $log;
    private readonly string $clock;
    private readonly CliServer $server;
    private ?Session $staff = null;

    /**
     * @param string $folder for its database, its log and a copy of the extension
     * @param ?self $sharing a shop whose database this one uses
     * @param array<string, string> $settings in place of the usual ones
     */
    public function __construct(\Sandbox $sandbox, string $folder, string $account, ?self $sharing = null, private array $settings = [])
    {
        parent::__construct($sandbox, $account);
        $this->extension = Extension::copyTo($folder);
        $name = $account . ($sharing === null ? '' : '-sharing');
        $this->log = "$folder/$name.log";
        touch($this->log);
        $this->clock = "$folder/clock"; // that of all shops in the folder
        is_file($this->clock) || file_put_contents($this->clock, '0');
        is_dir("$folder/tmp") || mkdir("$folder/tmp");
        $this->settings += [
            'DOJO_API_KEY' => "sk_sandbox_$account", 'DOJO_BASE_URL' => $sandbox->url, 'SHOP_PASSWORD' => self::PASSWORD,
            'SHOP_DSN' => $sharing->settings['SHOP_DSN'] ?? "sqlite:$folder/$name.sqlite", 'SHOP_DB_USER' => '', 'SHOP_DB_PASSWORD' => '',
            'SHOP_URL' => $sharing->settings['SHOP_URL'] ?? '', 'PHP_CLI_SERVER_WORKERS' => '4', 'TMPDIR' => "$folder/tmp", 'SHOP_CLOCK' => $this->clock,
        ];
        $this->server = $this->start();
        $this->url = $this->server->url;
        $this->customer = new Session($this->url);
        $this->install();
    }

    private function start(): CliServer
    {
        $pages = Checkout::root() . '/examples/quickstart';
        $router = dirname($this->clock) . '/router.php'; // PHP's own server gives its router no auto_prepend_file
        file_put_contents($router, sprintf('<?php require_once %s; require %s;', var_export(self::clockClass(), true), var_export("$pages/router.php", true)));

        return Port::take(function (string $address) use ($pages, $router): CliServer {
            $settings = $this->settings;
            if ($settings['SHOP_URL'] === '') {
                $settings['SHOP_URL'] = "http://$address";
            }
            $server = new CliServer($this->php(), ['-t', "$pages/public", $router], $settings, $address);
            $this->settings = $settings;

            return $server;
        });
    }

    /** Makes the database and its tables, as setup.php does, but tells Dojo nothing. */
    private function install(): void
    {
        $this->run('install();');
    }

    /** Runs code with the shop's functions and classes. @return string what it prints */
    public function run(string $code): string
    {
        $config = Checkout::root() . '/examples/quickstart/config.php';
        [$status, $output, $errors] = (new Process([...$this->php(), '-r', "require '$config'; $code"], $this->settings))->finish(Command::PATIENCE);

        return $status === 0 ? $output : throw new \RuntimeException("The shop's code ended with $status: $output$errors");
    }

    public function stop(): void
    {
        $this->server->stop();
    }

    public function environment(): array
    {
        return $this->settings;
    }

    public function php(): array
    {
        return [
            PHP_BINARY, ...Extension::options($this->extension), '-d', 'expose_php=1', '-d', 'log_errors=1', '-d', "error_log=$this->log",
            '-d', 'auto_prepend_file=' . self::clockClass(),
        ];
    }

    private static function clockClass(): string
    {
        return Checkout::root() . '/tests/support/shop_clock.inc';
    }

    protected function database(): array
    {
        return [$this->settings['SHOP_DSN'], null];
    }

    public function url(string $page): string
    {
        return "$this->url/$page";
    }

    public function log(): string
    {
        return (string) file_get_contents($this->log);
    }

    /** @return int how often the log contains the text */
    public function logged(string $text): int
    {
        return substr_count($this->log(), $text);
    }

    /** setup.php. @return array{int, string, string} exit status, output, errors */
    public function setUpWebhook(): array
    {
        return $this->script('quickstart/setup.php');
    }

    /** reconcile.php. @return array{int, string, string} exit status, output, errors */
    public function reconcile(): array
    {
        return $this->script('quickstart/reconcile.php');
    }

    /** Lets time pass, for Dojo and for all shops in the folder: reconcile.php looks at something again only when it is due. */
    public function later(int $seconds): void
    {
        $this->sandbox->advance($seconds);
        file_put_contents($this->clock, (string) ((int) file_get_contents($this->clock) + $seconds));
    }

    /** The session of somebody of the staff, signed in. */
    public function staff(): Session
    {
        if ($this->staff === null) {
            $this->staff = new Session($this->url);
            [$status, , $html] = $this->staff->post('staff.php', ['password' => $this->settings['SHOP_PASSWORD']]);
            $status === 303 ?: throw new \RuntimeException("Signing in got a $status: " . Http::text($html));
        }

        return $this->staff;
    }

    /** A page of the customer's. @return array{int, string, string} as Http::ask() */
    public function get(string $path): array
    {
        return $this->customer->get($path);
    }

    /** A form of the customer's. @param array<string, mixed> $fields @return array{int, string, string} as Http::ask() */
    public function post(string $page, array $fields): array
    {
        return $this->customer->post($page, $fields);
    }

    /** The page that a response leads to, by a redirect or by Refresh: 0; otherwise its status. @param array{int, string, string} $response */
    public static function leadsTo(array $response): string
    {
        return preg_match('~^(?:location: *|refresh: *0; *url=)(\S+)~im', $response[1], $match) === 1 ? $match[1] : (string) $response[0];
    }

    /** An order whose customer is now on Dojo's page. @return array{string, string} its id, and its intent's */
    public function order(string $product = 'pot'): array
    {
        $this->pdo()->exec('DELETE FROM dojo_limits'); // most tests are about something else
        $response = $this->post('checkout.php', ['product' => $product]);
        if (preg_match('~/checkout/(.+)$~', self::leadsTo($response), $match) !== 1) {
            throw new \RuntimeException("The checkout responded with $response[0]: " . Http::text($response[2]));
        }

        return [$this->lastOrder(), rawurldecode($match[1])];
    }

    public function lastOrder(): string
    {
        return (string) $this->pdo()->query('SELECT id FROM shop_orders ORDER BY rowid DESC LIMIT 1')->fetchColumn();
    }

    /** A paid order, which the shop has recorded as paid. @return array{string, string} its id, and its intent's */
    public function paidOrder(string $product = 'pot'): array
    {
        [$id, $intentId] = $this->order($product);
        $this->sandbox->payAndLeave($intentId);
        $this->get("success.php?order=$id");

        return [$id, $intentId];
    }

    /** The fields of the first form with this markup on the order's page for staff, without the token. @return array<string, string> none if there is no such form */
    public function staffForm(string $orderId, string $markup): array
    {
        [, , $html] = $this->staff()->get("payment.php?order=$orderId");
        preg_match_all('~<form\b.*?</form>~s', $html, $forms);
        foreach ($forms[0] as $form) {
            if (str_contains($form, $markup)) {
                preg_match_all('~<(?:input|button)\b[^>]*\bname="([^"]+)"[^>]*\bvalue="([^"]*)"~', $form, $fields);

                return array_diff_key(array_map(html_entity_decode(...), array_combine($fields[1], $fields[2])), ['token' => '']);
            }
        }

        return [];
    }

    /** A new refund's form, filled in. @return array<string, string> */
    public function refundForm(string $orderId, string $amount): array
    {
        return ['amount' => $amount, 'reason' => 'Chipped lid'] + $this->staffForm($orderId, 'id="reason"') + ['order' => $orderId, 'refund' => ''];
    }

    /** Staff send a refund's form. @param array<string, mixed> $form @return array{int, string, string} as Http::ask() */
    public function refund(array $form): array
    {
        return $this->staff()->post('refund.php', $form);
    }

    /** Sends an event about an intent. @return array{int, string, string} as Http::ask() */
    public function notify(string $id, string $intentId, string $status, string $secret = self::SECRET): array
    {
        $body = self::event($id, $intentId, $status);

        return $this->deliver($body, self::sign($body, $secret));
    }

    /** Stores a webhook secret that Dojo knows nothing of. */
    public function setSecret(string $value): void
    {
        $this->pdo()->prepare("REPLACE INTO dojo_secrets VALUES ('secret_of_tests', 'sub_of_tests', ?, 'current', 0)")->execute([$value]);
    }

    /** A column of the kit's row of an order. */
    public function payment(string $column, string $orderId): mixed
    {
        return $this->rows("SELECT $column AS it FROM dojo_payments WHERE order_id = ?", $orderId)[0]['it'] ?? null;
    }

    /** @return list<string> the e-mails that the order caused, to customer and staff */
    public function mails(string $orderId, string $recipient = 'customer'): array
    {
        return array_column($this->rows('SELECT text FROM shop_mails WHERE order_id = ? AND recipient = ? ORDER BY id', $orderId, $recipient), 'text');
    }

    public function one(string $column, string $orderId): mixed
    {
        return $this->rows("SELECT $column AS it FROM shop_orders WHERE id = ?", $orderId)[0]['it'] ?? null;
    }

    /** How many pieces of a product there are; clear() makes it 100. */
    public function stock(string $product): int
    {
        return (int) $this->rows('SELECT pieces FROM shop_stock WHERE product = ?', $product)[0]['pieces'];
    }

    /** @return array{string, int} the order's status and the amount refunded */
    public function state(string $orderId): array
    {
        return [(string) $this->one('status', $orderId), (int) $this->one('refunded', $orderId)];
    }

    /** @return array{int, int} how many rows the event has, and how many of them are handled */
    public function eventRows(string $eventId): array
    {
        return array_map(intval(...), array_values($this->rows("SELECT COUNT(*), COALESCE(SUM(state = 'handled'), 0) FROM dojo_events WHERE id = ?", $eventId)[0]));
    }

    public function countRows(string $table): int
    {
        return (int) $this->rows("SELECT COUNT(*) AS it FROM $table")[0]['it'];
    }

    /** @return list<array> the intents that Dojo has for that order */
    public function intents(string $orderId): array
    {
        return array_values(array_filter(
            iterator_to_array($this->dojo->iteratePaymentIntents(), false),
            static fn (array $intent): bool => $intent['reference'] === $orderId,
        ));
    }

    /** @return list<array> the requests to paths with this ending that Dojo has received since forget() */
    public function asked(string $method, string $end): array
    {
        return array_values(array_filter(
            $this->sandbox->requests(true),
            static fn (array $request): bool => $request['method'] === $method && str_ends_with($request['path'], $end),
        ));
    }

    public function forget(): void
    {
        $this->sandbox->helper('DELETE', '/requests');
    }

    /** Removes what a test left, so that the next one does not find it. */
    public function clear(): void
    {
        foreach (self::TABLES as $table) {
            $this->pdo()->exec("DELETE FROM $table");
        }
        $this->pdo()->exec('UPDATE shop_stock SET pieces = 100');
        $this->sandbox->clearFaults();
        $this->forget();
    }
}
