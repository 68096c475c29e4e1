<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** A webhook endpoint inside the test's own process. */
final class Receiver
{
    public readonly string $url;
    /** @var list<array{path: string, headers: array<string, string>, body: string, at: float}> */
    public array $received = [];
    /** @var list<string> what came of requests that were not complete when the connection was closed */
    public array $broken = [];
    /**
     * @var list<int|array{string, bool}|null> the next answers: a status, or bytes and whether to close the connection after them;
     *     null closes without an answer. The ones after them are 200.
     */
    public array $answers = [];
    /** @var (callable(string): mixed)|null called with the body before the answer goes out */
    public $onWebhook = null;
    /** @var resource */
    private $listener;
    /** @var array<int, array{resource, string}> */
    private array $clients = [];
    /** @var list<resource> answered and left open */
    private array $open = [];

    /** @param array<string, string>|null $tls local_cert and local_pk */
    public function __construct(private readonly ?array $tls = null)
    {
        $context = stream_context_create(['ssl' => $tls ?? []]);
        $listener = stream_socket_server('tcp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
        $this->listener = $listener === false ? throw new \RuntimeException((string) $message) : $listener;
        stream_set_blocking($this->listener, false);
        $this->url = ($tls === null ? 'http://' : 'https://') . stream_socket_get_name($this->listener, false);
    }

    /** @return list<resource> */
    public function streams(): array
    {
        return [$this->listener, ...array_column($this->clients, 0)];
    }

    public function serve(): void
    {
        $stream = @stream_socket_accept($this->listener, 0);
        if ($stream !== false) {
            if ($this->tls !== null) {
                stream_set_blocking($stream, true);
                stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLS_SERVER);
            }
            stream_set_blocking($stream, false);
            $this->clients[(int) $stream] = [$stream, ''];
        }
        foreach (array_keys($this->clients) as $key) {
            $this->read($key);
        }
    }

    public function clear(): void
    {
        $this->received = [];
        $this->broken = [];
        $this->answers = [];
        $this->onWebhook = null;
        array_map('fclose', $this->open);
        $this->open = [];
    }

    /** @return Value the payloads of the events received so far */
    public function events(): Value
    {
        return new Value(array_map(static fn (array $hook): mixed => json_decode($hook['body'], true), $this->received));
    }

    private function read(int $key): void
    {
        // A nested call may have served this one meanwhile.
        if (!array_key_exists($key, $this->clients)) {
            return;
        }
        [$stream, $buffer] = $this->clients[$key];
        $part = @fread($stream, 65536);
        $buffer .= (string) $part;
        $this->clients[$key] = [$stream, $buffer];
        $parts = explode("\r\n\r\n", $buffer, 2);
        [$head, $body] = [$parts[0], $parts[1] ?? null];
        if ($body !== null && preg_match('~^content-length: (\d+)~mi', $head, $match) && strlen($body) >= (int) $match[1]) {
            unset($this->clients[$key]);
            $this->answer($stream, $head, $body);
        } elseif ($part === false || ($part === '' && feof($stream))) {
            unset($this->clients[$key]);
            fclose($stream);
            $this->broken[] = $buffer;
        }
    }

    /** @param resource $stream */
    private function answer($stream, string $head, string $body): void
    {
        $answer = Harness::parse("HTTP/1.1 200 x\r\n" . preg_replace('~^[^\r]*\r\n~', '', $head) . "\r\n\r\n");
        $hook = ['path' => explode(' ', $head)[1], 'headers' => $answer->headers, 'body' => $body, 'at' => microtime(true)];
        $this->received[] = $hook;
        if ($this->onWebhook !== null) {
            ($this->onWebhook)($body);
        }
        $next = $this->answers === [] ? 200 : array_shift($this->answers);
        [$bytes, $close] = is_array($next) ? $next : [$next === null ? '' : "HTTP/1.1 $next Status\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok", true];
        stream_set_blocking($stream, true);
        fwrite($stream, $bytes);
        if ($close) {
            fclose($stream);
        } else {
            $this->open[] = $stream;
        }
    }
}
