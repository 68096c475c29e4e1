<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Finds the status of a response, and its end. The body is read to its end, because some endpoints stop their work if the
 * connection is closed earlier, but it is not kept. It uses no socket, so tests can feed it byte by byte.
 */
final class HttpResponseReader
{
    private const MAX_BYTES = 65536;

    private string $buffer = '';
    private int $received = 0;
    private ?int $status = null;
    /** Bytes still to come of the body or of the current chunk; null if only the end of the connection ends the body. */
    private ?int $remaining = null;
    private bool $chunked = false;
    private bool $inTrailer = false;
    private bool $complete = false;

    public function feed(string $bytes): void
    {
        $this->buffer .= $bytes;
        $this->received += strlen($bytes);
        if ($this->status === null) {
            $this->readHead();
        }
        if ($this->status !== null && !$this->complete) {
            $this->readBody();
        }
        $this->complete = $this->complete || $this->received > self::MAX_BYTES;
    }

    /** True if nothing more is to be read: the response has ended, or is too large. */
    public function isComplete(): bool
    {
        return $this->complete;
    }

    /** @return int|null null if no final response has begun */
    public function status(): ?int
    {
        return $this->status;
    }

    /** True if nothing has arrived, or nothing but responses of 1xx. */
    public function isEmpty(): bool
    {
        return $this->status === null && $this->buffer === '';
    }

    private function readHead(): void
    {
        while (preg_match('~^HTTP/1\.[01] (\d)(\d\d)[^\r\n]*\r?\n((?:[^\r\n]++\r?\n)*+)\r?\n~', $this->buffer, $match)) {
            $this->buffer = substr($this->buffer, strlen($match[0]));
            // 1xx, such as 100 Continue, comes before the final response.
            if ($match[1] !== '1') {
                $this->status = (int) ($match[1] . $match[2]);
                $this->startBody($match[3]);

                return;
            }
        }
    }

    private function startBody(string $headers): void
    {
        if ($this->status === 204 || $this->status === 304) {
            $this->complete = true;
        } elseif (preg_match('~^transfer-encoding:.*\bchunked[ \t]*\r?$~mi', $headers)) {
            $this->chunked = true;
            $this->remaining = 0;
        } elseif (preg_match('~^content-length:[ \t]*(\d{1,18})~mi', $headers, $length)) {
            $this->remaining = (int) $length[1];
        }
    }

    private function readBody(): void
    {
        do {
            $this->skipData();
            if ($this->remaining !== 0) {
                return;
            }
            $this->complete = !$this->chunked;
        } while (!$this->complete && $this->readChunkLine());
    }

    private function skipData(): void
    {
        $length = min($this->remaining ?? PHP_INT_MAX, strlen($this->buffer));
        $this->buffer = substr($this->buffer, $length);
        $this->remaining = $this->remaining === null ? null : $this->remaining - $length;
    }

    /** Reads a chunk's size or a line of the trailer; false if more bytes are needed. */
    private function readChunkLine(): bool
    {
        $end = strpos($this->buffer, "\n");
        if ($end === false) {
            return false;
        }
        $line = rtrim(substr($this->buffer, 0, $end), "\r");
        $this->buffer = substr($this->buffer, $end + 1);
        if ($this->inTrailer) {
            $this->complete = $line === '';
        } elseif (preg_match('~^([0-9a-f]{1,8})[ \t]*(;|$)~Di', $line, $match)) {
            $size = (int) hexdec($match[1]);
            $this->inTrailer = $size === 0;
            // The line end after the data belongs to the chunk.
            $this->remaining = $size === 0 ? 0 : $size + 2;
        } else {
            // The end of this body cannot be found, but its status is known.
            $this->complete = true;
        }

        return !$this->complete;
    }
}
