<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\ApiException;

/** Whether an error response became the right exception. */
final class Errors
{
    private const CLASSES = [
        400 => \Dojo\InvalidRequestException::class,
        401 => \Dojo\AuthenticationException::class,
        403 => \Dojo\PermissionException::class,
        404 => \Dojo\NotFoundException::class,
        405 => \Dojo\InvalidRequestException::class,
        409 => \Dojo\ConflictException::class,
        422 => \Dojo\InvalidRequestException::class,
        429 => \Dojo\RateLimitException::class,
    ];

    private const TEXTS = ['type', 'title', 'detail', 'traceId'];

    /** @return list<string> what is wrong with the exception for a response of this status */
    public static function problems(ApiException $error, int $status, ?string $body = null): array
    {
        $problems = [];
        $class = self::CLASSES[$status] ?? ($status >= 500 ? \Dojo\ServerException::class : ApiException::class);
        if ($error::class !== $class) {
            $problems[] = "$status: expected $class, got " . $error::class . ': ' . $error->getMessage();
        }
        if ($error->status !== $status) {
            $problems[] = "expected an error $status, got $error->status: " . $error->getMessage();
        }
        if ($body !== null && $error->body !== $body) {
            $problems[] = "$status: the exception's body is not the one that was sent";
        }
        $sent = json_decode($error->body, true) ?? [];
        foreach (self::TEXTS as $field) {
            if ($error->$field !== ($sent[$field] ?? null)) {
                $problems[] = "$status: expected $field " . json_encode($sent[$field] ?? null) . ', got ' . json_encode($error->$field);
            }
        }
        // A server may send null or an empty object for no errors.
        if (($error->errors ?? []) !== ($sent['errors'] ?? [])) {
            $problems[] = "$status: expected errors " . json_encode($sent['errors'] ?? []) . ', got ' . json_encode($error->errors);
        }

        return $problems;
    }
}
