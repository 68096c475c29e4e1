<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Waiting for something that another process does. */
final class Await
{
    /** @return bool whether it became true in time */
    public static function isTrue(callable $condition, float $seconds = 20.0): bool
    {
        for ($until = microtime(true) + $seconds; !$condition(); usleep(5_000)) {
            if (microtime(true) > $until) {
                return false;
            }
        }

        return true;
    }

    /** @param ?callable(): string $details for the message, such as a server's log */
    public static function until(callable $condition, string $what, float $seconds = 30.0, ?callable $details = null): void
    {
        if (!self::isTrue($condition, $seconds)) {
            throw new \RuntimeException("Gave up after waiting $seconds s for $what.\n" . ($details === null ? '' : $details()));
        }
    }
}
