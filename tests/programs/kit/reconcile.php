<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\Killed;
use Dojo\Tests\Kit\Till;
use Dojo\Tests\Report;

/* What reconcile costs, when it ends, and the inbox. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('reconcile', $database);
    $sandbox = $till->sandbox;
    $kit = $till->kit();
    $calls = static function (\Closure $work) use ($sandbox): int {
        $sandbox->helper('DELETE', '/requests');
        $work();

        return count($sandbox->requests());
    };

    /* Abandoned carts. */
    for ($n = 0; $n < 200; $n++) {
        $till->begin($till->order("cart$n"));
    }
    $costs = [];
    for ($run = 0; $run < 48; $run++) {
        $costs[] = $calls(static fn () => $till->settle(1, 1800));
    }
    $report->ok(
        max($costs) <= 12 && array_sum($costs) <= 60 && count(array_filter($costs)) < 24,
        '200 abandoned carts cost a handful of calls on some runs of the first day, and none on most',
        implode(' ', $costs),
    );
    $costs = [];
    for ($day = 0; $day < 34; $day++) {
        $costs[] = $calls(static fn () => $till->settle(1, 86400));
    }
    $report->ok(array_sum(array_slice($costs, 0, 29)) <= 120, 'and little in the month after it', implode(' ', $costs));
    $states = $till->rows("SELECT state, COUNT(*) AS n FROM dojo_payments GROUP BY state");
    $report->same([['state' => 'closed', 'n' => '200']], array_map(static fn (array $row): array => ['state' => $row['state'], 'n' => (string) $row['n']], $states), 'when they have expired, they are closed');
    $report->same([0, []], [$calls(static fn () => $till->settle(3, 5 * 86400)), $till->rows('SELECT id FROM dojo_attempts WHERE check_at IS NOT NULL')], 'and given up');

    /* One that Dojo keeps open for longer than anybody looks at it is canceled. */
    $intentId = $till->begin($till->order('kept'));
    $till->write('UPDATE dojo_attempts SET asked_at = asked_at - ? WHERE intent_id = ?', 40 * 86400, $intentId);
    $kit->books->bring(new Dojo\Shop\Intent(['expireAt' => null] + $till->client()->getPaymentIntent($intentId)));
    $till->settle(2);
    $report->same(['Canceled', []], [$till->client()->getPaymentIntent($intentId, true)['status'], $till->rows('SELECT id FROM dojo_attempts WHERE check_at IS NOT NULL')], 'nothing is given up that can still be paid');

    /* A paid order is quiet at last. */
    $till->paid('quiet');
    $runs = 0;
    for ($day = 0; $day < 140; $day++) {
        $runs += (int) ($calls(static fn () => $till->settle(1, 86400)) > 0);
    }
    $report->ok($runs > 3 && $runs < 40, 'a paid order is looked at for a while, because of refunds in the portal', (string) $runs);
    $report->same([], $till->rows("SELECT id FROM dojo_attempts WHERE check_at IS NOT NULL"), 'then no more');

    /* Events. */
    $kit->inbox->add(Till::event('evt_404', 'pi_of_another_account'), 'sc');
    $report->same([true, 'unknown', 0], [$kit->inbox->handle('evt_404'), $till->row("SELECT state FROM dojo_events WHERE id = 'evt_404'")['state'] ?? null, $till->settle(3)], 'an event whose intent answers 404 fails no reconcile run');
    $intentId = $till->begin($till->order('redelivered'));
    $sandbox->pay($intentId);
    $event = Till::event('evt_redelivered', $intentId);
    $sandbox->fault('status=503', "=/payment-intents/$intentId", 1, 'GET');
    $report->same([true, false, 'open'], [$kit->inbox->add($event, 'sc'), $kit->inbox->handle('evt_redelivered'), $till->state('redelivered')[1]], 'an event that could not be handled');
    $report->same([true, true, 'paid'], [$kit->inbox->add($event, 'sc'), $kit->inbox->handle('evt_redelivered'), $till->state('redelivered')[1]], 'is handled when it is delivered again, without cron');
    $report->same(false, $kit->inbox->add($event, 'sc'), 'a third delivery has nothing to do');
    $report->same(0, $calls(static fn () => $kit->inbox->handle('evt_redelivered')), 'and asks Dojo nothing');
    $intentId = $till->begin($till->order('crashed'));
    $sandbox->pay($intentId);
    for ($at = 1; $at < 12; $at++) {
        try {
            $killed = $till->kit(new Fuse($at));
            $killed->inbox->add(Till::event('evt_crashed', $intentId), 'sc');
            $killed->inbox->handle('evt_crashed');
        } catch (Killed) {
        }
    }
    $report->same(['open', 1], [$till->state('crashed')[1], count($till->rows("SELECT id FROM dojo_events WHERE id = 'evt_crashed'"))], 'a webhook that dies again and again');
    $till->settle(2);
    $report->same(['paid', 'paid', 1, 0], $till->state('crashed'), 'is handled by reconcile');
    $sandbox->fault('status=401', '/payment-intents', 1000);
    $kit->inbox->add(Till::event('evt_down', 'pi_sandbox_down'), 'sc');
    for ($day = 0; $day < 20; $day++) {
        $till->settle(1, 86400);
    }
    $sandbox->clearFaults();
    $report->same('given up', $till->row("SELECT state FROM dojo_events WHERE id = 'evt_down'")['state'] ?? null, 'an event that cannot be handled for weeks is given up');

    /* A key of another account, for a day. */
    $intentId = $till->begin($till->order('key'));
    $wrong = $till->client(apiKey: 'sk_sandbox_of_another_account');
    $till->advance(300);
    $till->kit(dojo: $wrong)->reconcile->run();
    $report->same('open', $till->state('key')[1], 'with the key of another account no order is closed');
    $sandbox->pay($intentId);
    $till->settle(3);
    $report->same(['paid', 'paid', 1, 0], $till->state('key'), 'with the right key again, its payment is found');

    /* Nothing else is due after a failure: it is tried again, later and later. */
    $intentId = $till->begin($till->order('failing'));
    $sandbox->fault('status=503', "=/payment-intents/$intentId", 1000, 'GET');
    $cost = $calls(static fn () => $till->settle(60, 60));
    $sandbox->clearFaults();
    $report->ok($cost >= 3 && $cost <= 10, 'an hour of failures: a few tries', (string) $cost);

    /* The clock. */
    $intentId = $till->begin($till->order('back'));
    $sandbox->fault('close-before', '=/payment-intents', 1, 'POST');
    $till->order('back-2');
    try {
        $till->begin('back-2');
    } catch (Dojo\DojoException) {
    }
    $ahead = $till->time->ahead;
    $till->time->ahead -= 10 * 86400;
    $begun = $till->kit()->payments->begin('back-2', Till::visitor());
    $report->same(Begun::PAY, $begun->kind, 'a claim from before the clock was set back delays no customer');
    $sandbox->pay($intentId);
    $till->kit()->payments->update($intentId);
    $report->same(['paid', 'paid', 1, 0], $till->state('back'), 'an order is paid after the clock was set back');
    $till->time->ahead = $ahead;
    $kit->store->lease('reconcile', 'before the clock was set back', 300);
    $till->time->ahead -= 10 * 86400;
    $sandbox->pay((string) $begun->intentId);
    $till->write('UPDATE dojo_attempts SET check_at = 1 WHERE intent_id = ?', $begun->intentId);
    $till->kit()->reconcile->run();
    $report->same('paid', $till->state('back-2')[1], 'nor does a lease from before');
    $till->time->ahead = $ahead;
};
