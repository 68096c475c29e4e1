<?php

declare(strict_types=1);

use Dojo\Shop\Effect;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

/* Effects that fail, and are tried again when the order has moved on: a shop that cancels its order at "closed" must not do so once it is paid. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('overtaken', $database);
    $steps = static fn (string $orderId): array => array_column($till->rows("SELECT id FROM till_sent WHERE order_id = ? AND kind = 'moved'", $orderId), 'id');
    $failing = static function (string ...$states) use ($till): void {
        $till->onPerform = static fn (Effect $effect) => in_array($effect->data['state'] ?? '', $states, true) ? throw new RuntimeException('no mail server') : null;
    };

    $failing('closed');
    $first = $till->begin($till->order('closed'));
    $till->client()->cancelPaymentIntent($first);
    $till->kit()->payments->update($first);
    $report->same('closed', $till->state('closed')[1], 'an order is closed, but its effect fails');
    $second = $till->begin('closed');
    $failing();
    $till->settle(3);
    $report->same([], $steps('closed'), 'once another payment has begun, it is not performed');
    $till->sandbox->pay($second);
    $till->kit()->payments->update($second);
    $till->settle(3);
    $report->same([["paid:$second"], []], [$steps('closed'), $till->problems('closed')], 'nor when that is paid: only "paid" is');

    $failing('authorised', 'paid');
    $intentId = $till->paid('authorised', isManual: true);
    $till->kit()->captures->capture('capture-0000001', 'authorised', 1000);
    $till->kit()->refunds->refund('refund-00000001', 'authorised', 1000);
    $report->same([["refunded:$intentId"], ['moved', 'refunded']], [$steps('authorised'), $till->sent('authorised')], 'an order is authorised, paid and refunded while these fail');
    $failing();
    $till->settle(3);
    $report->same([["refunded:$intentId"], []], [$steps('authorised'), $till->problems('authorised')], 'goods that are not paid any more are not sent: only the last step is performed');

    $failing('paid');
    $intentId = $till->paid('partly');
    $till->kit()->refunds->refund('refund-00000002', 'partly', 300);
    $failing();
    $till->settle(3);
    $report->same([["paid:$intentId"], ['moved', 'refunded']], [$steps('partly'), $till->sent('partly')], 'a part refund drops no earlier step');
};
