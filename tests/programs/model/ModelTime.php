<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Time;

/** The walk's clock. */
final class ModelTime extends Time
{
    public function __construct(private readonly World $world, private readonly Actor $actor)
    {
    }

    public function now(): int
    {
        return $this->world->now();
    }

    public function sleep(float $seconds): void
    {
        if (!$this->actor->isDead) {
            $this->world->pass($seconds);
            $this->actor->point("sleep($seconds)");
        }
    }
}
