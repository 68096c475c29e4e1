<?php

declare(strict_types=1);

use Dojo\DojoException;
use Dojo\Shop\Change;
use Dojo\Shop\Intent;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Order;
use Dojo\Shop\PdoDatabase;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\KillableDatabase;
use Dojo\Tests\Kit\Killed;
use Dojo\Tests\Report;

/* Captures have no key at Dojo: clicked twice, unknown, in part, not listed. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('captures', $database);
    $sandbox = $till->sandbox;
    $kit = $till->kit();
    $capture = static function (string $id, string $orderId, int $amount, ?int $before = null) use ($till): string {
        try {
            return $till->kit()->captures->capture($id, $orderId, $amount, $before)->state;
        } catch (NotPossible $e) {
            return $e->getMessage();
        } catch (DojoException) {
            return 'thrown, and ' . ($till->kit()->captures->find($id)->state ?? 'not written down');
        }
    };
    $atDojo = static fn (string $intentId): array => array_column($till->client()->getPaymentIntent($intentId)['captures'], 'amount');
    $is = static function (array $expected, string $orderId, string $name) use ($report, $till): void {
        $report->same($expected, array_slice($till->state($orderId), 0, count($expected)), $name, implode("\n", $till->log));
        $report->none($till->problems($orderId), "$name: the books are Dojo's");
    };

    $intentId = $till->paid('twice', isManual: true);
    $is(['authorised', 'authorised', 0], 'twice', 'authorised');
    $report->same(['done', 'done', [600]], [$capture('capture-twice-1', 'twice', 600), $capture('capture-twice-1', 'twice', 600), $atDojo($intentId)], 'clicked twice: taken once');
    $is(['review', 'review', 0], 'twice', 'a part capture does not mark the order as paid');
    $report->ok(str_contains($capture('capture-twice-2', 'twice', 400, 0), 'since you looked'), 'a form that was opened before the first capture is refused');
    $report->same('Only 4.00 GBP of this payment is left to capture.', $capture('capture-twice-3', 'twice', 500), 'nor can more be taken than is left');
    $report->same(['done', [600, 400]], [$capture('capture-twice-4', 'twice', 400, 600), $atDojo($intentId)], 'the rest');
    $is(['paid', 'paid', 1], 'twice', 'both captures together: paid');
    $report->ok(str_contains($capture('capture-twice-1', 'twice', 100), 'sent before'), 'the same form with another amount is refused');

    /* The shop's own sums: a capture that leaves the order where it is must reach them, too. */
    $told = [];
    $till->paid('parts', isManual: true);
    $till->onApply = static function (Order $order, Change $change) use (&$told): void {
        $told[] = [$change->state?->value, $change->captured];
    };
    foreach ([100, 200, 700] as $part) {
        $capture("capture-parts-$part", 'parts', $part);
    }
    $till->settle(1);
    $till->onApply = null;
    $report->same([['review', 100], [null, 300], ['paid', 1000]], $told, 'captured in three parts: apply() gets each');

    /* The second click comes while the first is settled, but its intent is not read yet. */
    $intentId = $till->paid('between', isManual: true);
    $dojo = $till->client();
    $said = null;
    $dojo->before = static function (string $what) use ($dojo, $capture, &$said): void {
        if ($what === 'capture') {
            $dojo->before = static function (string $what) use ($dojo, $capture, &$said): void {
                $dojo->before = null; // the GET after the capture
                $said = $capture('capture-between-2', 'between', 500, 0);
            };
        }
    };
    $till->kit(dojo: $dojo)->captures->capture('capture-between-1', 'between', 500, 0);
    $report->same([true, [500]], [str_contains((string) $said, 'since you looked'), $atDojo($intentId)], 'a second click from another tab between the capture and the GET after it takes nothing', (string) $said);

    /* The same, if the GET after the first capture fails, and the second form asked Dojo before the first one was captured. */
    $intentId = $till->paid('counted', isManual: true);
    $first = $till->client();
    $first->before = static fn (string $what) => $what === 'capture' ? $sandbox->fault('status=503', "=/payment-intents/$intentId", 3, 'GET') : null;
    $begins = 0;
    $connection = new KillableDatabase(new PdoDatabase($till->pdo), new Fuse());
    $connection->before = static function (string $sql) use (&$begins, $connection, $till, $first, $sandbox): void {
        if ($sql === 'BEGIN' && ++$begins === 2) { // the first is that of the GET
            $connection->before = null;
            $till->kit(dojo: $first)->captures->capture('capture-counted-1', 'counted', 500, 0);
            $sandbox->clearFaults();
        }
    };
    try {
        $said = $till->kit(database: $connection)->captures->capture('capture-counted-2', 'counted', 500, 0)->state;
    } catch (NotPossible $e) {
        $said = $e->getMessage();
    }
    $report->same([true, [500]], [str_contains($said, 'since you looked'), $atDojo($intentId)], 'a capture counts from the moment that Dojo confirmed it', $said);

    /* Unknown. */
    foreach (['close-after' => [500], 'close-before' => [], 'status=503;after' => [500], 'status=503' => [], 'truncate' => [500]] as $fault => $taken) {
        $orderId = 'fault-' . preg_replace('/\W/', '', $fault);
        $intentId = $till->paid($orderId, isManual: true);
        $sandbox->fault($fault, "/payment-intents/$intentId/captures", 1, 'POST');
        $report->same(['thrown, and sending', 'sending', $taken], [$capture("capture-$orderId", $orderId, 500), $capture("capture-$orderId", $orderId, 500), $atDojo($intentId)], "$fault: the capture is open, and not sent again");
        $said = $capture("capture-$orderId-2", $orderId, 500);
        $report->ok(str_contains($said, 'not confirmed yet'), "$fault: another one has to wait", $said);
        $till->settle(5);
        $report->same([$taken === [] ? 'refused' : 'done', $taken], [$kit->captures->find("capture-$orderId")?->state, $atDojo($intentId)], "$fault: the intent tells whether it was made");
        $is($taken === [] ? ['authorised', 'authorised', 0] : ['review', 'review', 0], $orderId, $fault);
        $report->same($taken === [], str_contains($till->notes($orderId), 'did not arrive'), "$fault: staff are told only if it was not made", $till->notes($orderId));
    }
    $intentId = $till->paid('down', isManual: true);
    $sandbox->fault('status=409', "/payment-intents/$intentId/captures", 1, 'POST');
    $report->same(['thrown, and refused', 'done'], [$capture('capture-down-1', 'down', 1000), $capture('capture-down-2', 'down', 1000)], 'refused: another one may be made');
    $is(['paid', 'paid', 1], 'down', 'refused, then made');
    foreach (['before capture' => 0, 'after capture' => 1] as $where => $times) {
        $orderId = strtr($where, ' ', '-');
        $intentId = $till->paid($orderId, isManual: true);
        for ($at = 1, $fuse = null; $fuse?->blown !== $where; $at++) {
            $till->write('DELETE FROM dojo_captures WHERE order_id = ?', $orderId);
            try {
                $fuse = new Fuse($at);
                $till->kit($fuse)->captures->capture("capture-$orderId", $orderId, 1000);
            } catch (Killed) {
            }
        }
        $till->settle(5);
        $is($times === 0 ? ['authorised', 'authorised', 0] : ['paid', 'paid', 1], $orderId, "killed $where");
    }

    /* Released. */
    $intentId = $till->paid('released', isManual: true);
    $sandbox->fault('close-after', "/payment-intents/$intentId/reversal", 1, 'POST');
    try {
        $kit->captures->release('capture-released', 'released');
    } catch (DojoException) {
    }
    $till->settle(2);
    $report->same('done', $kit->captures->find('capture-released')?->state, 'a release whose response is lost');
    $is(['closed', 'closed', 0], 'released', 'closes the order');
    $report->ok($till->begin('released') !== $intentId, 'and it can be paid again');
    $intentId = $till->paid('expires', isManual: true);
    $till->advance(8 * 86400);
    $till->settle(1);
    $is(['closed', 'closed', 0], 'expires', 'an authorisation that expires closes its order');
    $said = $capture('capture-expires', 'expires', 1000);
    $report->ok(str_contains($said, 'nothing to capture'), 'and is not captured', $said);
    $paid = $till->paid('automatic');
    $said = $capture('capture-automatic', 'automatic', 1000);
    $report->ok(str_contains($said, 'nothing to capture'), 'neither is an automatic payment', $said);

    /* A captured manual intent without the list of captures. */
    $intentId = $till->begin($till->order('unlisted', isManual: true));
    $sandbox->pay($intentId);
    $till->client()->capturePaymentIntent($intentId, ['amount' => 1000]);
    $intent = ['captures' => null] + $till->client()->getPaymentIntent($intentId);
    $kit->books->bring(new Intent($intent));
    $report->same(['review', 'review', 0], array_slice($till->state('unlisted'), 0, 3), 'a captured manual intent without its captures is for staff');
    $report->ok(str_contains($till->notes('unlisted'), 'not how much'), 'who read why', $till->notes('unlisted'));
    $kit->payments->update($intentId);
    $is(['paid', 'paid', 1], 'unlisted', 'when Dojo lists them, it is paid');
    $intentId = $till->paid('declined', isManual: true);
    $intent = $till->client()->getPaymentIntent($intentId);
    $kit->books->bring(new Intent(['status' => 'Captured', 'captures' => [['id' => 'cp_1', 'amount' => 1000, 'status' => 'Declined']]] + $intent));
    $report->same(['review', 0], array_slice($till->state('declined'), 1, 2), 'a capture that was declined is not money');
    $mode = ['captureMode' => 'Later', 'status' => 'Captured', 'captures' => null];
    $intentId = $till->begin($till->order('mode'));
    $kit->books->bring(new Intent($mode + $till->client()->getPaymentIntent($intentId)));
    $report->same(['review', 0], array_slice($till->state('mode'), 1, 2), 'nor does a new capture mode mean that all was taken');

    /* A status of a newer API. */
    $intentId = $till->begin($till->order('newer'));
    $kit->books->bring(new Intent(['status' => 'Disputed'] + $till->client()->getPaymentIntent($intentId)));
    $report->same(['open', true], [$till->state('newer')[1], str_contains($till->notes('newer'), 'Disputed')], 'on a status that this version does not know nothing is decided, and staff are told');
    $sandbox->pay($intentId);
    $kit->payments->update($intentId);
    $is(['paid', 'paid', 1], 'newer', 'later it is one that it knows');
};
