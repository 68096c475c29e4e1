<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/* Events that arrive twice, together with the customer, in the wrong order, or while Dojo cannot be reached. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['shop' => $shop, 'quiet' => $quiet, 'cut' => $cut] = $shops;

    /* The shop answers before it handles the event, so a request to Dojo that should not happen would come a little later. */
    $looks = static function (string $intentId) use ($shop): int {
        usleep(300_000);

        return count($shop->asked('GET', "/payment-intents/$intentId"));
    };

    [$orderId, $intentId] = $shop->order();
    $sandbox->fault('duplicate', 'webhook');
    $shop->forget();
    $sandbox->payAndLeave($intentId);
    $event = static fn (): ?array => $shop->rows('SELECT * FROM dojo_events WHERE intent_id = ?', $intentId)[0] ?? null;
    Await::isTrue(static fn (): bool => ($event()['state'] ?? '') === 'handled');
    $eventId = (string) ($event()['id'] ?? '');
    $report->ok($looks($intentId) <= 2, 'an event that is delivered twice at once costs two looks at most');
    $report->same([1, 1], $shop->eventRows($eventId), 'it is stored once');
    $report->same([['paid', 0], 1, 99], [$shop->state($orderId), count($shop->mails($orderId)), $shop->stock('pot')], 'the order is paid, one e-mail is written, one piece is taken from the stock');

    $shop->forget();
    $delivery = current(array_filter($sandbox->helper('GET', '/deliveries')['deliveries'], static fn (array $d): bool => $d['eventId'] === $eventId));
    $resent = $sandbox->helper('POST', "/deliveries/{$delivery['id']}/resend")['id'];
    $arrived = Await::isTrue(static fn (): bool => in_array([$resent, 'delivered'], array_map(
        static fn (array $d): array => [$d['id'], $d['state']],
        $sandbox->helper('GET', '/deliveries')['deliveries'],
    ), true));
    $report->same([true, 0], [$arrived, $looks($intentId)], 'delivered again later, it gets a 2xx and is not handled again');
    $report->same([[1, 1], 1, 99], [$shop->eventRows($eventId), count($shop->mails($orderId)), $shop->stock('pot')], 'it is still stored once, and the order was paid once');

    /* Both wait for Dojo's response, so both find the order open and try to mark it as paid. PHP's own server may give both requests
       to one worker, which handles them one after the other: then only the first asks, and another order is paid. */
    $handled = static fn (string $id): bool => ($shop->rows('SELECT state FROM dojo_events WHERE intent_id = ?', $id)[0]['state'] ?? '') === 'handled';
    for ($try = 1, $asked = 0; $asked !== 2 && $try <= 10; $try++) {
        [$orderId, $intentId] = $shop->order();
        $shop->forget();
        $sandbox->fault('delay=0.3', "/payment-intents/$intentId", method: 'GET', times: 2);
        $browser = Shop::browser()->open("$sandbox->url/checkout/$intentId");
        $browser->submit($browser->form('number'), ['number' => Sandbox::CARD, 'expiry' => '12/29', 'cvc' => '020', 'name' => 'Ada Customer', 'method' => 'card']);
        $seen = [$browser->status, $browser->heading(), str_contains($browser->text(), 'Your order is paid')];
        $end = [Await::isTrue(static fn (): bool => $handled($intentId)), $shop->state($orderId), count($shop->mails($orderId))];
        $asked = count($shop->asked('GET', "/payment-intents/$intentId"));
        $sandbox->helper('DELETE', '/faults');
        if ($seen !== [200, 'Thank you', true] || $end !== [true, ['paid', 0], 1]) {
            break;
        }
    }
    $report->same([200, 'Thank you', true], $seen, 'the return page, opened while the webhook arrives, says that the order is paid');
    $report->same(2, $asked, 'both asked Dojo');
    $report->same([true, ['paid', 0], 1], $end, 'one of them marked it as paid');

    [$orderId, $intentId] = $quiet->order();
    $quiet->notify('evt_lie', $intentId, 'Captured');
    Await::isTrue(static fn (): bool => $quiet->eventRows('evt_lie') === [1, 1]);
    $report->same(['open', 0], $quiet->state($orderId), 'the order follows the intent, not the status in the event');
    $sandbox->payAndLeave($intentId);
    $quiet->dojo->refundPaymentIntent($intentId, ['amount' => 4200], 'the-key-of-another-tool');
    foreach (['Refunded', 'Captured', 'Created'] as $said) {
        $quiet->notify("evt_$said", $intentId, $said);
        $done = Await::isTrue(static fn (): bool => $quiet->eventRows("evt_$said") === [1, 1]);
        $report->same([true, ['refunded', 4200]], [$done, $quiet->state($orderId)], "events in the wrong order: after $said the order is refunded");
    }
    /* An older response of Dojo that arrives after a newer one does not set the order back. */
    foreach (["UPDATE shop_orders SET status = 'reversed' WHERE id = ?", "UPDATE dojo_payments SET state = 'reversed' WHERE order_id = ?"] as $sql) {
        $quiet->pdo()->prepare($sql)->execute([$orderId]);
    }
    $quiet->notify('evt_after', $intentId, 'Captured');
    Await::isTrue(static fn (): bool => $quiet->eventRows('evt_after') === [1, 1]);
    $report->same('reversed', $quiet->state($orderId)[0], 'the status of a finished order does not change');

    $quiet->clear();
    [$orderId, $intentId] = $quiet->order();
    $sandbox->payAndLeave($intentId);
    [$status] = $cut->notify('evt_waits', $intentId, 'Captured');
    Await::isTrue(static fn (): bool => $cut->logged('Event evt_waits is handled later') === 1);
    $report->same([200, [1, 0], 'open'], [$status, $quiet->eventRows('evt_waits'), $quiet->state($orderId)[0]], 'an event that arrives while Dojo cannot be reached gets a 200 and waits');
    $quiet->later(61);
    [$status, , $errors] = $cut->reconcile();
    $report->same([1, 2, [1, 0]], [$status, $cut->logged('Event evt_waits is handled later'), $quiet->eventRows('evt_waits')], 'reconcile.php that cannot reach Dojo either says so, and the event still waits', $errors);
    $quiet->later(121);
    [$status, $output, $errors] = $quiet->reconcile();
    $report->same([0, '', [1, 1], 'paid'], [$status, $output . $errors, $quiet->eventRows('evt_waits'), $quiet->state($orderId)[0]], 'reconcile.php handles it, and the order is paid', $output . $errors);
    $quiet->forget();
    [$status] = $quiet->reconcile();
    $report->same([0, []], [$status, $sandbox->requests()], 'run again, reconcile.php sends nothing');

    [$orderId, $intentId] = $quiet->order();
    $sandbox->payAndLeave($intentId);
    $quiet->later(61);
    $report->same([0, 'paid'], [$quiet->reconcile()[0], $quiet->state($orderId)[0]], 'an order whose customer closed the tab and whose event was lost is paid after reconcile.php');

    $other = $quiet->dojo->createPaymentIntent(['amount' => ['value' => 100, 'currencyCode' => 'GBP'], 'reference' => 'Order of another shop']);
    $before = $quiet->rows('SELECT * FROM shop_orders');
    $quiet->notify('evt_other', $other['id'], 'Captured');
    Await::isTrue(static fn (): bool => $quiet->eventRows('evt_other') === [1, 1]);
    $report->same([[1, 1], $before], [$quiet->eventRows('evt_other'), $quiet->rows('SELECT * FROM shop_orders')], 'an event of another shop of the account changes no order');
};
