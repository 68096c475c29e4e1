<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

/** Leaves out as much of a script that fails as it can while it still fails in the same way. */
final class Shrinking
{
    private float $until = 0.0;

    /** @param \Closure(Script): World $walk */
    public function __construct(private readonly \Closure $walk, private readonly float $seconds)
    {
    }

    public function shrink(Script $script, World $failed): World
    {
        $this->until = microtime(true) + $this->seconds;
        $kind = self::kind($failed);
        $try = function (Script $smaller) use ($kind, &$script, &$failed): bool {
            $world = ($this->walk)($smaller);
            if (!in_array($kind, array_map(self::kindOf(...), $world->problems), true)) {
                return false;
            }
            [$script, $failed] = [$smaller, $world];

            return true;
        };
        do {
            $before = count($script->steps);
            for ($size = max(1, intdiv(count($script->steps), 2)); $size > 0 && $this->hasTime(); $size = intdiv($size, 2)) {
                for ($at = count($script->steps) - $size; $at >= 0 && $this->hasTime(); $at -= $size) {
                    $steps = $script->steps;
                    array_splice($steps, $at, $size);
                    $try($script->with($steps));
                }
            }
        } while (count($script->steps) < $before && $this->hasTime());
        if (count($script->orders) > 1 && $this->hasTime()) {
            $try($script->withOrders(array_slice($script->orders, 0, 1)));
        }
        foreach (array_keys($script->steps) as $index) {
            foreach (array_keys($script->steps[$index]['plan'] ?? []) as $part) {
                if ($this->hasTime()) {
                    $steps = $script->steps;
                    unset($steps[$index]['plan'][$part]);
                    $try($script->with($steps));
                }
            }
        }

        return $failed;
    }

    private function hasTime(): bool
    {
        return microtime(true) < $this->until;
    }

    private static function kind(World $world): string
    {
        return self::kindOf($world->problems[0]);
    }

    /** A problem's text begins with its kind. */
    private static function kindOf(string $problem): string
    {
        return substr($problem, 0, strcspn($problem, ':'));
    }
}
