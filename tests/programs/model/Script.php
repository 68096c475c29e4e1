<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

/**
 * What happens in a walk: a list of steps, made from a seed. The numbers in a step are taken modulo what there is when it runs, so the
 * list is still a script if steps are left out.
 *
 * @phpstan-type Step array{0: string, 1?: int, 2?: int, 3?: int, plan?: array<string, mixed>}
 */
final class Script
{
    /** Steps and how often they are chosen. */
    private const STEPS = [
        'begin' => 20, 'pay' => 16, 'pay any' => 2, 'decline' => 2, 'secret' => 2, 'component' => 2, 'look' => 5, 'event' => 14, 'cron' => 9, 'clock' => 9, 'go' => 16, 'kill' => 4,
        'price' => 3, 'withdraw' => 2, 'refund' => 12, 'refund again' => 6, 'refund extra' => 4, 'capture' => 7, 'capture again' => 3, 'release' => 3,
        'portal refund' => 4, 'portal capture' => 2, 'portal release' => 2, 'portal cancel' => 1, 'arrive' => 3, 'foreign' => 2,
    ];

    /** Those that run the kit, and so have a plan. */
    private const REQUESTS = ['begin', 'secret', 'look', 'event', 'cron', 'refund', 'refund again', 'refund extra', 'capture', 'capture again', 'release'];

    private const FAULTS = [
        'close-before', 'close-after', 'truncate', 'garbage', 'empty', 'html', 'status=500', 'status=500;after', 'status=503;retry-after=1',
        'status=503;after', 'status=429;retry-after=1', 'status=400', 'status=401', 'status=409', 'status=408;after', 'pascal-case',
        'html;after', 'status=200;empty', 'refuse-refund', ModelClient::LATE, ModelClient::LATE, ModelClient::SLOW,
    ];

    /** Faults after which it is unknown whether the call was carried out. */
    private const UNKNOWN = ['close-before', 'close-after', 'truncate', 'status=500', 'status=503;after', 'html;after', ModelClient::LATE, ModelClient::LATE, ModelClient::SLOW];

    /** The calls that have a fault: all of that name. */
    private const CALLS = ['', 'create', 'get', 'search', 'cancel', 'refund', 'capture', 'reverse'];

    /**
     * Sequences in which it is easy to lose or to double something. `?` is a step that is there every other time; after `|` is the plan
     * of a request, or the numbers of another step.
     */
    private const STORIES = [
        'two tabs' => ['begin | stops', 'begin', 'go', 'go', 'begin', 'go all', 'pay', '?event'],
        'slow creator' => ['begin | stops-at create', 'clock | 3', 'begin', '?pay', 'go', '?pay any', '?event', 'go', '?pay', '?pay any', '?cron', '?kill', '?refund extra'],
        'unknown creation' => ['begin | unknown create', '?clock | 3', 'begin', '?arrive', '?begin', 'pay', '?pay any', '?arrive', '?cron', '?refund extra'],
        'paid twice' => ['begin | stops-at create', 'clock | 4', 'begin', 'go | 6', 'pay any | 0', 'pay any | 1', '?event', '?event', '?cron', '?refund extra | unknown refund', 'cron'],
        'paid' => ['begin', 'pay', 'event | dies', '?look | stops', '?event', '?cron | dies', '?clock', '?cron'],
        'refunds' => ['begin', 'pay', 'look', '?refund | stops', 'refund again', '?refund | unknown refund', '?go', 'refund again', '?cron', 'go all', '?clock', '?refund'],
        'unknown refund' => ['begin', 'pay', 'look', 'refund | unknown refund', '?arrive', 'refund again | refused refund', '?cron', '?arrive', '?refund again'],
        'portal refund' => ['begin', 'pay', 'look', '?refund | stops-at refund', '?refund | unknown refund', 'portal refund', '?event', '?arrive', '?cron', 'go all', '?refund'],
        'captures' => ['begin', 'pay', 'look', 'capture | stops', 'capture', 'go', '?capture again', '?portal capture', '?event', 'capture | unknown capture', '?capture', '?arrive', '?cron', '?clock'],
        'double capture' => ['begin', 'pay', 'look', 'capture', 'capture again', '?capture again', '?refund'],
        'captures at once' => ['begin', 'pay', 'look', 'capture | stops', 'capture | unknown capture', '?capture | stops', 'go all', 'clock', 'cron'],
        'price' => ['begin', 'price', 'begin', '?event', '?event', 'look', '?price', '?begin | unknown cancel', 'begin', '?pay', '?event'],
        'withdrawn' => ['begin', '?pay', 'withdraw', 'pay', '?event', '?look', '?refund'],
        'release' => ['begin', 'pay', 'look', 'look | stops-after get', 'event | stops-after get', '?release', '?portal release', '?cron', 'event', '?begin', 'go all', '?pay'],
        'late news' => ['begin', 'event | stops-after get', 'begin | stops-after get', 'pay', '?look', '?refund', '?portal refund', '?portal release', '?price', '?begin', 'go all'],
        'canceled' => ['begin', 'portal cancel', '?event', 'begin', 'event', 'event', '?pay', '?event', '?look'],
    ];

    /**
     * @param list<int> $orders of each order: 0 is captured automatically, 1 by staff, else released, 2 by staff, else captured
     * @param list<array<mixed>> $steps
     * @param bool $isLong whether the walk goes on until no row is ever looked at again
     */
    public function __construct(public readonly int $seed, public readonly array $orders, public readonly array $steps, public readonly bool $isLong)
    {
    }

    public static function random(int $seed): self
    {
        $r = new Randomizer(new Xoshiro256StarStar(hash('sha256', "walk $seed", true)));
        $orders = [];
        for ($n = $r->getInt(1, 2); $n > 0; $n--) {
            $orders[] = max(0, $r->getInt(-2, 2));
        }
        $bag = [];
        foreach (self::STEPS as $name => $weight) {
            array_push($bag, ...array_fill(0, $weight, $name));
        }
        $steps = [];
        for ($n = $r->getInt(1, 4); $n > 0; $n--) {
            array_push($steps, ...self::story(array_keys(self::STORIES)[$r->getInt(0, count(self::STORIES) - 1)], $r, $bag));
        }
        for ($n = $r->getInt(0, 12); $n > 0; $n--) {
            $name = $bag[$r->getInt(0, count($bag) - 1)];
            $steps[] = self::step($name, $r);
            if ($r->getInt(0, 7) === 0) { // a second one at the same time, and turns between the two
                $steps[] = self::step($name, $r);
                for ($m = $r->getInt(2, 8); $m > 0; $m--) {
                    $steps[] = self::step('go', $r);
                }
            }
        }
        if ($r->getInt(0, 1) === 0) {
            $steps[] = ['go all'];
        }

        return new self($seed, $orders, $steps, $r->getInt(0, 5) === 0);
    }

    /** @param list<array<mixed>> $steps */
    public function with(array $steps): self
    {
        return new self($this->seed, $this->orders, $steps, $this->isLong);
    }

    /** @param list<int> $orders */
    public function withOrders(array $orders): self
    {
        return new self($this->seed, $orders, $this->steps, $this->isLong);
    }

    /**
     * @param list<string> $bag
     * @return list<array<mixed>> with other things in between
     */
    private static function story(string $name, Randomizer $r, array $bag): array
    {
        $order = $r->getInt(0, 1);
        $steps = [];
        foreach (self::STORIES[$name] as $line) {
            [$step, $plan] = explode(' | ', $line) + [1 => null];
            if (str_starts_with($step, '?')) {
                if ($r->getInt(0, 1) === 0) {
                    continue;
                }
                $step = substr($step, 1);
            }
            if ($r->getInt(0, 9) === 0) {
                $steps[] = self::step($bag[$r->getInt(0, count($bag) - 1)], $r);
            }
            $made = self::step($step, $r);
            $made[1] = $order;
            if (isset($made['plan'])) {
                $made['plan'] = $plan === null ? ($r->getInt(0, 3) === 0 ? $made['plan'] : []) : self::planned($plan, $r);
            } elseif ($plan !== null) {
                [$made[2], $made[3]] = [(int) $plan, (int) $plan];
            }
            $steps[] = $made;
        }

        return $steps;
    }

    /** @return array<string, mixed> */
    private static function planned(string $plan, Randomizer $r): array
    {
        [$word, $what] = explode(' ', $plan, 2) + [1 => ''];

        return match ($word) {
            'stops' => ['stop' => $r->getInt(1, 45)],
            'stops-at' => ['at' => ($r->getInt(0, 2) > 0 ? 'before' : 'after') . " calling Dojo: $what"],
            'stops-after' => ['at' => "after calling Dojo: $what"],
            'dies' => ['stop' => $r->getInt(1, 60), 'kill' => true],
            'unknown' => ['faults' => [$what => self::UNKNOWN[$r->getInt(0, count(self::UNKNOWN) - 1)]]],
            'refused' => ['faults' => [$what => 'status=400']],
        };
    }

    /** @return array<mixed> */
    private static function step(string $name, Randomizer $r): array
    {
        $step = [$name, $r->getInt(0, 1), $r->getInt(0, 11), $r->getInt(0, 11)];

        return in_array($name, self::REQUESTS, true) ? $step + ['plan' => self::plan($r)] : $step;
    }

    /** @return array<string, mixed> */
    private static function plan(Randomizer $r): array
    {
        $plan = [];
        if ($r->getInt(0, 2) === 0) {
            $plan['stop'] = $r->getInt(0, 3) === 0 ? $r->getInt(0, 8) : $r->getInt(0, 60);
            $plan['kill'] = $r->getInt(0, 3) === 0;
        }
        if ($r->getInt(0, 3) === 0) {
            $plan['faults'] = [self::CALLS[$r->getInt(0, count(self::CALLS) - 1)] => self::FAULTS[$r->getInt(0, count(self::FAULTS) - 1)]];
        }
        if ($r->getInt(0, 15) === 0) {
            $plan['mail'] = $r->getInt(1, 2);
        }
        if ($r->getInt(0, 20) === 0) {
            $plan['shop'] = $r->getInt(1, 2);
        }
        if ($r->getInt(0, 9) === 0) {
            $plan['impatient'] = true;
        }

        return $plan;
    }
}
