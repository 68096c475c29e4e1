<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

/** Ends a simulated process at its n-th step: before a statement, before a call to Dojo, or after it. */
final class Fuse
{
    /** Where it blew. */
    public ?string $blown = null;
    public int $steps = 0;

    /** @param int $at the step; 0 for never */
    public function __construct(private readonly int $at = 0)
    {
    }

    public function step(string $what): void
    {
        if ($this->blown !== null) {
            throw new Killed("killed before, at $this->blown");
        }
        if (++$this->steps === $this->at) {
            $this->blown = $what;
            throw new Killed("killed at $what");
        }
    }
}
