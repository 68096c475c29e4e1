<?php

declare(strict_types=1);

require_once __DIR__ . '/payment.php';
require_once __DIR__ . '/../../../examples/webhook-endpoint/Inbox.php';
require_once __DIR__ . '/../../../examples/webhook-endpoint/Orders.php';

/** A shop with the endpoint of the examples, a database of its own, and the offline Dojo as its API. */
final class Shop
{
    public readonly string $folder;
    public string $dsn;
    private ?Sandbox $sandbox = null;
    private ?PDO $pdo = null;

    public function __construct(private readonly Machine $machine, private readonly string $name, string $root)
    {
        $this->folder = "$root/examples/webhook-endpoint/public";
        $this->dsn = "sqlite:$machine->folder/$name/shop.sqlite";
    }

    public function sandbox(): Sandbox
    {
        /* Port and key are known before it runs, so that PHP-FPM can be started once for all shops. */
        return $this->sandbox ??= new Sandbox('--port', explode(':', $this->api())[2], '--webhook-retry-base', '0.2', '--with-parent');
    }

    /** @return array<string, string> */
    public function environment(): array
    {
        return [
            'DOJO_API_KEY' => "sk_sandbox_$this->name", 'DOJO_BASE_URL' => $this->api(), 'WEBHOOK_DSN' => $this->dsn,
            'WEBHOOK_DB_USER' => str_starts_with($this->dsn, 'mysql') ? 'root' : '', 'WEBHOOK_DB_PASSWORD' => '',
        ];
    }

    /** @return array{folder: string, workers: int, environment: array<string, string>} */
    public function pool(): array
    {
        return ['folder' => $this->folder, 'workers' => 8, 'environment' => array_filter($this->environment())];
    }

    private ?string $api = null;

    public function api(): string
    {
        if ($this->api === null) {
            $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new RuntimeException('There is no free port.');
            $this->api = 'http://' . stream_socket_get_name($socket, false);
        }

        return $this->api;
    }

    public function url(string $page = 'webhook.php', ?string $pool = null): string
    {
        return "http://{$this->machine->web()}/" . ($pool ?? $this->name) . "/$page";
    }

    /** @return array{int, string} exit status, and what it printed */
    public function script(string $name, string ...$arguments): array
    {
        return $this->machine->script("examples/$name", array_values($arguments), $this->environment());
    }

    public function pdo(): PDO
    {
        return $this->pdo ??= new PDO($this->dsn, str_starts_with($this->dsn, 'mysql') ? 'root' : null, null, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC, PDO::ATTR_TIMEOUT => 10,
        ]);
    }

    public function inbox(): Inbox
    {
        return new Inbox($this->pdo());
    }

    public function client(): Dojo\Client
    {
        return $this->sandbox()->client(apiKey: "sk_sandbox_$this->name");
    }

    /** An order with its intent. @return string the intent's id */
    public function order(string $id, int $amount, ?int $amountOfIntent = null, ?string $pay = 'paid'): string
    {
        static $clients = [];
        $client = $clients[$this->name] ??= $this->client();
        $orders = new Orders($this->pdo(), $client, 'shop');
        $orders->add($id, $amount, 'GBP');
        $intent = $client->createPaymentIntent([
            'amount' => ['value' => $amountOfIntent ?? $amount, 'currencyCode' => 'GBP'], 'reference' => $id, 'generateRemoteToken' => true,
        ]);
        $orders->setPaymentIntent($id, (string) $intent['id']);
        if ($pay !== null) {
            pay_by_component($this->api(), (string) $intent['clientSessionSecret'], $pay === 'declined');
        }

        return (string) $intent['id'];
    }

    /** @return array<string, int> order => how often it was fulfilled */
    public function fulfilments(): array
    {
        return array_map(intval(...), $this->pdo()->query('SELECT order_id, COUNT(*) FROM shop_fulfilments GROUP BY order_id')->fetchAll(PDO::FETCH_KEY_PAIR));
    }

    /** What the pool's error log says. */
    public function log(?string $pool = null): string
    {
        return (string) @file_get_contents("{$this->machine->folder}/" . ($pool ?? $this->name) . '.log');
    }

    /** @param array<string, string> $headers @return array{int, string, string} status, headers, body */
    public static function ask(string $url, string $method = 'GET', string $body = '', array $headers = []): array
    {
        $lines = array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($headers), $headers);
        $answer = @fopen($url, 'rb', false, stream_context_create(['http' => [
            'method' => $method, 'content' => $body, 'header' => $lines, 'ignore_errors' => true, 'timeout' => 20,
        ]]));
        $head = $answer ? implode("\n", stream_get_meta_data($answer)['wrapper_data']) : '';

        return [preg_match('~^HTTP/\S+ (\d+)~', $head, $match) === 1 ? (int) $match[1] : 0, $head, $answer ? (string) stream_get_contents($answer) : ''];
    }

    /** Signed by PHP's own hash extension: not by the one that is tested. */
    public static function sign(string $body, string $secret): string
    {
        return 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $body, $secret)), 2));
    }

    public static function event(string $id, string $intentId, string $status, string $event = 'payment_intent.status_updated'): string
    {
        return json_encode([
            'id' => $id, 'event' => $event, 'accountId' => 'acc_test', 'createdAt' => '2026-02-27T10:00:00.1234567Z',
            'data' => ['paymentIntentId' => $intentId, 'paymentStatus' => $status, 'captureMode' => 'Auto'],
        ], JSON_THROW_ON_ERROR);
    }
}
