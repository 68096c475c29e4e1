<?php

declare(strict_types=1);

require_once __DIR__ . '/../../support/sandbox.inc';

/** The example shop in a web server of its own, with its database, and those who use it: customers, staff, cron, Dojo. */
final class Shop
{
    public const PASSWORD = 'correct-horse';
    public const SECRET = 'a-secret-of-these-tests';

    /* PHP's server leaves its workers running when it is ended itself: they are a process group, which is ended as a whole. */
    private const AS_GROUP = 'setsid "$@" & group=$!; trap \'kill -s TERM -- "-$group"; exit\' TERM; wait "$group"';

    private const FOLDER = __DIR__ . '/../../../examples/quickstart';

    public readonly string $url;
    public readonly PDO $pdo;
    public readonly Dojo\Client $dojo;
    private readonly string $log;
    private readonly Process $server;

    /**
     * @param string $account the part of the key that makes it an account of its own
     * @param ?self $sharing a shop whose database this one uses
     * @param array<string, string> $settings in place of the usual ones
     */
    public function __construct(
        private readonly Sandbox $sandbox,
        private readonly string $extension,
        string $folder,
        string $account,
        ?self $sharing = null,
        private array $settings = [],
    ) {
        $name = $account . ($sharing === null ? '' : '-sharing');
        $this->log = "$folder/$name.log";
        touch($this->log);
        $this->dojo = $sandbox->client(apiKey: "sk_sandbox_$account");
        $this->settings += [
            'DOJO_API_KEY' => "sk_sandbox_$account", 'DOJO_BASE_URL' => $sandbox->url, 'SHOP_PASSWORD' => self::PASSWORD,
            'SHOP_DSN' => $sharing->settings['SHOP_DSN'] ?? "sqlite:$folder/$name.sqlite", 'SHOP_DB_USER' => '', 'SHOP_DB_PASSWORD' => '',
            'PHP_CLI_SERVER_WORKERS' => '4', 'TMPDIR' => $folder,
        ];
        [$this->server, $this->url] = $this->start();
        $this->get('order.php'); // makes the tables
        $this->pdo = new PDO($this->settings['SHOP_DSN'], null, null, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC, PDO::ATTR_TIMEOUT => 10,
        ]);
    }

    /** @return array{Process, string} the server, and its address, which the shop has to know before it starts */
    private function start(): array
    {
        $before = $this->settings;
        for ($attempt = 1; ; $attempt++) {
            $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new RuntimeException('There is no free port.');
            $address = (string) stream_socket_get_name($socket, false);
            fclose($socket);
            $this->settings = ['SHOP_URL' => "http://$address"] + $before;
            $server = new Process(
                ['sh', '-c', self::AS_GROUP, 'sh', ...$this->php(), '-S', $address, '-t', self::FOLDER, self::FOLDER . '/router.php'],
                $this->settings + Process::plainEnvironment(),
            );
            try {
                $server->await($server->errors, static fn (string $text): ?bool => str_contains($text, ') started') ?: null);

                return [$server, "http://$address"];
            } catch (RuntimeException $e) { // somebody else was faster to take the port
                $server->stop();
                if ($attempt === 5) {
                    throw $e;
                }
            }
        }
    }

    public function stop(): void
    {
        $this->server->stop();
    }

    /** @return list<string> */
    private function php(): array
    {
        return [PHP_BINARY, ...($this->extension === '' ? [] : ['-d', "extension=$this->extension"]), '-d', 'log_errors=1', '-d', "error_log=$this->log"];
    }

    /** reconcile.php and setup-webhook.php. @return array{int, string, string} exit status, output, errors */
    public function script(string $file, array $settings = []): array
    {
        $process = proc_open(
            [...$this->php(), self::FOLDER . "/$file"],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['pipe', 'w']],
            $pipes,
            null,
            $settings + $this->settings + Process::plainEnvironment() + getenv(),
        ) ?: throw new RuntimeException("could not start $file");
        [$output, $errors] = [(string) stream_get_contents($pipes[1]), (string) stream_get_contents($pipes[2])];

        return [proc_close($process), $output, $errors];
    }

    /** A request that follows no redirect. @param array<string, string> $headers @return array{int, string, string} status, headers, body */
    public static function ask(string $method, string $url, string $body = '', array $headers = []): array
    {
        $lines = array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($headers), $headers);
        $answer = @fopen($url, 'rb', false, stream_context_create(['http' => [
            'method' => $method, 'content' => $body, 'header' => [...$lines, 'Connection: close'], 'follow_location' => 0,
            'ignore_errors' => true, 'timeout' => 20,
        ]]));
        $head = $answer ? implode("\n", stream_get_meta_data($answer)['wrapper_data']) : '';

        return [preg_match('~^HTTP/\S+ (\d+)~', $head, $match) === 1 ? (int) $match[1] : 0, $head, $answer ? (string) stream_get_contents($answer) : ''];
    }

    public function get(string $path): array
    {
        return self::ask('GET', "$this->url/$path");
    }

    /** @param array<string, mixed> $fields of a form */
    public function post(string $page, array $fields): array
    {
        return self::ask('POST', "$this->url/$page", http_build_query($fields), ['Content-Type' => 'application/x-www-form-urlencoded']);
    }

    /** The same form sent several times before any answer has come. @return list<int> the statuses */
    public function postTogether(string $page, array $fields, int $times = 2): array
    {
        $body = http_build_query($fields);
        $request = "POST /$page HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            . 'Content-Length: ' . strlen($body) . "\r\n\r\n$body";
        $streams = [];
        while (count($streams) < $times) {
            $streams[] = stream_socket_client('tcp://' . substr($this->url, 7)) ?: throw new RuntimeException('The shop does not listen.');
        }
        array_map(static fn ($stream) => fwrite($stream, $request), $streams);

        return array_map(static fn ($stream): int => (int) substr((string) stream_get_contents($stream), 9, 3), $streams);
    }

    /** An order whose customer is now on Dojo's page. @return array{string, string} its id, and its intent's */
    public function order(string $product = 'pot'): array
    {
        [$status, $head, $body] = $this->post('checkout.php', ['product' => $product]);
        if ($status !== 303 || preg_match('~^location: \S+/checkout/(\S+)$~im', $head, $match) !== 1) {
            throw new RuntimeException("The checkout answered $status: " . self::text($body));
        }

        return [$this->lastOrder(), rawurldecode($match[1])];
    }

    public function lastOrder(): string
    {
        return (string) $this->pdo->query('SELECT id FROM shop_orders ORDER BY rowid DESC LIMIT 1')->fetchColumn();
    }

    /** Pays on Dojo's page and closes the tab: nobody opens the shop's return page. */
    public function pay(string $intentId): void
    {
        $page = "{$this->sandbox->url}/checkout/$intentId";
        preg_match('~name="form" value="([^"]+)"~', self::ask('GET', $page)[2], $token);
        [$status, , $body] = self::ask('POST', $page, http_build_query([
            'form' => $token[1] ?? '', 'method' => 'card', 'number' => Sandbox::CARD, 'expiry' => '12/29', 'cvc' => '020', 'name' => 'Ada Customer',
        ]), ['Content-Type' => 'application/x-www-form-urlencoded']);
        if ($status !== 303) {
            throw new RuntimeException("Dojo's page of $intentId answered $status: " . self::text($body));
        }
    }

    /** An order that is paid, in the shop's books as well. @return array{string, string} its id, and its intent's */
    public function paidOrder(string $product = 'pot'): array
    {
        [$id, $intentId] = $this->order($product);
        $this->pay($intentId);
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

    /** What Dojo would send, signed by PHP's own hash extension. @return array{int, string, string} the answer */
    public function event(string $id, string $intentId, string $status, string $secret = self::SECRET): array
    {
        $body = json_encode([
            'id' => $id, 'event' => 'payment_intent.status_updated', 'accountId' => 'acc_test', 'createdAt' => '2026-02-27T10:00:00.1234567Z',
            'data' => ['paymentIntentId' => $intentId, 'paymentStatus' => $status, 'captureMode' => 'Auto'],
        ], JSON_THROW_ON_ERROR);

        return $this->deliver($body, ['dojo-signature' => self::sign($body, $secret)]);
    }

    public static function sign(string $body, string $secret): string
    {
        return 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $body, $secret)), 2));
    }

    /** @param array<string, string> $headers */
    public function deliver(string $body, array $headers, string $method = 'POST'): array
    {
        return self::ask($method, "$this->url/webhook.php", $body, $headers + ['Content-Type' => 'application/json']);
    }

    public function set(string $name, string $json): void
    {
        $this->pdo->prepare('REPLACE INTO shop_settings VALUES (?, ?)')->execute([$name, $json]);
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $sql, string ...$values): array
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement->fetchAll();
    }

    public function one(string $column, string $orderId): mixed
    {
        return $this->rows("SELECT $column AS it FROM shop_orders WHERE id = ?", $orderId)[0]['it'] ?? null;
    }

    /** @return array{string, int} the order's status and what was given back */
    public function state(string $orderId): array
    {
        return [(string) $this->one('status', $orderId), (int) $this->one('refunded', $orderId)];
    }

    /** @return array{int, int} how many rows that event has, and how many of them are dealt with */
    public function eventRows(string $eventId): array
    {
        return array_map(intval(...), array_values($this->rows('SELECT COUNT(*), COALESCE(SUM(handled), 0) FROM shop_events WHERE id = ?', $eventId)[0]));
    }

    public function countRows(string $table): int
    {
        return (int) $this->rows("SELECT COUNT(*) AS it FROM $table")[0]['it'];
    }

    /** @return int how often the log says that */
    public function logged(string $text): int
    {
        return substr_count((string) file_get_contents($this->log), $text);
    }

    /** @return list<array> the intents that Dojo has for that order */
    public function intents(string $orderId): array
    {
        return array_values(array_filter(
            iterator_to_array($this->dojo->iteratePaymentIntents(), false),
            static fn (array $intent): bool => $intent['reference'] === $orderId,
        ));
    }

    /** @return list<array> the requests that Dojo had since forget(), those to paths that end so */
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

    public function fault(string $fault, string $path, string $method, int $times = 1): void
    {
        $this->sandbox->helper('POST', '/faults', compact('fault', 'path', 'method', 'times'));
    }

    /** Nothing that one test left is found by the next. */
    public function clear(): void
    {
        $this->pdo->exec('DELETE FROM shop_orders; DELETE FROM shop_refunds; DELETE FROM shop_events');
        $this->sandbox->helper('DELETE', '/faults');
        $this->forget();
    }

    /** Waits for something to become true; false where it did not within 5 seconds. */
    public static function await(callable $condition): bool
    {
        for ($until = microtime(true) + 5; microtime(true) < $until; usleep(10_000)) {
            if ($condition()) {
                return true;
            }
        }

        return false;
    }

    /** A page as a reader sees it. */
    public static function text(string $html): string
    {
        $visible = (string) preg_replace(['~<(style|script|head)\b.*?</\1>~is', '~<[^>]*>~', '~\s+~'], ' ', $html);

        return trim(html_entity_decode($visible, ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }
}
