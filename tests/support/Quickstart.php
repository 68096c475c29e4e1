<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The shop of examples/quickstart/ in PHP's own web server, with SQLite. */
final class Quickstart extends Shop
{
    public const PASSWORD = 'correct-horse';

    /** The webhook's secret, once set() has put it there. */
    public const SECRET = 'a-secret-of-these-tests';

    public readonly string $url;
    private readonly string $extension;
    private readonly string $log;
    private readonly CliServer $server;

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
        $this->settings += [
            'DOJO_API_KEY' => "sk_sandbox_$account", 'DOJO_BASE_URL' => $sandbox->url, 'SHOP_PASSWORD' => self::PASSWORD,
            'SHOP_DSN' => $sharing->settings['SHOP_DSN'] ?? "sqlite:$folder/$name.sqlite", 'SHOP_DB_USER' => '', 'SHOP_DB_PASSWORD' => '',
            'PHP_CLI_SERVER_WORKERS' => '4', 'TMPDIR' => $folder,
        ];
        $this->server = $this->start();
        $this->url = $this->server->url;
        $this->get('order.php'); // creates the tables
    }

    private function start(): CliServer
    {
        $pages = Checkout::root() . '/examples/quickstart';

        return Port::take(function (string $address) use ($pages): CliServer {
            $this->settings = ['SHOP_URL' => "http://$address"] + $this->settings;

            return new CliServer($this->php(), ['-t', $pages, "$pages/router.php"], $this->settings, $address);
        });
    }

    public function stop(): void
    {
        $this->server->stop();
    }

    public function environment(): array
    {
        return $this->settings;
    }

    protected function php(): array
    {
        return [PHP_BINARY, ...Extension::options($this->extension), '-d', 'log_errors=1', '-d', "error_log=$this->log"];
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

    /** setup-webhook.php. @return array{int, string, string} exit status, output, errors */
    public function setUpWebhook(): array
    {
        return $this->script('quickstart/setup-webhook.php');
    }

    /** reconcile.php. @return array{int, string, string} exit status, output, errors */
    public function reconcile(): array
    {
        return $this->script('quickstart/reconcile.php');
    }

    /** @return array{int, string, string} as Http::ask() */
    public function get(string $path): array
    {
        return Http::ask('GET', $this->url($path));
    }

    /** @param array<string, mixed> $fields of a form @return array{int, string, string} as Http::ask() */
    public function post(string $page, array $fields): array
    {
        return Http::post($this->url($page), $fields);
    }

    /** The same form, sent several times before any response arrives. @return list<int> the statuses */
    public function postTogether(string $page, array $fields, int $times = 2): array
    {
        $body = http_build_query($fields);
        $request = "POST /$page HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            . 'Content-Length: ' . strlen($body) . "\r\n\r\n$body";
        $streams = [];
        while (count($streams) < $times) {
            $streams[] = stream_socket_client('tcp://' . substr($this->url, 7)) ?: throw new \RuntimeException('The shop is not listening.');
        }
        array_map(static fn ($stream) => fwrite($stream, $request), $streams);

        return array_map(static fn ($stream): int => (int) substr((string) stream_get_contents($stream), 9, 3), $streams);
    }

    /** An order whose customer is now on Dojo's page. @return array{string, string} its id, and its intent's */
    public function order(string $product = 'pot'): array
    {
        [$status, $head, $body] = $this->post('checkout.php', ['product' => $product]);
        if ($status !== 303 || preg_match('~/checkout/(.+)$~', (string) Http::location($head), $match) !== 1) {
            throw new \RuntimeException("The checkout responded with $status: " . Http::text($body));
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

    /** A new refund's form, filled in. @return array<string, string> */
    public function refundForm(string $orderId, string $amount): array
    {
        [, , $html] = $this->get("refund.php?order=$orderId");
        preg_match('~name="refund" value="([^"]+)"~', $html, $match);

        return ['order' => $orderId, 'refund' => $match[1] ?? '', 'amount' => $amount, 'reason' => 'Chipped lid', 'password' => self::PASSWORD];
    }

    /** Sends an event about an intent. @return array{int, string, string} as Http::ask() */
    public function notify(string $id, string $intentId, string $status, string $secret = self::SECRET): array
    {
        $body = self::event($id, $intentId, $status);

        return $this->deliver($body, self::sign($body, $secret));
    }

    public function set(string $name, string $json): void
    {
        $this->pdo()->prepare('REPLACE INTO shop_settings VALUES (?, ?)')->execute([$name, $json]);
    }

    public function one(string $column, string $orderId): mixed
    {
        return $this->rows("SELECT $column AS it FROM shop_orders WHERE id = ?", $orderId)[0]['it'] ?? null;
    }

    /** @return array{string, int} the order's status and the amount refunded */
    public function state(string $orderId): array
    {
        return [(string) $this->one('status', $orderId), (int) $this->one('refunded', $orderId)];
    }

    /** @return array{int, int} how many rows the event has, and how many of them are handled */
    public function eventRows(string $eventId): array
    {
        return array_map(intval(...), array_values($this->rows('SELECT COUNT(*), COALESCE(SUM(handled), 0) FROM shop_events WHERE id = ?', $eventId)[0]));
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
        $this->pdo()->exec('DELETE FROM shop_orders; DELETE FROM shop_refunds; DELETE FROM shop_events');
        $this->sandbox->clearFaults();
        $this->forget();
    }
}
