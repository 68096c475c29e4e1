<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The four shapes in which the API reports errors:
 * PD payments, customers, setup intents · ER webhooks · PT terminal sessions · E terminals.
 */
final class Problems
{
    private const SECTIONS = [
        400 => '6.5.1', 403 => '6.5.3', 404 => '6.5.4', 405 => '6.5.5', 408 => '6.5.7', 409 => '6.5.8',
        413 => '6.5.11', 415 => '6.5.13', 500 => '6.6.1', 501 => '6.6.2', 502 => '6.6.3', 503 => '6.6.4',
        504 => '6.6.5', 505 => '6.6.6',
    ];

    public static function response(Problem $problem, string $shape, string $trace): Response
    {
        $common = [
            'type' => self::type($problem->status),
            'title' => $problem->errors === []
                ? (Response::REASONS[$problem->status] ?? 'Error')
                : 'One or more validation errors occurred.',
            'status' => $problem->status,
            'detail' => $problem->getMessage(),
            'traceId' => $trace,
        ];
        $body = match ($shape) {
            'E' => ['code' => $problem->machineCode ?? ($problem->status >= 500 ? 'INTERNAL_ERROR' : 'INVALID_REQUEST')]
                + $common + ['errors' => $problem->errors],
            'PT' => $common + ['errors' => $problem->errors],
            default => $problem->errors === [] ? $common : ['errors' => $problem->errors] + $common,
        };
        $response = Response::json($problem->status, $body);
        if ($problem->status === 401) {
            $response->headers['WWW-Authenticate'] = 'Basic';
        }

        return $response;
    }

    private static function type(int $status): string
    {
        return match ($status) {
            401 => 'https://tools.ietf.org/html/rfc7235#section-3.1',
            422 => 'https://tools.ietf.org/html/rfc4918#section-11.2',
            429 => 'https://tools.ietf.org/html/rfc6585#section-4',
            default => 'https://tools.ietf.org/html/rfc7231#section-' . (self::SECTIONS[$status] ?? '6.5.1'),
        };
    }
}
