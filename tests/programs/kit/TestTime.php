<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Time;

/** The system's clock, moved forward by the test; sleeping moves it, too. */
final class TestTime extends Time
{
    public float $ahead = 0.0;

    public function now(): int
    {
        return (int) (microtime(true) + $this->ahead);
    }

    public function sleep(float $seconds): void
    {
        $this->ahead += $seconds;
    }
}
