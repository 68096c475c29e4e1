<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

/**
 * One web request, cron run or staff click: a fiber with its own database connection. It may stop at every point, which is before each
 * statement and before and after each call to Dojo; it goes on later, or never, as if its process had been killed there.
 */
final class Actor
{
    /** Its process ends after so many seconds, as PHP's and PHP-FPM's time limits have it. With the time
     * that its last request may be under way in the network it stays below the 900 s that the kit counts on. */
    public const LIFE_SECONDS = 420;

    private const STOPPED = 'stopped';
    private const BLOCKED = 'blocked';

    public bool $isDead = false;
    public bool $isInTransaction = false;

    /** How many more points it passes; null for all. */
    private ?int $budget = null;

    /** Stops at the next point outside of a transaction. */
    private bool $isLeaving = false;

    /** The next statement that has to wait for a lock gives up. */
    private bool $givesUp = false;

    /** @var ?\Fiber<void, mixed, void, string> */
    private ?\Fiber $fiber = null;

    /** The point at which it is. */
    private string $where = 'its start';

    public ?\Throwable $error = null;

    /**
     * @param array<string, string> $faults by the call to Dojo, such as `refund`; '' for all
     * @param ?string $stop a point that it stops at: how its text begins
     * @param int $failures how many of its outside effects fail
     * @param int $throws how many of its writes to the shop's tables fail
     */
    public function __construct(
        public readonly string $name,
        public readonly \PDO $pdo,
        private readonly array $faults,
        private ?string $stop,
        public int $failures,
        public int $throws,
        public readonly int $bornAt,
    ) {
    }

    /** @param \Closure(): void $work */
    public function start(\Closure $work): void
    {
        $this->fiber = new \Fiber(function () use ($work): void {
            try {
                $work();
            } catch (\Throwable $e) {
                $this->error = $e;
            }
        });
    }

    public function isOver(): bool
    {
        return $this->fiber === null || $this->fiber->isTerminated();
    }

    public function where(): string
    {
        return $this->where;
    }

    /** A place where the process may stop. */
    public function point(string $where): void
    {
        if ($this->isDead || \Fiber::getCurrent() !== $this->fiber) {
            return;
        }
        $this->where = $where;
        if ($this->stop !== null && str_starts_with($where, $this->stop)) {
            $this->stop = null;
            $this->budget = 0;
        }
        if ($this->isLeaving ? !$this->isInTransaction : $this->budget !== null && $this->budget-- <= 0) {
            \Fiber::suspend(self::STOPPED);
        }
    }

    /** Waits for a lock that another actor holds. @return bool false if it has waited for too long */
    public function awaitLock(): bool
    {
        if ($this->isDead || \Fiber::getCurrent() !== $this->fiber) {
            return false;
        }
        \Fiber::suspend(self::BLOCKED);
        $givesUp = $this->givesUp;
        $this->givesUp = false;

        return !$givesUp;
    }

    /**
     * Goes on.
     *
     * @param ?int $points how many points it passes before it stops; null for all
     * @param list<self> $others
     */
    public function go(?int $points, array $others, bool $isImpatient = false): void
    {
        $this->budget = $points;
        for ($reply = $this->resume(); $reply === self::BLOCKED; $reply = $this->resume()) {
            $isFree = false;
            foreach ($others as $other) {
                $isFree = ($other !== $this && $other->isInTransaction && !$other->isOver() && $other->leave()) || $isFree;
            }
            $this->givesUp = !$isFree || $isImpatient;
        }
    }

    /** The process is gone: its connection is closed, its transaction rolled back, and none of its code runs any more. */
    public function kill(): void
    {
        $this->isDead = true;
        $this->isInTransaction = false;
        $this->fiber = null;
    }

    /** @param string $call such as `refund 100` */
    public function faultOf(string $call): ?string
    {
        return $this->faults[''] ?? $this->faults[explode(' ', $call)[0]] ?? null;
    }

    /** Runs to the end of its transaction. @return bool false if it is blocked itself */
    private function leave(): bool
    {
        $this->isLeaving = true;
        $reply = $this->resume();
        $this->isLeaving = false;
        $this->givesUp = $reply === self::BLOCKED;

        return $reply !== self::BLOCKED;
    }

    private function resume(): ?string
    {
        if ($this->isOver()) {
            return null;
        }

        return $this->fiber->isStarted() ? $this->fiber->resume() : $this->fiber->start();
    }
}
