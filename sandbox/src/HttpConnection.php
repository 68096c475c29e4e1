<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** One client's connection: the TLS handshake if there is one, then requests and responses until either side closes it. */
final class HttpConnection
{
    private const HANDSHAKE_SECONDS = 10.0;
    private const REQUEST_SECONDS = 15.0;
    private const IDLE_SECONDS = 75.0;
    private const WRITE_SECONDS = 30.0;
    private const LINGER_SECONDS = 1.0;

    private HttpParser $parser;
    private string $output = '';
    private bool $closed = false;
    private bool $closeAfterWrite = false;
    /** The client has closed its sending half; it may still read. */
    private bool $inputEnded = false;
    private bool $busy = false;
    private ?int $timer = null;
    private ?int $requestTimer = null;
    private ?int $delayTimer = null;

    /**
     * @param resource                              $stream
     * @param callable(Request, callable): void     $handler  calls its second argument with the Response, now or later
     * @param callable(self): void                  $onClosed
     * @param callable(HttpError): Response         $onBadRequest
     */
    public function __construct(
        private $stream,
        private readonly EventLoop $loop,
        private readonly bool $secure,
        private $handler,
        private $onBadRequest,
        private $onClosed,
    ) {
        stream_set_blocking($stream, false);
        $this->parser = new HttpParser($secure);
        if ($secure) {
            $this->limit(self::HANDSHAKE_SECONDS, fn () => $this->close());
            $this->loop->onReadable($stream, fn () => $this->handshake());
        } else {
            $this->startReading();
        }
    }

    public function close(): void
    {
        if ($this->closed) {
            return;
        }
        $this->closed = true;
        $this->loop->cancel($this->timer);
        $this->loop->cancel($this->delayTimer);
        $this->loop->forget($this->stream);
        @fclose($this->stream);
        ($this->onClosed)($this);
    }

    private function handshake(): void
    {
        $done = @stream_socket_enable_crypto($this->stream, true, STREAM_CRYPTO_METHOD_TLSv1_2_SERVER | STREAM_CRYPTO_METHOD_TLSv1_3_SERVER);
        if ($done === false) {
            $this->close();
        } elseif ($done === true) {
            $this->startReading();
            // The first request may have come with the last handshake record.
            $this->read();
        }
    }

    private function startReading(): void
    {
        $this->limit(self::IDLE_SECONDS, fn () => $this->close());
        $this->loop->onReadable($this->stream, fn () => $this->read());
    }

    private function read(): void
    {
        // One read per turn is enough over TLS too, because PHP's select also checks OpenSSL's buffer.
        $bytes = @fread($this->stream, 65536);
        $this->parser->feed((string) $bytes);
        if ($bytes === false || ($bytes === '' && feof($this->stream))) {
            $this->inputEnded = true;
            $this->loop->onReadable($this->stream, null);
        }
        if ($this->parser->bufferedBytes() > 2 * HttpParser::MAX_BODY_BYTES) {
            $this->close();

            return;
        }
        $this->advance();
    }

    private function advance(): void
    {
        if ($this->busy || $this->closed || $this->output !== '') {
            return;
        }
        $wasIdle = $this->parser->isIdle();
        try {
            $request = $this->parser->next();
        } catch (HttpError $error) {
            $this->loop->onReadable($this->stream, null);
            $this->busy = true;
            $response = ($this->onBadRequest)($error);
            $response->close = true;
            $this->send(null, $response);

            return;
        }
        if ($request === null) {
            if ($this->inputEnded) {
                $this->close();
            } elseif ($this->parser->takeContinue()) {
                $this->limit(self::REQUEST_SECONDS, fn () => $this->timeOut());
                $this->write("HTTP/1.1 100 Continue\r\n\r\n");
            } elseif (!$wasIdle) {
                // Set once, when a request begins, so that a client cannot extend it by sending a byte now and then.
                $this->requestTimer ??= $this->limit(self::REQUEST_SECONDS, fn () => $this->timeOut());
            }

            return;
        }
        $this->requestTimer = null;
        $this->loop->cancel($this->timer);
        $this->busy = true;
        ($this->handler)($request, fn (Response $response) => $this->send($request, $response));
    }

    private function timeOut(): void
    {
        $this->busy = true;
        $response = ($this->onBadRequest)(new HttpError(408, 'The request did not arrive in time.'));
        $response->close = true;
        $this->send(null, $response);
    }

    private function send(?Request $request, Response $response): void
    {
        if ($this->closed) {
            return;
        }
        if ($response->delay > 0.0) {
            $this->delayTimer = $this->loop->after($response->delay, function () use ($request, $response): void {
                $response->delay = 0.0;
                $this->send($request, $response);
            });

            return;
        }
        if ($response->drop) {
            $this->close();

            return;
        }
        $this->limit(self::WRITE_SECONDS, fn () => $this->close());
        if ($response->garbage !== null) {
            $this->closeAfterWrite = true;
            $this->write($response->garbage);

            return;
        }
        $this->closeAfterWrite = $response->close || $response->truncate || !self::keepsAlive($request);
        $this->write($this->render($request, $response));
    }

    private static function keepsAlive(?Request $request): bool
    {
        if ($request === null) {
            return false;
        }
        $tokens = array_map('trim', explode(',', strtolower($request->header('connection') ?? '')));

        return $request->httpVersion === '1.1' ? !in_array('close', $tokens, true) : in_array('keep-alive', $tokens, true);
    }

    private function render(?Request $request, Response $response): string
    {
        $headers = $response->headers + ['Date' => gmdate('D, d M Y H:i:s') . ' GMT', 'Server' => 'dojo-sandbox'];
        if ($response->status !== 204) {
            $headers['Content-Length'] = (string) strlen($response->body);
        }
        $headers['Connection'] = $this->closeAfterWrite ? 'close' : 'keep-alive';
        $head = 'HTTP/1.1 ' . $response->status . ' ' . $response->reason() . "\r\n";
        foreach ($headers as $name => $value) {
            // A header value from stored data must not be able to end the header.
            $head .= $name . ': ' . str_replace(["\r", "\n", "\0"], '', $value) . "\r\n";
        }
        $body = $request?->method === 'HEAD' || $response->status === 204 ? '' : $response->body;
        if ($response->truncate) {
            $body = substr($body, 0, intdiv(strlen($body), 2));
        }

        return $head . "\r\n" . $body;
    }

    private function write(string $bytes): void
    {
        $this->output .= $bytes;
        $this->flush();
    }

    private function flush(): void
    {
        if ($this->output !== '') {
            $sent = @fwrite($this->stream, $this->output);
            if ($sent === false || ($sent === 0 && feof($this->stream))) {
                $this->close();

                return;
            }
            $this->output = substr($this->output, $sent);
        }
        if ($this->output !== '') {
            $this->loop->onWritable($this->stream, fn () => $this->flush());

            return;
        }
        $this->loop->onWritable($this->stream, null);
        if ($this->closeAfterWrite) {
            $this->linger();
        } elseif ($this->busy) {
            $this->busy = false;
            $this->limit(self::IDLE_SECONDS, fn () => $this->close());
            if ($this->inputEnded || !$this->parser->isIdle()) {
                // Through the loop, because a thousand pipelined requests would otherwise nest a thousand calls.
                $this->loop->after(0.0, fn () => $this->advance());
            }
        }
    }

    /** Closing with unread input would reset the connection, and the client could lose the response. */
    private function linger(): void
    {
        if ($this->inputEnded || $this->secure) {
            $this->close();

            return;
        }
        @stream_socket_shutdown($this->stream, STREAM_SHUT_WR);
        $this->limit(self::LINGER_SECONDS, fn () => $this->close());
        $this->loop->onReadable($this->stream, function (): void {
            $bytes = @fread($this->stream, 65536);
            if ($bytes === false || ($bytes === '' && feof($this->stream))) {
                $this->close();
            }
        });
    }

    private function limit(float $seconds, callable $callback): int
    {
        $this->loop->cancel($this->timer);

        return $this->timer = $this->loop->after($seconds, $callback);
    }
}
