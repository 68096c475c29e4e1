<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The clock. Tests have another. */
class Time
{
    /** Unix time in seconds. */
    public function now(): int
    {
        return time();
    }

    public function sleep(float $seconds): void
    {
        usleep((int) ($seconds * 1_000_000));
    }
}
