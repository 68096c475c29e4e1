<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Time;

/** The clock of a Till. Sleeping lets other processes go on, but is short: the clock is moved by the rest. */
final class TillTime extends Time
{
    private const LONGEST = 0.02;

    public float $ahead = 0.0;

    public function now(): int
    {
        return (int) (microtime(true) + $this->ahead);
    }

    public function sleep(float $seconds): void
    {
        $slept = min($seconds, self::LONGEST);
        usleep((int) ($slept * 1e6));
        $this->ahead += $seconds - $slept;
    }
}
