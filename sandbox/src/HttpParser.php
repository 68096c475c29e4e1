<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Splits the bytes of one connection into requests. It uses no socket, so tests can feed it byte by byte. */
final class HttpParser
{
    private const MAX_HEADER_BYTES = 32768;
    public const MAX_BODY_BYTES = 1048576;

    private const TOKEN = "[!#$%&'*+.^_`|\\~0-9A-Za-z-]+";

    private string $buffer = '';
    private ?Request $request = null;
    /** Bytes still to come of a body with a length, or of the current chunk. */
    private int $remaining = 0;
    /** length, chunk-size, chunk-data, chunk-end, trailer or done */
    private string $bodyState = 'done';
    private bool $continueWanted = false;

    public function __construct(private readonly bool $secure)
    {
    }

    public function feed(string $bytes): void
    {
        $this->buffer .= $bytes;
    }

    public function bufferedBytes(): int
    {
        return strlen($this->buffer);
    }

    /** True between requests, if nothing of the next one has arrived. */
    public function isIdle(): bool
    {
        return $this->request === null && $this->buffer === '';
    }

    /** True once for each request that waits for `100 Continue` before it sends its body. */
    public function takeContinue(): bool
    {
        $wanted = $this->continueWanted && $this->request !== null && $this->bodyState !== 'done';
        $this->continueWanted = false;

        return $wanted;
    }

    /** @throws HttpError */
    public function next(): ?Request
    {
        $request = $this->request ??= $this->readHead();
        if ($request === null) {
            return null;
        }
        while ($this->bodyState !== 'done') {
            if (!$this->readBody($request)) {
                return null;
            }
        }
        $this->request = null;
        $this->continueWanted = false;

        return $request;
    }

    /** @return Request|null null if more bytes are needed */
    private function readHead(): ?Request
    {
        // Some clients send an extra line end after a body.
        $this->buffer = ltrim($this->buffer, "\r\n");
        if ($this->buffer === '') {
            return null;
        }
        $end = strpos($this->buffer, "\r\n\r\n");
        if ($end === false) {
            $this->refuseEarly();

            return null;
        }
        if ($end > self::MAX_HEADER_BYTES) {
            throw new HttpError(431, 'The request headers are larger than ' . self::MAX_HEADER_BYTES . ' bytes.');
        }
        $lines = explode("\r\n", substr($this->buffer, 0, $end));
        $this->buffer = substr($this->buffer, $end + 4);
        $request = $this->parseHead((string) array_shift($lines), $lines);
        $this->startBody($request);

        return $request;
    }

    /** Refuses early what cannot become a request: TLS on the plain port, binary noise, endless headers. */
    private function refuseEarly(): void
    {
        if (strlen($this->buffer) > self::MAX_HEADER_BYTES) {
            throw new HttpError(431, 'The request headers are larger than ' . self::MAX_HEADER_BYTES . ' bytes.');
        }
        $line = strtok($this->buffer, "\n");
        $complete = str_contains($this->buffer, "\n");
        if (!preg_match('~^[!-\~]~', $this->buffer) || ($complete && !str_ends_with((string) $line, "\r"))) {
            throw new HttpError(400, 'This is not an HTTP request.');
        }
        if ($complete) {
            $this->parseRequestLine(rtrim((string) $line, "\r"));
        }
    }

    /** @return array{string, string, string} method, target, version */
    private function parseRequestLine(string $line): array
    {
        if (!preg_match('~^(' . self::TOKEN . ') ([!-\~]+) HTTP/(\d\.\d)$~D', $line, $match)) {
            throw new HttpError(400, 'The request line is malformed.');
        }
        if ($match[3] !== '1.1' && $match[3] !== '1.0') {
            throw new HttpError(505, 'Only HTTP/1.1 and HTTP/1.0 are supported.');
        }

        return [$match[1], $match[2], $match[3]];
    }

    /** @param list<string> $lines */
    private function parseHead(string $requestLine, array $lines): Request
    {
        [$method, $target, $version] = $this->parseRequestLine($requestLine);
        $headers = [];
        foreach ($lines as $line) {
            if (!preg_match('~^(' . self::TOKEN . '):([^\x00-\x08\x0A-\x1F\x7F]*)$~D', $line, $match)) {
                throw new HttpError(400, 'A request header is malformed.');
            }
            $headers[strtolower($match[1])][] = trim($match[2], " \t");
        }
        if ($version === '1.1' && count($headers['host'] ?? []) !== 1) {
            throw new HttpError(400, 'A request needs exactly one Host header.');
        }
        // A client that uses this server as a proxy sends the whole URL.
        $target = (string) preg_replace('~^https?://[^/?]*~i', '', $target);
        if ($target === '' || $target[0] !== '/') {
            throw new HttpError(400, 'The request target must be a path.');
        }
        [$path, $query] = explode('?', explode('#', $target, 2)[0], 2) + [1 => ''];

        return new Request($method, $path, $query, $headers, $version, $this->secure);
    }

    private function startBody(Request $request): void
    {
        $coding = strtolower($request->header('transfer-encoding') ?? '');
        $lengths = array_unique($request->headers['content-length'] ?? []);
        $this->continueWanted = strtolower($request->header('expect') ?? '') === '100-continue'
            && $request->httpVersion === '1.1';
        $this->bodyState = 'done';
        if ($coding !== '') {
            // Both at once is a way to smuggle requests past proxies.
            if ($lengths !== [] || $request->httpVersion === '1.0') {
                throw new HttpError(400, 'Transfer-Encoding and Content-Length must not be combined.');
            }
            if ($coding !== 'chunked') {
                throw new HttpError(501, 'The only supported transfer encoding is chunked.');
            }
            $this->bodyState = 'chunk-size';
        } elseif ($lengths !== []) {
            if (count($lengths) > 1 || !preg_match('~^\d{1,18}$~D', $lengths[0])) {
                throw new HttpError(400, 'Content-Length must be one number.');
            }
            $this->refuseLargeBody((int) $lengths[0]);
            $this->remaining = (int) $lengths[0];
            $this->bodyState = $this->remaining > 0 ? 'length' : 'done';
        }
    }

    /** One step; false if more bytes are needed. */
    private function readBody(Request $request): bool
    {
        switch ($this->bodyState) {
            case 'length':
            case 'chunk-data':
                $part = substr($this->buffer, 0, $this->remaining);
                $this->buffer = substr($this->buffer, strlen($part));
                $this->remaining -= strlen($part);
                $request->body .= $part;
                if ($this->remaining > 0) {
                    return false;
                }
                $this->bodyState = $this->bodyState === 'length' ? 'done' : 'chunk-end';

                return true;
            case 'chunk-size':
                $line = $this->readLine();
                if ($line === null) {
                    return false;
                }
                if (!preg_match('~^([0-9A-Fa-f]{1,8})[ \t]*(;.*)?$~D', $line, $match)) {
                    throw new HttpError(400, 'A chunk size is malformed.');
                }
                $this->remaining = (int) hexdec($match[1]);
                $this->refuseLargeBody(strlen($request->body) + $this->remaining);
                $this->bodyState = $this->remaining > 0 ? 'chunk-data' : 'trailer';

                return true;
            case 'chunk-end':
                $line = $this->readLine();
                if ($line === null) {
                    return false;
                }
                if ($line !== '') {
                    throw new HttpError(400, 'A chunk is longer than its stated size.');
                }
                $this->bodyState = 'chunk-size';

                return true;
            default:
                $line = $this->readLine();
                if ($line === null) {
                    return false;
                }
                $this->bodyState = $line === '' ? 'done' : 'trailer';

                return true;
        }
    }

    private function readLine(): ?string
    {
        $end = strpos($this->buffer, "\r\n");
        if ($end === false) {
            if (strlen($this->buffer) > 4096) {
                throw new HttpError(400, 'A line of the chunked body is too long.');
            }

            return null;
        }
        $line = substr($this->buffer, 0, $end);
        $this->buffer = substr($this->buffer, $end + 2);

        return $line;
    }

    private function refuseLargeBody(int $length): void
    {
        if ($length > self::MAX_BODY_BYTES) {
            throw new HttpError(413, 'The request body is larger than ' . self::MAX_BODY_BYTES . ' bytes.');
        }
    }
}
