<?php

declare(strict_types=1);

use Dojo\DojoException;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Refund;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\Killed;
use Dojo\Tests\Kit\Till;
use Dojo\Tests\Report;

/* Refunds: by the shop, in Dojo's portal, unknown, refused, of the same amount again. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('refunds', $database);
    $sandbox = $till->sandbox;
    $kit = $till->kit();
    $refund = static function (string $id, string $orderId, int $amount, ?string $intentId = null) use ($till): string {
        try {
            return $till->kit()->refunds->refund($id, $orderId, $amount, 'A reason', $intentId)->state;
        } catch (NotPossible $e) {
            return $e->getMessage();
        } catch (DojoException) {
            return 'thrown, and ' . ($till->kit()->refunds->find($id)->state ?? 'not written down');
        }
    };
    $atDojo = static fn (string $intentId): int => $till->client()->getPaymentIntent($intentId)['refundedAmount'];
    $portal = static fn (string $intentId, int $amount) => $till->client()->refundPaymentIntent($intentId, ['amount' => $amount], bin2hex(random_bytes(8)));
    $is = static function (array $expected, string $orderId, string $name) use ($report, $till): void {
        $report->same($expected, $till->state($orderId), $name, implode("\n", $till->log));
        $report->none($till->problems($orderId), "$name: the books are Dojo's");
    };

    /* The same form twice, and a second refund of the same amount. */
    $intentId = $till->paid('same');
    $given = [];
    $till->onApply = static function ($order, $change) use (&$given): void {
        $given[] = [$change->refund?->state, is_string($change->refund?->refundId)];
    };
    $report->same(['done', 'done', 300], [$refund('refund-same-1', 'same', 300), $refund('refund-same-1', 'same', 300), $atDojo($intentId)], 'the same form twice: one refund');
    $till->onApply = null;
    $report->same([['done', true]], $given, 'apply() gets it once, as done and with Dojo\'s id');
    $report->same(['done', 600], [$refund('refund-same-2', 'same', 300), $atDojo($intentId)], 'a second refund of the same amount is made');
    $is(['paid', 'paid', 1, 600], 'same', 'both');
    $report->ok(str_contains($refund('refund-same-1', 'same', 200), 'sent before'), 'the same form with another amount is refused');
    $report->ok(str_contains($refund('refund-same-3', 'same', 500), 'Only 4.00 GBP'), 'more than is left is refused, with what is left');
    $report->ok(str_contains($refund('refund-same-4', 'same', 0), 'above 0'), 'so is 0');
    $report->same('done', $refund('refund-same-5', 'same', 400), 'the rest');
    $is(['refunded', 'refunded', 1, 1000], 'same', 'all of it: refunded');

    /* A partial refund, and the process dies before the call, or after it, or the GET after it fails. */
    foreach (['before refund', 'after refund'] as $where) {
        $orderId = strtr($where, ' ', '-');
        $intentId = $till->paid($orderId);
        for ($at = 1; ; $at++) {
            $fuse = new Fuse($at);
            try {
                $till->kit($fuse)->refunds->refund("refund-$orderId", $orderId, 400);
                break;
            } catch (Killed) {
                if ($fuse->blown === $where) {
                    break;
                }
                $till->write('DELETE FROM dojo_refunds WHERE order_id = ?', $orderId); // as if it had not begun
            }
        }
        $report->same([$where, 'sending', 600], [$fuse->blown, $kit->refunds->find("refund-$orderId")?->state, $kit->refunds->left($orderId)], "killed $where: the form offers what is left");
        $till->settle(2);
        $is(['paid', 'paid', 1, 400], $orderId, "killed $where: reconcile repairs it");
    }
    $intentId = $till->paid('get-fails');
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($sandbox, $dojo, $intentId): void {
        if ($what === 'refund') {
            $dojo->before = null;
            $sandbox->fault('status=503', "=/payment-intents/$intentId", 3, 'GET');
        }
    };
    $report->same('done', $till->kit(dojo: $dojo)->refunds->refund('refund-get-fails', 'get-fails', 400)->state, 'the GET after a partial refund fails: the refund is done');
    $is(['paid', 'paid', 1, 400], 'get-fails', 'a partial refund, and the GET after it fails');
    $sandbox->clearFaults();

    /* Unknown. */
    foreach (['close-before' => 0, 'close-after' => 400, 'status=503' => 0, 'status=503;after' => 400, 'truncate' => 400, 'status=401' => 0, 'status=429' => 0] as $fault => $moved) {
        $orderId = 'fault-' . preg_replace('/\W/', '', $fault);
        $intentId = $till->paid($orderId);
        $sandbox->fault($fault, "/payment-intents/$intentId/refunds", 2, 'POST'); // the client repeats it once if the connection was an old one
        $report->same(['thrown, and sending', $moved, 600], [$refund("refund-$orderId", $orderId, 400), $atDojo($intentId), $kit->refunds->left($orderId)], "$fault: the refund is open");
        $sandbox->clearFaults();
        $report->ok(str_contains($refund("refund-other-$orderId", $orderId, 600), 'not confirmed yet'), "$fault: another one has to wait");
        $till->settle(2);
        $is(['paid', 'paid', 1, 400], $orderId, "$fault: reconcile makes it, once");
    }

    /* Refused. */
    $intentId = $till->paid('refused');
    $sandbox->fault('status=400', "/payment-intents/$intentId/refunds", 1, 'POST');
    $report->same(['thrown, and refused', 'refused', 1000], [$refund('refund-refused', 'refused', 400), $refund('refund-refused', 'refused', 400), $kit->refunds->left('refused')], 'a refund that Dojo refuses');
    $till->settle(1);
    $report->ok(str_contains($till->notes('refused'), 'refund-refused') && str_contains($till->notes('refused'), 'no money was given back'), 'staff are told', $till->notes('refused'));
    $report->same('done', $refund('refund-refused-2', 'refused', 400), 'another one may be made');
    $is(['paid', 'paid', 1, 400], 'refused', 'refused, then made');

    /* Unknown first, refused when it is sent again. */
    foreach (['close-after' => 400, 'close-before' => 0] as $fault => $moved) {
        $orderId = "unknown-$fault";
        $intentId = $till->paid($orderId);
        $sandbox->fault($fault, "/payment-intents/$intentId/refunds", 2, 'POST');
        $said = $refund("refund-$orderId", $orderId, 400);
        $sandbox->clearFaults();
        $sandbox->fault('status=400', "/payment-intents/$intentId/refunds", 50, 'POST');
        $report->same(['thrown, and sending', $moved === 400 ? 'thrown, and done' : 'thrown, and sending'], [$said, $refund("refund-$orderId", $orderId, 400)], "$fault, then refused: what counts is Dojo's sum");
        $till->settle(8);
        $sandbox->clearFaults();
        $report->same($moved === 400 ? 'done' : 'refused', $kit->refunds->find("refund-$orderId")?->state, "$fault, then refused for good");
        $till->settle(1);
        $is(['paid', 'paid', 1, $moved], $orderId, "$fault, then refused");
    }

    /* In the portal: before, while, and after the shop's own. */
    $intentId = $till->paid('portal');
    $portal($intentId, 300);
    $report->ok(str_contains($refund('refund-portal-1', 'portal', 800), 'Only 7.00 GBP'), 'money refunded in the portal is read before refunding');
    $till->settle(1);
    $is(['paid', 'paid', 1, 300], 'portal', 'and booked');
    $report->same([['portal', 300]], array_map(static fn (Refund $r): array => [$r->source, $r->amount], $kit->refunds->ofOrder('portal')), 'as a refund of the portal');
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($portal, $intentId, $dojo, $till): void {
        if ($what === 'refund') {
            $dojo->before = null;
            $portal($intentId, 200);
            $till->kit()->payments->update($intentId); // a webhook that comes meanwhile
        }
    };
    $till->kit(dojo: $dojo)->refunds->refund('refund-portal-2', 'portal', 100);
    $is(['paid', 'paid', 1, 600], 'portal', 'while the shop\'s own is under way');
    $report->same([100, 200, 300], (static function (array $amounts): array {
        sort($amounts);

        return $amounts;
    })(array_map(static fn (Refund $r): int => $r->amount, $kit->refunds->ofOrder('portal'))), 'each is booked as what it is');
    $portal($intentId, 400);
    $kit->payments->update($intentId);
    $kit->payments->update($intentId);
    $is(['refunded', 'refunded', 1, 1000], 'portal', 'the rest in the portal: refunded');
    $intentId = $till->begin($till->order('before-paid'));
    $sandbox->pay($intentId);
    $portal($intentId, 1000);
    $kit->payments->update($intentId);
    $is(['refunded', 'refunded', 0, 1000], 'before-paid', 'refunded in the portal before the shop knew of the payment: nothing is delivered');
    $intentId = $till->paid('portal-late');
    $portal($intentId, 250);
    $till->advance(2 * 86400);
    $till->settle(1);
    $is(['paid', 'paid', 1, 250], 'portal-late', 'reconcile finds a partial refund of which no event tells');
    $intentId = $till->paid('reversed');
    $till->client()->reversePaymentIntent($intentId);
    $kit->payments->update($intentId);
    $report->same(['reversed', 'reversed', 1], array_slice($till->state('reversed'), 0, 3), 'a payment that was reversed in the portal');
    $report->same('Only 0.00 GBP of this payment is left to refund.', $refund('refund-reversed', 'reversed', 100), 'cannot be refunded');

    /* All at Dojo in one piece while the own one is unknown, and the GET after it fails. */
    $intentId = $till->paid('mixed');
    $sandbox->fault('close-after', "/payment-intents/$intentId/refunds", 2, 'POST');
    $refund('refund-mixed-1', 'mixed', 700);
    $sandbox->clearFaults();
    $portal($intentId, 300);
    $kit->payments->update($intentId);
    $sandbox->fault('status=503', "=/payment-intents/$intentId", 1, 'GET');
    $till->settle(3);
    $is(['refunded', 'refunded', 1, 1000], 'mixed', 'the shop\'s own and one of the portal, together all of it');

    /* The key. */
    $intentId = $till->paid('sent');
    $sandbox->fault('status=503', '/payment-intents', 2, 'POST');
    $refund('refund-sent-1', 'sent', 400);
    $refund('refund-sent-1', 'sent', 400);
    $refund('refund-sent-1', 'sent', 400);
    $keys = array_column(array_column(array_filter($sandbox->requests(true), static fn (array $r): bool => ($r['headers']['idempotencykey'] ?? '') === 'refund-sent-1' && str_contains($r['path'], $intentId)), 'body'), 'amount');
    $report->same([400, 400, 400], $keys, 'each try has the same key and the same body');
    $sandbox->clearFaults();

    /* A key of the other kind. */
    $intentId = $till->paid('live');
    $sandbox->fault('status=503', "/payment-intents/$intentId/refunds", 1, 'POST');
    $refund('refund-live-01', 'live', 400);
    $till->write("UPDATE dojo_attempts SET environment = 'production' WHERE intent_id = ?", $intentId);
    $requests = count($sandbox->requests());
    $said = $refund('refund-live-01', 'live', 400);
    $till->settle(2);
    $report->same(['sending', true], [$kit->refunds->find('refund-live-01')?->state, str_contains($said, 'production')], 'a refund of a payment from the other environment stays open', $said);
    $report->same([], array_filter(array_slice($sandbox->requests(), $requests), static fn (string $line): bool => str_contains($line, $intentId)), 'and nothing is sent for it');
};
