<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Http;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/* Orders and their intents: declined and paid after all, repriced, cancelled, paid with an older intent, paid twice. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet] = $shops;
    $again = static function (string $orderId) use ($quiet): string {
        $quiet->pdo()->exec('DELETE FROM dojo_limits');

        return basename($quiet->leadsTo($quiet->post('checkout.php', ['order' => $orderId])));
    };
    $event = static function (string $intentId, string $said) use ($quiet): void {
        $id = 'evt_' . bin2hex(random_bytes(4));
        $quiet->notify($id, $intentId, $said);
        Await::isTrue(static fn (): bool => $quiet->eventRows($id) === [1, 1]);
    };
    /* An order whose shop has forgotten its first intent and created a second. @return array{string, string, string} order, first, second */
    $twoIntents = static function () use ($quiet, $again): array {
        [$orderId, $first] = $quiet->order();
        $quiet->pdo()->prepare('UPDATE dojo_payments SET intent_id = NULL WHERE order_id = ?')->execute([$orderId]);
        $second = $again($orderId);
        if ($second === $first || count($quiet->intents($orderId)) !== 2) {
            throw new RuntimeException("There should be a second intent beside $first, not $second.");
        }

        return [$orderId, $first, $second];
    };

    [$orderId, $intentId] = $quiet->order();
    $browser = Shop::browser()->open("$sandbox->url/checkout/$intentId");
    $card = ['expiry' => '12/29', 'cvc' => '341', 'name' => 'Ada Customer', 'method' => 'card'];
    $browser->submit($browser->form('number'), ['number' => Sandbox::DECLINED_CARD] + $card);
    $event($intentId, 'Created');
    $report->same([true, 'open'], [str_contains($browser->text(), 'declined'), $quiet->state($orderId)[0]], 'after a declined payment the order is open', $browser->text());
    $report->ok(str_contains(Http::text($quiet->get("order.php?id=$orderId")[2]), 'We have not heard of your payment yet.'), 'and its page says so');
    $report->same([$intentId, 1], [$again($orderId), count($quiet->intents($orderId))], 'the customer who tries again is sent to the same intent');
    $browser->submit($browser->form('number'), ['number' => Sandbox::CARD] + $card);
    $report->same(['Thank you', 'paid'], [$browser->heading(), $quiet->state($orderId)[0]], 'and pays it');
    $report->same(["order.php?id=$orderId", 1], [$again($orderId), count($quiet->intents($orderId))], 'a paid order can\'t be paid again');

    [$orderId, $intentId] = $quiet->order();
    $sandbox->payAndLeave($intentId);
    $report->same(["order.php?id=$orderId", 1], [$again($orderId), count($quiet->intents($orderId))], 'an order paid in another tab leads to the order, not to a second payment');

    [$orderId, $intentId] = $quiet->order();
    $quiet->dojo->cancelPaymentIntent($intentId);
    $next = $again($orderId);
    $report->same([true, 2], [$next !== $intentId, count($quiet->intents($orderId))], 'a cancelled intent is replaced by a new one');
    $event($intentId, 'Canceled');
    $report->same('open', $quiet->payment('state', $orderId), 'an event about the old intent does not change the order then');
    $sandbox->payAndLeave($next);
    $event($next, 'Captured');
    $report->same('paid', $quiet->state($orderId)[0], 'the new one pays the order');

    /* The event about the cancellation arrives before the checkout has created the new intent. */
    [$orderId, $first] = $quiet->order();
    $quiet->dojo->cancelPaymentIntent($first);
    $second = $again($orderId);
    $quiet->pdo()->prepare('UPDATE dojo_payments SET intent_id = ? WHERE order_id = ?')->execute([$first, $orderId]);
    $event($first, 'Canceled');
    $sandbox->payAndLeave($second);
    $event($second, 'Captured');
    $report->same(['paid', $second], [$quiet->state($orderId)[0], $quiet->payment('intent_id', $orderId)], 'money for an order that was taken for cancelled makes it paid');

    foreach (['paid', 'refunded'] as $before) {
        [$orderId, $first, $second] = $twoIntents();
        $sandbox->payAndLeave($first);
        $event($first, 'Captured');
        $report->same(['paid', $first], [$quiet->state($orderId)[0], $quiet->payment('intent_id', $orderId)], 'an older intent of the order that is paid after all makes it paid');
        if ($before === 'refunded') {
            $quiet->refund($quiet->refundForm($orderId, '42.00'));
        }
        $sandbox->payAndLeave($second);
        $event($second, 'Captured');
        $report->same([$before, $first], [$quiet->state($orderId)[0], $quiet->payment('intent_id', $orderId)], "the second payment of an order that is $before leaves it unchanged");
        $thanks = array_filter($quiet->mails($orderId), static fn (string $mail): bool => str_starts_with($mail, 'Thank you!'));
        $report->same([1, 1], [count($thanks), count($quiet->mails($orderId, 'staff'))], 'staff get an e-mail about it; the order was fulfilled once');
        $report->ok(str_contains($quiet->mails($orderId, 'staff')[0], "has been paid twice: with $first and again with $second (42.00 GBP)"), 'which says what to do', $quiet->mails($orderId, 'staff')[0]);
        $form = $quiet->staffForm($orderId, "value=\"$second\"");
        $report->same(303, $quiet->refund($form)[0], 'the order\'s page for staff has a button that refunds it');
        $report->same(
            [4200, $before === 'refunded' ? 4200 : 0, [$before, $before === 'refunded' ? 4200 : 0]],
            [$quiet->dojo->getPaymentIntent($second)['refundedAmount'], $quiet->dojo->getPaymentIntent($first)['refundedAmount'], $quiet->state($orderId)],
            'it gives back the second payment, and leaves the order as it was',
        );
        $report->ok(str_contains(Http::text($quiet->staff()->get("payment.php?order=$orderId")[2]), 'It has been given back.'), 'then the page says so');
    }

    [$orderId, $first] = $quiet->order();
    $quiet->pdo()->prepare('UPDATE shop_orders SET amount = 5000 WHERE id = ?')->execute([$orderId]);
    $sandbox->payAndLeave($first);
    [, , $html] = $quiet->get("success.php?order=$orderId");
    $event($first, 'Captured');
    $report->same(['review', false], [$quiet->state($orderId)[0], str_contains(Http::text($html), 'is paid')], 'an intent over the old price does not pay a repriced order', Http::text($html));
    $report->ok(str_contains($quiet->mails($orderId, 'staff')[0] ?? '', 'it costs 50.00 GBP, but 42.00 GBP was paid. Nothing was delivered.'), 'staff get an e-mail about it');

    [$orderId, $first] = $quiet->order();
    $quiet->pdo()->prepare('UPDATE shop_orders SET amount = 5000 WHERE id = ?')->execute([$orderId]);
    $second = $again($orderId);
    $amounts = array_map(static fn (array $intent): array => [$intent['id'], $intent['amount']['value'], $intent['status']], $quiet->intents($orderId));
    sort($amounts);
    $expected = [[$first, 4200, 'Canceled'], [$second, 5000, 'Created']];
    sort($expected);
    $report->same($expected, $amounts, 'the next checkout of a repriced order cancels the old intent and creates one for the new price');
    $sandbox->payAndLeave($second);
    $event($second, 'Captured');
    $report->same('paid', $quiet->state($orderId)[0], 'which pays the order');
};
