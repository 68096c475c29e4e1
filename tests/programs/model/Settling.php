<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

/** After a walk: reconcile runs until it is quiet, with the clock at what is due next; then the invariants hold. */
final class Settling
{
    private const DAY = 86400;
    private const DUE = [
        'attempts' => 'check_at IS NOT NULL', 'refunds' => "state = 'sending'", 'captures' => "state = 'sending'", 'events' => "state = 'new'",
        'effects' => 'done_at IS NULL',
    ];

    public function __construct(private readonly World $world, private readonly Connections $connections)
    {
    }

    public function run(bool $isLong): void
    {
        $this->world->calm();
        $this->world->say('     reconcile runs until it is quiet');
        $latest = (int) ($this->connections->rows('SELECT MAX(check_at) AS at FROM dojo_attempts')[0]['at'] ?? 0);
        $this->reconcileUntil(max($this->world->now() + 2 * self::DAY, $latest + 60), 80);
        $this->check(isFinal: false);
        if ($isLong) {
            $this->reconcileUntil(PHP_INT_MAX, 250);
            $this->check(isFinal: true);
        }
        foreach ($this->connections->rows("SELECT id FROM toy_orders WHERE for_sale = 1 AND state IN ('open', 'closed')") as $row) {
            $this->world->begin((string) $row['id']);
        }
        foreach ($this->connections->rows("SELECT id FROM toy_orders WHERE for_sale = 0 AND state IN ('open', 'closed')") as $row) {
            $this->world->lookAtWithdrawn((string) $row['id']);
        }
    }

    private function check(bool $isFinal): void
    {
        $calls = $this->world->calls;
        $this->world->reconcile();
        if ($this->world->calls !== $calls) {
            $this->world->problems[] = 'not quiet: reconcile calls Dojo although nothing is due';
        }
        foreach (['refunds', 'captures', 'events', 'effects'] as $table) {
            foreach ($this->connections->rows("SELECT * FROM dojo_$table WHERE " . self::DUE[$table]) as $row) {
                $this->world->problems[] = "still open: $table " . json_encode($row);
            }
        }
        (new Invariants($this->world, $this->connections, $isFinal))->check();
    }

    private function reconcileUntil(int $until, int $rounds): void
    {
        for ($round = 0; $round < $rounds; $round++) {
            $this->world->reconcile();
            $next = $this->nextDue();
            if ($next === null || $next > $until) {
                return;
            }
            $this->world->advance(max($next - $this->world->now(), 61)); // a lease of a dead process has to end, too
        }
        $this->world->problems[] = "never quiet: something is still due after $rounds runs of reconcile";
    }

    private function nextDue(): ?int
    {
        $next = [];
        foreach (self::DUE as $table => $where) {
            $at = $this->connections->rows("SELECT MIN(check_at) AS at FROM dojo_$table WHERE $where")[0]['at'];
            if ($at !== null) {
                $next[] = (int) $at;
            }
        }

        return $next === [] ? null : min($next);
    }
}
