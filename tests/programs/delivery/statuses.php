<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Http;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;
use Dojo\Tests\WebhookEndpoint;

/* What the endpoint answers if something is wrong, and how an event is handled after its delivery or handling has failed. */

return static function (Report $report, Machine $machine, WebhookEndpoint $shop): void {
    $sandbox = $shop->sandbox;
    $url = $shop->url();
    $post = static fn (string $body, ?string $signature, ?string $to = null): array => $shop->deliver($body, $signature, url: $to);
    $body = Shop::event('evt_1', 'pi_1', 'Captured');

    $report->same(503, $post($body, Shop::sign($body, 'x'), $shop->url('webhook.php', 'absent'))[0], 'no database: 503');
    $report->same(503, $post($body, Shop::sign($body, 'x'))[0], 'a database without tables: 503');
    [$code, $output] = $shop->subscribe('https://shop.example/none', ['DOJO_API_KEY' => '']);
    $report->ok($code === 1 && str_contains($output, 'DOJO_API_KEY'), 'set-up without a key says so', $output);
    $report->same(503, $post($body, Shop::sign($body, 'x'))[0], 'tables, but no secret: 503');

    [$code, $output] = $shop->subscribe($url);
    $report->same(0, $code, 'set-up', $output);
    $secret = (string) current($shop->inbox()->secrets());
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
    $report->same([], $shop->inbox()->unhandled(-5), 'none of these is in the inbox');
    $report->same([200, 200], [$post($body, $right)[0], $post($body, $right)[0]], 'an event and its duplicate: 200');
    $report->ok(!str_contains($shop->log(), $secret), 'the log holds no secret');

    /* Dojo resends deliveries that get a 500. */
    $shop->pdo()->exec('ALTER TABLE dojo_events RENAME TO dojo_events_away');
    $other = Shop::event('evt_other', 'pi_1', 'Captured');
    $report->same(500, $post($other, Shop::sign($other, $secret), $shop->url('webhook.php', 'shown'))[0], 'the database fails after the check: 500, even if PHP shows errors');
    $shop->order('order-500', 500);
    $attempts = static fn (): array => array_merge(...array_map(
        static fn (array $delivery): array => array_column($delivery['attempts'], 'status'),
        $sandbox->helper('GET', '/deliveries')['deliveries'],
    ));
    Await::until(static fn (): bool => in_array(500, $attempts(), true), 'a response 500');
    $shop->pdo()->exec('ALTER TABLE dojo_events_away RENAME TO dojo_events');
    Await::until(static fn (): bool => ($shop->fulfilments()['order-500'] ?? 0) === 1, 'the next delivery');
    $report->same([200, 500], array_values(array_unique(in_order($attempts()))), 'Dojo sends it again');
    $report->same(['order-500' => 1], $shop->fulfilments(), 'the order is fulfilled, once');

    /* The delivery got a 200, but the API does not respond when the event is handled. */
    $sandbox->fault('status=503', '/payment-intents/', method: 'GET', times: 3);
    $shop->order('order-503', 503);
    Await::until(static fn (): bool => $sandbox->helper('GET', '/faults')['faults'] === [], 'the API to fail');
    Await::until(static fn (): bool => str_contains($shop->log(), 'waits for catch-up.php'), 'the log to say so');
    [$code, $output] = $shop->catchUp();
    $report->same([0, [], ['order-500' => 1, 'order-503' => 1]], [$code, $shop->inbox()->unhandled(-5), $shop->fulfilments()], 'catch-up.php handles events that were acknowledged but not handled', $output);
    $intent = $shop->order('order-lost', 99, card: null);
    $sandbox->fault('delay=9', 'webhook', times: 9);
    $secretOfIntent = $shop->dojo->refreshPaymentIntentSecret($intent)['clientSessionSecret'];
    $shop->sandbox->payByComponent($secretOfIntent);
    [$code, $output] = $shop->catchUp();
    $report->same([0, 1], [$code, $shop->fulfilments()['order-lost'] ?? 0], 'catch-up.php also asks for orders for which no event came', $output);
    [$code] = $shop->catchUp();
    $report->same([0, 1], [$code, $shop->fulfilments()['order-lost'] ?? 0], 'a second run changes nothing');

    /* Shops that share an account may use the same references: an equal reference and amount do not make an intent this order's. */
    $shop->order('order-shared', 55, card: null);
    $pay = static function (array $metadata) use ($shop): string {
        $intent = $shop->dojo->createPaymentIntent([
            'amount' => ['value' => 55, 'currencyCode' => 'GBP'], 'reference' => 'order-shared', 'generateRemoteToken' => true, 'metadata' => $metadata,
        ]);
        $shop->sandbox->payByComponent((string) $intent['clientSessionSecret']);

        return (string) $intent['id'];
    };
    $sandbox->clearFaults(); // events are delivered at once again
    $foreign = $pay(['shop' => 'another']);
    Await::until(static fn (): bool => str_contains($shop->log(), "Order order-shared: $foreign "), 'the log to say so');
    $report->same(null, $shop->fulfilments()['order-shared'] ?? null, 'a payment for another shop\'s order with the same reference fulfils nothing here');
    $pay(['shop' => 'shop']);
    Await::until(static fn (): bool => ($shop->fulfilments()['order-shared'] ?? 0) === 1, 'the order to be fulfilled');
    $report->same(1, $shop->fulfilments()['order-shared'] ?? 0, 'a payment for this shop\'s order with another intent than the stored one fulfils it');

    $report->same(404, Http::ask('GET', $shop->url('return.php') . '?order=none')[0], 'the return page of an unknown order: 404');
    $report->same(404, Http::ask('GET', $shop->url('return.php') . '?order[]=x')[0], 'the return page of a list: 404');
    $report->ok(str_contains(Http::ask('GET', $shop->url('return.php') . '?order=order-500')[2], 'paid'), 'the return page of a paid order says so');
    $shop->order('order-declined', 77, card: Sandbox::DECLINED_CARD);
    $report->ok(str_contains(Http::ask('GET', $shop->url('return.php') . '?order=order-declined')[2], 'not heard'), 'the return page of a declined order never says paid');
};

/** @param list<?int> $values @return list<?int> */
function in_order(array $values): array
{
    sort($values);

    return $values;
}
