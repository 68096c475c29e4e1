<?php

declare(strict_types=1);

use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;

/* What staff see of an order, and a shop that captures its payments when it sends the goods. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet] = $shops;
    $manual = new Quickstart($sandbox, Folder::make('manual'), 'manual', null, ['SHOP_CAPTURE' => 'manual']);
    $text = static fn (array $response): string => Http::text($response[2]);
    $page = static fn (Quickstart $shop, string $orderId): string => Http::text($shop->staff()->get("payment.php?order=$orderId")[2]);
    $capture = static fn (string $orderId, array $typed = []): array => $typed + $manual->staffForm($orderId, 'id="capture"');
    $send = static fn (array $form): array => $manual->staff()->post('capture.php', $form);
    $captured = static fn (string $intentId): int => array_sum(array_column($manual->dojo->getPaymentIntent($intentId)['captures'] ?? [], 'amount'));

    [$orderId, $intentId] = $manual->paidOrder();
    $report->same(['authorised', 'Authorized', 99], [$manual->state($orderId)[0], $manual->dojo->getPaymentIntent($intentId)['status'], $manual->stock('pot')], 'with SHOP_CAPTURE=manual the payment is authorised, and a piece is kept for it');
    $report->ok(str_contains($text($manual->get("success.php?order=$orderId")), 'Your payment is authorised.'), 'the customer reads that');
    $report->same([[], 0], [$manual->staffForm($orderId, 'refund.php'), $captured($intentId)], 'there is nothing to refund yet');

    $form = $capture($orderId, ['amount' => '20.00']);
    $statuses = [$send($form)[0], $send($form)[0]];
    $report->same([[303, 303], 2000, 'review'], [$statuses, $captured($intentId), $manual->state($orderId)[0]], 'part of it, pressed twice, is captured once, and the order is not paid by it');
    $report->ok(str_contains($manual->mails($orderId, 'staff')[0] ?? '', 'it costs 42.00 GBP, but 20.00 GBP was paid.'), 'staff are reminded of the rest', $page($manual, $orderId));
    $response = $send($capture($orderId, ['amount' => '22.01']));
    $report->same([409, true, 2000], [$response[0], str_contains($text($response), 'Only 22.00 GBP of this payment is left to capture.'), $captured($intentId)], 'more than the rest is refused', $text($response));
    $rest = $capture($orderId);
    $report->same(['22.00', 303], [$rest['amount'], $send($rest)[0]], 'the form offers the rest');
    $report->same([4200, 'paid', 99], [$captured($intentId), $manual->state($orderId)[0], $manual->stock('pot')], 'with it the order is paid, and still one piece is taken from the stock');
    $report->same([[], '42.00'], [$manual->staffForm($orderId, 'id="capture"'), $manual->staffForm($orderId, 'id="reason"')['amount']], 'then there is no more to capture, and all of it to refund');
    $thanks = array_filter($manual->mails($orderId), static fn (string $mail): bool => str_starts_with($mail, 'Thank you! Your order'));
    $report->same([1, 2], [count($thanks), count($manual->mails($orderId))], 'the customer gets an e-mail for the authorisation and one for the payment');

    [$orderId, $intentId] = $manual->paidOrder();
    $release = $manual->staffForm($orderId, 'name="release"');
    $statuses = [$send($release)[0], $send($release)[0]];
    $report->same([[303, 303], 'Reversed', 'closed', 99], [$statuses, $manual->dojo->getPaymentIntent($intentId)['status'], $manual->state($orderId)[0], $manual->stock('pot')], 'a payment that is released closes the order and gives its piece back');
    $report->ok(str_contains($text($manual->get("order.php?id=$orderId")), 'This order has not been paid.'), 'the customer reads that');
    $report->ok(str_contains($manual->leadsTo($manual->post('checkout.php', ['order' => $orderId])), '/checkout/'), 'and may pay it again');

    [$orderId, $intentId] = $manual->paidOrder();
    foreach (['no id' => ['capture' => ''], 'a made-up id' => ['capture' => 'capture-1'], 'no amount' => ['amount' => ''], 'the amount 0' => ['amount' => '0'], '"19,80 GBP"' => ['amount' => '19,80 GBP'], 'an unknown order' => ['order' => 'order-0']] as $what => $typed) {
        $response = $send($capture($orderId, $typed));
        $report->same([$what === 'an unknown order' ? 404 : 409, 0], [$response[0], $captured($intentId)], "a capture with $what is refused", $text($response));
    }
    $form = $capture($orderId);
    $sandbox->fault('close-after', "/payment-intents/$intentId/captures", method: 'POST');
    $response = $send($form);
    $report->same([503, true, 4200], [$response[0], str_contains($text($response), 'Not confirmed Dojo has not confirmed it yet.'), $captured($intentId)], 'a capture whose response is lost is not confirmed', $text($response));
    $response = $send(['capture' => 'capture-' . str_repeat('1', 24)] + $form);
    $report->same([409, 4200], [$response[0], $captured($intentId)], 'and can\'t be sent again', $text($response));
    $manual->later(121);
    $report->same([0, 'paid'], [$manual->reconcile()[0], $manual->state($orderId)[0]], 'reconcile.php finds out that it was made');
    $manual->stop();

    /* What customers and staff read of each state. */
    $quiet->clear();
    [$orderId] = $quiet->order();
    $words = [
        'open' => ['We have not heard of your payment yet.', 'Not paid.', true], 'closed' => ['This order has not been paid.', 'Not paid; its payment was canceled', true],
        'authorised' => ['Your payment is authorised.', 'Authorised; to be captured or released.', false],
        'review' => ['We have received your payment and will be in touch', 'Please look at it.', false], 'paid' => ['Your order is paid.', 'Paid.', false],
        'refunded' => ['Your payment has been refunded.', 'Refunded in full.', false], 'reversed' => ['you are not charged', 'the customer is not charged', false],
    ];
    foreach ($words as $state => [$customer, $staff, $canPay]) {
        $quiet->pdo()->prepare('UPDATE dojo_payments SET state = ? WHERE order_id = ?')->execute([$state, $orderId]);
        $response = $quiet->get("order.php?id=$orderId");
        $report->same(
            [true, true, $canPay],
            [str_contains($text($response), $customer), str_contains($page($quiet, $orderId), $staff), str_contains($response[2], 'Pay this order')],
            "an order that is $state: the words for customers and staff, and whether it can be paid",
            $text($response),
        );
        if (!$canPay) {
            $report->same("$quiet->url/order.php?id=$orderId", $quiet->leadsTo($quiet->post('checkout.php', ['order' => $orderId])), 'a form that is still open in another tab leads to the order');
        }
    }
};
