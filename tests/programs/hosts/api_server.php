<?php

/**
 * The process behind Api: see there. A TLS server that counts what it sees of each connection, and a control port.
 *
 *   php api_server.php CERTIFICATE KEY
 *
 * A word in the request chooses the response: `wait-300` is answered after 300 ms, `large-N` with N members, `fault-NAME` with that
 * fault. Any other request is answered with a payment intent whose reference is the number of the connection.
 */

declare(strict_types=1);

final class ApiServer
{
    private const STATUSES = ['404' => 'Not Found', '409' => 'Conflict', '429' => 'Too Many Requests', '500' => 'Internal Server Error', '503' => 'Service Unavailable'];

    /** @var array<int, resource> */
    private array $streams = [];

    /** @var array<int, string> */
    private array $received = [];

    /** @var array<int, string> */
    private array $unsent = [];

    /** @var array<int, true> connections that have not finished their handshake */
    private array $shaking = [];

    /** @var array<int, true> connections that end once all is sent */
    private array $ending = [];

    /** @var list<array{float, int, string}> when, to whom, what */
    private array $later = [];

    private int $last = 0;

    /** @var array{connections: int, handshakes: int, requests: array<int, int>, errors: list<string>} */
    private array $seen = ['connections' => 0, 'handshakes' => 0, 'requests' => [], 'errors' => []];

    /** @param resource $server @param resource $control */
    public function __construct(private $server, private $control)
    {
        set_error_handler(function (int $level, string $message): bool {
            $this->seen['errors'][] = $message;

            return true;
        });
    }

    public function run(): never
    {
        while (true) {
            $read = [-2 => $this->control, -1 => $this->server] + $this->streams;
            $write = array_intersect_key($this->streams, $this->unsent);
            $except = null;
            $wait = $this->later === [] ? 3600.0 : max(0.0, min(array_column($this->later, 0)) - microtime(true));
            stream_select($read, $write, $except, (int) $wait, (int) (fmod($wait, 1) * 1e6));
            foreach (array_keys($write) as $number) {
                $this->flush($number);
            }
            foreach (array_keys($read) as $number) {
                match ($number) {
                    -2 => $this->obey(),
                    -1 => $this->accept(),
                    default => $this->read($number),
                };
            }
            $this->sendWhatIsDue();
        }
    }

    private function accept(): void
    {
        $stream = stream_socket_accept($this->server, 0);
        if ($stream === false) {
            return;
        }
        stream_set_blocking($stream, false);
        $number = ++$this->last;
        $this->seen['connections']++;
        $this->streams[$number] = $stream;
        $this->received[$number] = '';
        $this->shaking[$number] = true;
    }

    private function read(int $number): void
    {
        $stream = $this->streams[$number] ?? null;
        if ($stream === null) {
            return;
        }
        if (isset($this->shaking[$number])) {
            $done = stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLSv1_2_SERVER | STREAM_CRYPTO_METHOD_TLSv1_3_SERVER);
            if ($done === true) {
                $this->seen['handshakes']++;
                unset($this->shaking[$number]);
            } elseif ($done === false) {
                $this->close($number);
            }

            return;
        }
        do {
            $bytes = fread($stream, 65536);
            $this->received[$number] .= (string) $bytes;
        } while ($bytes !== '' && $bytes !== false);
        while (isset($this->streams[$number]) && ($request = $this->takeRequest($number)) !== null) {
            $this->seen['requests'][$number] = ($this->seen['requests'][$number] ?? 0) + 1;
            $this->answer($number, $request);
        }
        if (isset($this->streams[$number]) && feof($stream)) {
            $this->close($number);
        }
    }

    private function takeRequest(int $number): ?string
    {
        $head = strstr($this->received[$number], "\r\n\r\n", true);
        if ($head === false) {
            return null;
        }
        $length = strlen($head) + 4 + (preg_match('~^content-length: *(\d+)~mi', $head, $match) ? (int) $match[1] : 0);
        if (strlen($this->received[$number]) < $length) {
            return null;
        }
        $request = substr($this->received[$number], 0, $length);
        $this->received[$number] = substr($this->received[$number], $length);

        return $request;
    }

    private function answer(int $number, string $request): void
    {
        $body = '{"id":"pi_sandbox_example","captureMode":"Auto","status":"Created","amount":{"value":1999,"currencyCode":"GBP"},'
            . "\"reference\":\"$number\",\"metadata\":{\"a\":\"b\"},\"itemLines\":[]}";
        $response = self::response('200 OK', $body);
        if (!preg_match('~(wait|large|fault)-(\w+)~', $request, $match)) {
            $this->send($number, $response);

            return;
        }
        if ($match[1] === 'wait') {
            $this->later[] = [microtime(true) + (int) $match[2] / 1000, $number, $response];
        } elseif ($match[1] === 'large') {
            $this->send($number, self::response('200 OK', '{"id":"pi_sandbox_example","list":[' . substr(str_repeat('{"a":1},', (int) $match[2]), 0, -1) . ']}'));
        } else {
            $this->fail($number, $match[2], $response);
        }
    }

    private function fail(int $number, string $fault, string $response): void
    {
        match ($fault) {
            'drop' => $this->close($number),
            'mute' => null,
            'idle' => $this->send($number, $response, true),
            'cut' => $this->send($number, substr($response, 0, -40), true),
            'garbage' => $this->send($number, "\0\1\2 this is not HTTP\r\n\r\n", true),
            'html' => $this->send($number, self::response('200 OK', '<html><body>Hello</body></html>', 'text/html')),
            'defect' => $this->send($number, self::response('200 OK', '{"id":"pi_sandbox_example",}')),
            default => $this->send($number, self::response("$fault " . self::STATUSES[$fault], '{"title":"A fault","detail":"As asked","traceId":"t1"}', "application/problem+json\r\nRetry-After: 0")),
        };
    }

    private static function response(string $status, string $body, string $type = 'application/json'): string
    {
        return "HTTP/1.1 $status\r\nContent-Type: $type\r\nContent-Length: " . strlen($body) . "\r\n\r\n$body";
    }

    private function send(int $number, string $bytes, bool $end = false): void
    {
        $this->unsent[$number] = ($this->unsent[$number] ?? '') . $bytes;
        if ($end) {
            $this->ending[$number] = true;
        }
        $this->flush($number);
    }

    private function flush(int $number): void
    {
        if (!isset($this->streams[$number], $this->unsent[$number])) {
            return;
        }
        $written = fwrite($this->streams[$number], $this->unsent[$number]);
        $this->unsent[$number] = substr($this->unsent[$number], (int) $written);
        if ($this->unsent[$number] === '') {
            unset($this->unsent[$number]);
            if (isset($this->ending[$number])) {
                $this->close($number);
            }
        }
    }

    private function sendWhatIsDue(): void
    {
        foreach ($this->later as $i => [$when, $number, $bytes]) {
            if ($when <= microtime(true)) {
                unset($this->later[$i]);
                if (isset($this->streams[$number])) {
                    $this->send($number, $bytes);
                }
            }
        }
    }

    private function close(int $number): void
    {
        fclose($this->streams[$number]);
        unset($this->streams[$number], $this->received[$number], $this->unsent[$number], $this->shaking[$number], $this->ending[$number]);
    }

    /** Answers one word on the control port with the counts: `take` resets them, `close` first closes every connection. */
    private function obey(): void
    {
        $stream = stream_socket_accept($this->control);
        if ($stream === false) {
            return;
        }
        $word = trim((string) fgets($stream));
        if ($word === 'close') {
            array_map($this->close(...), array_keys($this->streams));
        }
        fwrite($stream, json_encode($this->seen + ['open' => count($this->streams), 'waiting' => count($this->later)], JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
        fclose($stream);
        if ($word === 'take') {
            $this->seen = ['connections' => 0, 'handshakes' => 0, 'requests' => [], 'errors' => []];
        }
    }
}

$context = stream_context_create(['ssl' => ['local_cert' => $argv[1], 'local_pk' => $argv[2]], 'socket' => ['backlog' => 256, 'tcp_nodelay' => true]]);
$server = stream_socket_server('tcp://127.0.0.1:0', context: $context) ?: exit(1);
$control = stream_socket_server('tcp://127.0.0.1:0') ?: exit(1);
stream_set_blocking($server, false);
fwrite(STDOUT, 'listening ' . stream_socket_get_name($server, false) . ' ' . stream_socket_get_name($control, false) . "\n");
(new ApiServer($server, $control))->run();
