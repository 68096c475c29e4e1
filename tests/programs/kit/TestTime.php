<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Time;

/** A clock that begins with the system's time and stands still until the test moves it; sleeping moves it, too. */
final class TestTime extends Time
{
    public float $ahead = 0.0;
    private readonly int $start;

    public function __construct()
    {
        $this->start = time();
    }

    public function now(): int
    {
        return $this->start + (int) $this->ahead;
    }

    public function sleep(float $seconds): void
    {
        $this->ahead += $seconds;
    }
}
