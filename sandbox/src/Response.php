<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A response, and how a fault spoils it. */
final class Response
{
    public const REASONS = [
        200 => 'OK', 201 => 'Created', 204 => 'No Content', 303 => 'See Other', 400 => 'Bad Request',
        401 => 'Unauthorized', 403 => 'Forbidden', 404 => 'Not Found', 405 => 'Method Not Allowed',
        408 => 'Request Timeout', 409 => 'Conflict', 410 => 'Gone', 413 => 'Content Too Large',
        415 => 'Unsupported Media Type', 422 => 'Unprocessable Content', 429 => 'Too Many Requests',
        431 => 'Request Header Fields Too Large', 500 => 'Internal Server Error', 501 => 'Not Implemented',
        502 => 'Bad Gateway', 503 => 'Service Unavailable', 504 => 'Gateway Timeout',
        505 => 'HTTP Version Not Supported',
    ];

    /** Seconds to hold the response back. */
    public float $delay = 0.0;
    /** Close without a response. */
    public bool $drop = false;
    /** Announce the whole body, send half of it, close. */
    public bool $truncate = false;
    /** Send these bytes instead of an HTTP response, then close. */
    public ?string $garbage = null;
    public bool $close = false;

    /** @param array<string, string> $headers */
    public function __construct(public int $status, public string $body = '', public array $headers = [])
    {
    }

    public static function json(int $status, mixed $value): self
    {
        return new self($status, Json::encode($value), ['Content-Type' => 'application/json; charset=utf-8']);
    }

    public static function html(int $status, string $html): self
    {
        return new self($status, $html, [
            'Content-Type' => 'text/html; charset=utf-8',
            'Cache-Control' => 'no-store',
            'Referrer-Policy' => 'no-referrer',
            'X-Content-Type-Options' => 'nosniff',
            // No form-action: browsers would also apply it to the redirect to the shop.
            'Content-Security-Policy' => "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
        ]);
    }

    public static function redirect(string $url): self
    {
        return new self(303, '', ['Location' => $url, 'Cache-Control' => 'no-store']);
    }

    public function reason(): string
    {
        return self::REASONS[$this->status] ?? 'Status';
    }
}
