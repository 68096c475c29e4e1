<?php

declare(strict_types=1);

use Dojo\DojoException;
use Dojo\Shop\NotPossible;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\Killed;
use Dojo\Tests\Report;

/* Each of these ends at every statement, and before and after each call to Dojo. Then reconcile runs, and the books have to be Dojo's. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('kills', $database);
    $sandbox = $till->sandbox;

    /**
     * @param \Closure(string): void $prepare gets the order's id
     * @param \Closure(Dojo\Shop\Kit, string): mixed $work
     * @param \Closure(string): list<string> $check what is wrong, after all has been repaired
     */
    $everywhere = static function (string $name, \Closure $prepare, \Closure $work, \Closure $check) use ($report, $till): void {
        $problems = [];
        $end = null;
        for ($at = 1; $at < 200 && $end === null; $at++) {
            $orderId = "$name-$at";
            $prepare($orderId);
            $fuse = new Fuse($at);
            try {
                $work($till->kit($fuse), $orderId);
            } catch (Killed | DojoException | NotPossible) {
            }
            if ($fuse->blown === null) {
                $end = $fuse->steps;
            }
            $till->settle(in_array($name, ['captured', 'released'], true) ? 4 : 2, 310);
            foreach ([...$till->problems($orderId), ...$check($orderId)] as $problem) {
                $problems[] = 'killed at ' . ($fuse->blown ?? 'no step') . ": $problem";
            }
        }
        $report->none($problems, "$name: killed at each of " . ($end ?? '?') . ' steps');
        $report->ok(($end ?? 0) > 8, "$name: there are so many", (string) $end);
    };
    $is = static fn (array $expected): \Closure => static function (string $orderId) use ($till, $expected): array {
        $state = $till->state($orderId);

        return $state === $expected ? [] : [json_encode($state) . ' rather than ' . json_encode($expected)];
    };

    $everywhere(
        'begin',
        static fn (string $orderId) => $till->order($orderId),
        static fn ($kit, string $orderId) => $till->begin($orderId, $kit),
        static function (string $orderId) use ($till, $sandbox): array {
            $intentId = $till->begin($orderId);
            $sandbox->pay($intentId);
            $till->kit()->payments->update($intentId);
            $live = array_keys(array_column($till->intentsAtDojo($orderId), 'status'), 'Created', true);

            return [...$till->problems($orderId), ...($live === [] ? [] : ['an intent is left that can be paid']), ...($till->state($orderId) === ['paid', 'paid', 1, 0] ? [] : ['it cannot be paid'])];
        },
    );
    $intents = [];
    $everywhere(
        'paid',
        static function (string $orderId) use ($till, $sandbox, &$intents): void {
            $intents[$orderId] = $till->begin($till->order($orderId));
            $sandbox->pay($intents[$orderId]);
        },
        static function ($kit, string $orderId) use (&$intents, $till): void {
            $kit->inbox->add($till::event("evt_$orderId", $intents[$orderId]), 'sc');
            $kit->inbox->handle("evt_$orderId");
        },
        static fn (string $orderId): array => [...$is(['paid', 'paid', 1, 0])($orderId), ...($till->sent($orderId) === ['moved'] ? [] : ['its mail was not sent'])],
    );
    $everywhere(
        'refunded',
        static fn (string $orderId) => $till->paid($orderId),
        static fn ($kit, string $orderId) => $kit->refunds->refund("refund-$orderId", $orderId, 400),
        static function (string $orderId) use ($till): array {
            $isAsked = $till->kit()->refunds->find("refund-$orderId") !== null;

            return $till->state($orderId)[3] === ($isAsked ? 400 : 0) ? [] : ['refunded: ' . $till->state($orderId)[3]];
        },
    );
    $everywhere(
        'captured',
        static fn (string $orderId) => $till->paid($orderId, isManual: true),
        static fn ($kit, string $orderId) => $kit->captures->capture("capture-$orderId", $orderId, 1000),
        static fn (string $orderId): array => in_array($till->state($orderId), [['paid', 'paid', 1, 0], ['authorised', 'authorised', 0, 0]], true) ? [] : [json_encode($till->state($orderId))],
    );
    $everywhere(
        'released',
        static fn (string $orderId) => $till->paid($orderId, isManual: true),
        static fn ($kit, string $orderId) => $kit->captures->release("capture-$orderId", $orderId),
        static fn (string $orderId): array => in_array($till->state($orderId), [['closed', 'closed', 0, 0], ['authorised', 'authorised', 0, 0]], true) ? [] : [json_encode($till->state($orderId))],
    );
    $everywhere(
        'changed',
        static function (string $orderId) use ($till): void {
            $till->begin($till->order($orderId));
            $till->write('UPDATE till_orders SET amount = 1200 WHERE id = ?', $orderId);
        },
        static fn ($kit, string $orderId) => $kit->payments->begin($orderId, $till::visitor()),
        static function (string $orderId) use ($till, $sandbox): array {
            $intentId = $till->begin($orderId);
            $sandbox->pay($intentId);
            $till->kit()->payments->update($intentId);
            $till->settle(1);

            return [...$is = $till->problems($orderId), ...($till->state($orderId) === ['paid', 'paid', 1, 0] ? [] : ['it cannot be paid at its new price'])];
        },
    );
    $everywhere(
        'reconcile',
        static function (string $orderId) use ($till, $sandbox): void {
            $sandbox->pay($till->begin($till->order($orderId)));
            $intentId = $till->paid("$orderId-r");
            $sandbox->fault('close-after', "/payment-intents/$intentId/refunds", 2, 'POST');
            try {
                $till->kit()->refunds->refund("refund-$orderId", "$orderId-r", 400);
            } catch (DojoException) {
            }
            $sandbox->clearFaults();
            $till->advance(300);
        },
        static fn ($kit) => $kit->reconcile->run(),
        static fn (string $orderId): array => [...$is(['paid', 'paid', 1, 0])($orderId), ...$is(['paid', 'paid', 1, 400])("$orderId-r"), ...$till->problems("$orderId-r")],
    );

    /* apply() and perform() that fail. */
    foreach (['an exception' => new RuntimeException('the stock is locked'), 'an error' => new TypeError('a mistake in the shop')] as $what => $thrown) {
        $orderId = strtr($what, ' ', '-');
        $intentId = $till->begin($till->order($orderId));
        $sandbox->pay($intentId);
        $till->onApply = static fn () => throw $thrown;
        $caught = null;
        try {
            $till->kit()->payments->update($intentId);
        } catch (Throwable $e) {
            $caught = $e;
        }
        $report->same([$thrown::class, 'open', 'open', 0], [$caught === null ? null : $caught::class, ...array_slice($till->state($orderId), 0, 3)], "apply() throws $what: nothing is half done");
        $beside = $till->begin($till->order("$orderId-beside"));
        $sandbox->pay($beside);
        $till->onApply = static fn ($order) => $order->id === $orderId ? throw $thrown : null;
        $till->advance(300);
        $report->ok($till->kit()->reconcile->run() > 0, 'reconcile reports it');
        $report->same(['paid', 'paid', 1, 0], $till->state("$orderId-beside"), 'and goes on with the other orders');
        $till->onApply = null;
        $till->settle(4);
        $report->same(['paid', 'paid', 1, 0], $till->state($orderId), 'later it is paid, once');
        $till->onPerform = static fn () => throw $thrown;
        $intentId = $till->paid("mail-$orderId");
        $report->same([['paid', 'paid', 1, 0], []], [$till->state("mail-$orderId"), $till->sent("mail-$orderId")], "perform() throws $what: the order is paid all the same");
        $till->onPerform = null;
        $till->settle(1);
        $report->same(['moved'], $till->sent("mail-$orderId"), 'reconcile performs it later');
    }
    $times = 0;
    $till->onPerform = static function () use (&$times, $till): void {
        $times++;
        if ($times === 1) {
            throw new Killed('after the mail was sent, before it was written down');
        }
    };
    $intentId = $till->begin($till->order('mailed'));
    $sandbox->pay($intentId);
    try {
        $till->kit()->payments->update($intentId);
    } catch (Killed) {
    }
    $till->onPerform = null;
    $till->settle(1);
    $report->same(1, count($till->rows("SELECT id FROM till_sent WHERE order_id = 'mailed'")), 'an effect has the same id when it is repeated');
};
