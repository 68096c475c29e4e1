<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Sends one POST without blocking, and reports the status or the error to a callback. */
final class HttpClient
{
    /** @var resource|null */
    private $stream = null;
    private string $output = '';
    private readonly HttpResponseReader $response;
    private int $timer;
    private bool $done = false;
    /** @var list<string> addresses still to be tried */
    private array $addresses;
    private bool $secure;
    private string $host;
    private int $port;

    /**
     * @param array<string, string>           $headers
     * @param callable(?int, ?string): void   $onDone  status or error
     * @param bool                            $truncate closes the connection after half of the body
     */
    public function __construct(
        private readonly EventLoop $loop,
        string $url,
        array $headers,
        string $body,
        float $timeout,
        private $onDone,
        private readonly bool $truncate = false,
    ) {
        $this->response = new HttpResponseReader();
        $parts = parse_url($url);
        if ($parts === false || !isset($parts['scheme'], $parts['host'])) {
            throw new \LogicException('A subscription was stored with a URL that has no host.');
        }
        $this->secure = strtolower($parts['scheme']) === 'https';
        $this->host = trim($parts['host'], '[]');
        $this->port = $parts['port'] ?? ($this->secure ? 443 : 80);
        $this->addresses = self::isLocalName($this->host) ? ['127.0.0.1', '::1'] : [$this->host];
        $target = ($parts['path'] ?? '/') . (isset($parts['query']) ? '?' . $parts['query'] : '');
        $this->output = "POST $target HTTP/1.1\r\nHost: " . $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '') . "\r\n";
        foreach ($headers + ['Content-Length' => (string) strlen($body), 'Connection' => 'close'] as $name => $value) {
            $this->output .= "$name: $value\r\n";
        }
        $this->output .= "\r\n" . ($truncate ? substr($body, 0, intdiv(strlen($body), 2)) : $body);
        $this->timer = $loop->after($timeout, fn () => $this->finish(null, "no response within $timeout seconds"));
        $this->connect();
    }

    public static function isLoopback(string $url): bool
    {
        $host = strtolower(trim((string) parse_url($url, PHP_URL_HOST), '[]'));

        return $host === '::1' || self::isLocalName($host) || preg_match('~^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$~D', $host) === 1;
    }

    private static function isLocalName(string $host): bool
    {
        return preg_match('~(^|\.)localhost$~Di', $host) === 1;
    }

    private function connect(): void
    {
        $address = array_shift($this->addresses);
        if ($address === null) {
            $this->finish(null, 'connection refused');

            return;
        }
        $loopback = self::isLoopback('//' . (str_contains($address, ':') ? "[$address]" : $address));
        $context = stream_context_create(['ssl' => [
            'peer_name' => $this->host, 'SNI_enabled' => true,
            // Test endpoints on this machine usually have self-signed certificates.
            'verify_peer' => !$loopback, 'verify_peer_name' => !$loopback, 'allow_self_signed' => $loopback,
        ]]);
        $stream = @stream_socket_client(
            'tcp://' . (str_contains($address, ':') ? "[$address]" : $address) . ':' . $this->port,
            $code,
            $message,
            5.0,
            STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT,
            $context,
        );
        if ($stream === false) {
            // Through the loop, because the callback must not run before the constructor has returned.
            $this->loop->after(0.0, fn () => $this->connect());

            return;
        }
        $this->stream = $stream;
        stream_set_blocking($stream, false);
        $this->loop->onWritable($stream, fn () => $this->connected($stream));
    }

    /** @param resource $stream */
    private function connected($stream): void
    {
        $this->loop->onWritable($stream, null);
        if (@stream_socket_get_name($stream, true) === false) {
            $this->release();
            $this->connect();
        } elseif ($this->secure) {
            $this->loop->onReadable($stream, fn () => $this->handshake($stream));
            $this->handshake($stream);
        } else {
            $this->exchange($stream);
        }
    }

    /** @param resource $stream */
    private function handshake($stream): void
    {
        $methods = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT | STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT;
        $result = @stream_socket_enable_crypto($stream, true, $methods);
        if ($result === false) {
            $this->finish(null, 'the TLS handshake failed');
        } elseif ($result === true) {
            $this->exchange($stream);
        }
    }

    /** @param resource $stream */
    private function exchange($stream): void
    {
        $this->loop->onReadable($stream, fn () => $this->read($stream));
        $this->write($stream);
    }

    /** @param resource $stream */
    private function write($stream): void
    {
        $sent = @fwrite($stream, $this->output);
        if ($sent === false) {
            // A response may have arrived before the whole body was read.
            $this->output = '';
        } else {
            $this->output = substr($this->output, $sent);
        }
        if ($this->output === '' && $this->truncate) {
            $this->finish(null, 'closed after half of the request: a requested fault');

            return;
        }
        $this->loop->onWritable($stream, $this->output === '' ? null : fn () => $this->write($stream));
    }

    /** @param resource $stream */
    private function read($stream): void
    {
        $bytes = @fread($stream, 16384);
        $this->response->feed((string) $bytes);
        if (!$this->response->isComplete() && $bytes !== false && ($bytes !== '' || !feof($stream))) {
            return;
        }
        $this->finish($this->response->status(), match (true) {
            $this->response->status() !== null => null,
            $this->response->isEmpty() => 'the connection was closed without a response',
            default => 'the response was not HTTP',
        });
    }

    private function finish(?int $status, ?string $error): void
    {
        if ($this->done) {
            return;
        }
        $this->done = true;
        $this->loop->cancel($this->timer);
        $this->release();
        ($this->onDone)($status, $error);
    }

    private function release(): void
    {
        if ($this->stream !== null) {
            $this->loop->forget($this->stream);
            fclose($this->stream);
            $this->stream = null;
        }
    }
}
