<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Shop\Visitor;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Report;

/* Which of an order's intents is the current one, and what happens to the others. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $sandbox = $bench->sandbox;
    $begin = static fn (string $orderId): string => (string) $shop->kit()->payments->begin($orderId, new Visitor('', ''))->intentId;
    $status = static fn (string $intentId): string => $shop->client()->getPaymentIntent($intentId, returnCanceled: true)['status'];
    $state = static fn (string $orderId): string => (string) $shop->one("SELECT state FROM orders WHERE id = '$orderId'");

    /* Dojo does not show an intent for a moment, so that another one is made. */
    foreach (range(1, 6) as $n) {
        $shop->order("order-$n", 1000);
    }
    $first = $begin('order-1');
    array_map($begin, ['order-2', 'order-3', 'order-4', 'order-5', 'order-6']);
    $sandbox->fault('status=404', "/payment-intents/$first", 1, 'GET');
    $second = $begin('order-1');
    $report->ok($second !== '' && $second !== $first, 'an intent that Dojo does not show is replaced');
    $shop->kit()->reconcile->run();
    $report->same(['Canceled', 'Created'], [$status($first), $status($second)], 'and reconcile cancels it, as it can be paid again now');

    /* The same, but it was paid and reversed before the shop could see it. */
    $shop->order('order-back', 1000);
    $first = $begin('order-back');
    $sandbox->fault('status=404', "/payment-intents/$first", 1, 'GET');
    $second = $begin('order-back');
    $sandbox->pay($first);
    $shop->client()->reversePaymentIntent($first);
    $shop->kit()->payments->update($first);
    $report->same(['open', $second], [$state('order-back'), $shop->kit()->books->payment('order-back')?->intentId], 'one that was reversed does not close the order: only the current intent does');
    $report->same($second, $begin('order-back'), 'the customer can still pay');
    $sandbox->pay($second);
    $shop->kit()->payments->update($second);
    $report->same('paid', $state('order-back'), 'and does');

    /* The key is changed for one of the other kind: neither sees the other's intents. */
    $shop->order('order-kinds', 1000);
    $first = $begin('order-kinds');
    $shop->pdo->exec("UPDATE dojo_attempts SET environment = 'production' WHERE intent_id = '$first'");
    $calls = count($sandbox->requests());
    $second = $begin('order-kinds');
    $report->ok($second !== '' && $second !== $first, 'a payment that was begun with a key of another kind does not hold up the order');
    $report->same([], preg_grep("~$first~", array_slice($sandbox->requests(), $calls)), 'and Dojo is not asked about it');
    $shop->pdo->exec("UPDATE dojo_attempts SET environment = CASE WHEN intent_id = '$first' THEN 'sandbox' ELSE 'production' END WHERE order_id = 'order-kinds'");
    $shop->kit()->reconcile->run();
    $report->same('Canceled', $status($first), 'with its key again, it is canceled');
    $report->same([$second, 'open'], [$shop->kit()->books->payment('order-kinds')?->intentId, $state('order-kinds')], 'which does not close the order');

    /* A shop that finds an order by another spelling of its id, as MySQL does without regard to case. */
    $shop->order('order-abc', 1000);
    $first = $begin('order-abc');
    $shop->spelling = 'order-abc';
    $begun = $shop->kit()->payments->begin('ORDER-ABC', new Visitor('', ''));
    $report->same([Begun::PAY, $first, 0], [$begun->kind, $begun->intentId, (int) $shop->one("SELECT COUNT(*) FROM dojo_payments WHERE order_id = 'ORDER-ABC'")], 'an order has one payment, however its id was written');
    $shop->order('order-xyz', 1000);
    $shop->spelling = 'order-xyz';
    $report->same(Begun::PAY, $shop->kit()->payments->begin('ORDER-XYZ', new Visitor('', ''))->kind, 'also if that is the first time');

    /* A second payment that is authorised, and then captured in Dojo's portal. */
    $shop->spelling = null;
    $shop->request = ['captureMode' => 'Manual', 'autoExpireAction' => 'Release'];
    $shop->order('order-extra', 1000);
    $first = $begin('order-extra');
    $sandbox->fault('status=404', "/payment-intents/$first", 1, 'GET');
    $second = $begin('order-extra');
    array_map($sandbox->pay(...), [$second, $first]);
    array_map($shop->kit()->payments->update(...), [$second, $first]);
    $shop->client()->capturePaymentIntent($first, ['amount' => 600]);
    $shop->kit()->payments->update($first);
    $shop->kit()->payments->update($first);
    $extras = array_filter($shop->kit()->outbox->notes('order-extra'), static fn ($effect): bool => $effect->kind === 'extra');
    $report->same([['release', 1000], ['refund', 600]], array_map(static fn ($effect): array => [$effect->data['action'], $effect->data['amount']], array_values($extras)), 'staff are told to release it, and then to refund what was captured');
};
