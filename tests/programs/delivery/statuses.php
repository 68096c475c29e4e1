<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Delivery\ServedShop;
use Dojo\Tests\Http;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;
use Dojo\Tests\Visitor;

/* What the endpoint answers if something is wrong, and how an event is handled after its delivery or handling has failed. */

return static function (Report $report, Machine $machine, ServedShop $shop): void {
    $sandbox = $shop->sandbox;
    $url = $shop->url();
    $post = static fn (string $body, ?string $signature, ?string $to = null): array => $shop->deliver($body, $signature, url: $to);
    $events = static fn (): int => (int) $shop->rows('SELECT COUNT(*) AS it FROM dojo_events')[0]['it'];
    $body = Shop::event('evt_1', 'pi_1', 'Captured');

    $report->same(503, $post($body, Shop::sign($body, 'x'), $shop->url('webhook.php', 'absent'))[0], 'a database that can\'t be opened: 503');
    $report->same(503, $post($body, Shop::sign($body, 'x'))[0], 'no database: 503');
    [$code, $output] = $shop->setUp(['DOJO_API_KEY' => '']);
    $report->ok($code === 1 && str_contains($output, 'DOJO_API_KEY'), 'set-up without a key says so', $output);
    $report->same(503, $post($body, Shop::sign($body, 'x'))[0], 'a database without tables: 503');
    [$code, $output] = $shop->setUp(['DOJO_BASE_URL' => 'http://127.0.0.1:1']);
    $report->same([1, 0], [$code, $events()], 'set-up without Dojo makes the tables', $output);
    $report->same(503, $post($body, Shop::sign($body, 'x'))[0], 'tables, but no secret: 503');

    [$code, $output] = $shop->setUp();
    $report->same(0, $code, 'set-up', $output);
    $secret = (string) current($shop->secrets());
    $right = Shop::sign($body, $secret);
    [$status, $head] = Http::ask('GET', $url);
    $report->ok($status === 405 && stripos($head, "\nAllow: POST") !== false, 'GET: 405, and what is allowed', $head);
    $report->same(401, $post($body, null)[0], 'no signature: 401');
    $report->same(401, $post($body, Shop::sign($body, 'another'))[0], 'a signature with another secret: 401');
    $report->same(401, $post("$body ", $right)[0], 'another body: 401');
    $report->same(401, $post('', $right)[0], 'no body: 401');
    $report->same(401, $post($body, 'sha256=')[0], 'a malformed signature: 401');
    $large = str_repeat(' ', 262145);
    $report->same(413, $post($large, Shop::sign($large, $secret))[0], 'larger than dojo.max_webhook_bytes: 413');
    $report->same(400, $post('{"a":1}', Shop::sign('{"a":1}', $secret))[0], 'signed, but no event: 400');
    $report->same(503, $post($body, $right, $shop->url('webhook.php', 'copy'))[0], 'an unconfirmed copy of the shop: 503');
    $front = $shop->url('front.php', 'fronted');
    $report->same([401, 405], [$post($body, null, $front)[0], Http::ask('GET', $front)[0]], 'the same behind a front that has set a status line');
    $report->same(0, $events(), 'none of these is in the inbox');
    $report->same([200, 200, 1], [$post($body, $right)[0], $post($body, $right)[0], $events()], 'an event and its duplicate: 200');
    $report->ok(!str_contains($shop->log(), $secret), 'the log contains no secret');

    /* A busy SQLite: another process writes for longer than the shop waits. */
    Await::until(static fn (): bool => $shop->unhandled() === [], 'the events to be handled');
    $shop->pdo()->exec('BEGIN IMMEDIATE');
    $other = Shop::event('evt_busy', 'pi_1', 'Captured');
    [$status, $head] = $post($other, Shop::sign($other, $secret));
    $report->ok($status === 503 && stripos($head, "\nRetry-After: ") !== false, 'a locked database: 503, and when to try again', $head);
    $customer = new Visitor();
    $page = $customer->get($shop->url('index.php'));
    $report->same([200, 503], [$page[0], $customer->submit((array) Visitor::form($page, 'product', 'mug'), $page[3])[0][0]], 'and customers get pages and a 503, not a 500');
    $shop->pdo()->exec('COMMIT');
    $report->same([200, 2], [$post($other, Shop::sign($other, $secret))[0], $events()], 'when it is free again: 200');

    /* Dojo resends deliveries that do not get a 2xx. */
    [$orderId, $intentId] = $shop->order(card: null);
    $shop->pdo()->exec('ALTER TABLE dojo_events RENAME TO dojo_events_away');
    $report->same(500, $post($other, Shop::sign($other, $secret), $shop->url('webhook.php', 'shown'))[0], 'the database fails after the check: 500, even if PHP shows errors');
    $sandbox->payAndLeave($intentId);
    $attempts = static fn (): array => array_merge(...array_map(
        static fn (array $delivery): array => array_column($delivery['attempts'], 'status'),
        $sandbox->helper('GET', '/deliveries')['deliveries'],
    ));
    Await::until(static fn (): bool => in_array(500, $attempts(), true), 'a response 500');
    $shop->pdo()->exec('ALTER TABLE dojo_events_away RENAME TO dojo_events');
    Await::until(static fn (): bool => $shop->state($orderId) === 'paid', 'the next delivery');
    $report->same([200, 500], array_values(array_unique(in_order($attempts()))), 'Dojo sends it again');
    $report->same([$orderId => 1], $shop->fulfilments(), 'the order is fulfilled, once');

    /* The delivery got a 200, but the API does not respond when the event is handled. */
    $fail = static function () use ($shop, $sandbox): array {
        [$orderId, $intentId] = $shop->order(card: null);
        $known = substr_count($shop->log(), 'is handled later');
        $sandbox->fault('status=503', "/payment-intents/$intentId", method: 'GET', times: 3);
        $sandbox->payAndLeave($intentId);
        Await::until(static fn (): bool => substr_count($shop->log(), 'is handled later') > $known, 'the log to say that the event is handled later');
        $sandbox->clearFaults();

        return [$orderId, array_column($shop->rows("SELECT id FROM dojo_events WHERE intent_id = ? AND state = 'new'", $intentId), 'id')];
    };
    [$orderId, $waiting] = $fail();
    $shop->wait(61);
    [$code, $output] = $shop->reconcile();
    $report->same([0, 1, [], 'paid'], [$code, count($waiting), $shop->unhandled(), $shop->state($orderId)], 'reconcile.php handles an event that was acknowledged but not handled', $output);
    [$orderId, $waiting] = $fail();
    $delivery = current(array_filter($sandbox->helper('GET', '/deliveries')['deliveries'], static fn (array $delivery): bool => [$delivery['eventId']] === $waiting));
    $sandbox->helper('POST', "/deliveries/$delivery[id]/resend");
    $report->ok(Await::isTrue(static fn (): bool => $shop->unhandled() === [] && $shop->state($orderId) === 'paid'), 'so does its redelivery, without cron');

    [$orderId, $intentId] = $shop->order(card: null);
    $sandbox->fault('status=200', 'webhook'); // lost, and not sent again
    $sandbox->payAndLeave($intentId);
    $shop->wait(61);
    [$code, $output] = $shop->reconcile();
    $report->same([0, 'paid'], [$code, $shop->state($orderId)], 'reconcile.php also asks for orders for which no event came', $output);
    $before = $shop->fulfilments();
    $shop->wait(61);
    $report->same([0, $before], [$shop->reconcile()[0], $shop->fulfilments()], 'a second run changes nothing');
    $sandbox->clearFaults();

    /* Shops that share an account may use the same references: an equal reference and amount do not make an intent this order's. */
    [$orderId, $intentId] = $shop->order(card: null);
    $mine = $shop->dojo->getPaymentIntent($intentId);
    $pay = static function (array $metadata) use ($shop, $mine): string {
        $intent = $shop->dojo->createPaymentIntent(['metadata' => $metadata, 'generateRemoteToken' => true] + array_intersect_key($mine, ['amount' => 0, 'reference' => 0]));
        $shop->sandbox->payByComponent((string) $intent['clientSessionSecret']);
        Await::until(static fn (): bool => $shop->rows("SELECT id FROM dojo_events WHERE intent_id = ? AND state <> 'new'", $intent['id']) !== [], 'the event');

        return (string) $intent['id'];
    };
    $pay(['shop' => 'another'] + $mine['metadata']);
    $report->same('open', $shop->state($orderId), 'a payment for another shop\'s order with the same reference fulfils nothing here');
    $pay($mine['metadata']);
    $report->same('paid', $shop->state($orderId), 'a payment for this shop\'s order with another intent than the stored one fulfils it');
    $report->same(0, $shop->reconcile()[0], 'reconcile.php runs');
    $report->same('Canceled', $shop->dojo->getPaymentIntent($intentId, returnCanceled: true)['status'], 'and the stored one can\'t be paid any more');

    $return = static fn (string $query): array => Http::ask('GET', $shop->url('success.php') . "?$query");
    $report->same([404, 404], [$return('order=none')[0], $return('order[]=x')[0]], 'the return page of an unknown order, or of a list: 404');
    $report->ok(str_contains($return("order=$orderId")[2], 'Your order is paid'), 'the return page of a paid order says so');
    [$orderId] = $shop->order(Sandbox::DECLINED_CARD);
    $report->ok(str_contains($return("order=$orderId")[2], 'not heard'), 'the return page of a declined order never says paid');
};

/** @param list<?int> $values @return list<?int> */
function in_order(array $values): array
{
    sort($values);

    return $values;
}
