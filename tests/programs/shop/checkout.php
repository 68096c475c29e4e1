<?php

declare(strict_types=1);

use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;
use Dojo\Tests\Session;

/* The way to Dojo's page: a response is lost, Dojo cannot be reached, a button is pressed twice. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet, 'cut' => $cut] = $shops;
    $says = static fn (array $response): string => Http::text($response[2]);
    $leadsTo = $quiet->leadsTo(...);
    $creates = static fn (): int => count($quiet->asked('POST', '/payment-intents'));
    $waits = static fn (array $response): bool => str_starts_with($leadsTo($response), "$quiet->url/order.php?id=");

    foreach (['close-after' => 'is lost', 'status=500;after' => 'is an error, after the work was done', 'truncate' => 'is cut off'] as $fault => $what) {
        foreach (['the next checkout', 'reconcile.php'] as $who) {
            $quiet->clear();
            $sandbox->fault($fault, '/payment-intents', method: 'POST');
            $response = $quiet->post('checkout.php', ['product' => 'mug']);
            $orderId = $quiet->lastOrder();
            $report->same(
                [503, true, false],
                [$response[0], str_contains($says($response), 'We have not heard back from the payment service yet.'), str_contains($says($response), 'not been charged')],
                "the response to a create $what: the page says that the outcome is unknown ($who)",
                $says($response),
            );
            $intents = $quiet->intents($orderId);
            $report->same([1, null], [count($intents), $quiet->payment('intent_id', $orderId)], 'Dojo has the intent, but the shop does not know its id');
            $quiet->later(61);
            if ($who === 'reconcile.php') {
                [$status, , $errors] = $quiet->reconcile();
                $report->same([0, $intents[0]['id']], [$status, $quiet->payment('intent_id', $orderId)], 'reconcile.php finds it', $errors);
            }
            $response = $quiet->post('checkout.php', ['order' => $orderId]);
            $report->same($intents[0]['paymentLink'], $leadsTo($response), 'the next checkout leads to it', $says($response));
            $report->same([1, 1], [$creates(), count($quiet->intents($orderId))], 'no second intent is created');
            $sandbox->payAndLeave($intents[0]['id']);
            $quiet->get("success.php?order=$orderId");
            $report->same('paid', $quiet->state($orderId)[0], 'and the order can be paid with it');
        }
    }

    $quiet->clear();
    [$orderId, $intentId] = $quiet->order();
    $quiet->dojo->cancelPaymentIntent($intentId);
    $sandbox->fault('close-after', '/payment-intents', method: 'POST');
    $quiet->post('checkout.php', ['order' => $orderId]);
    $response = $quiet->post('checkout.php', ['order' => $orderId]);
    $report->ok($waits($response), 'trying again at once leads to the order, because the first try may still be under way', $response[1]);
    [$status, $head, $html] = $quiet->get("order.php?id=$orderId");
    $report->same([200, 1, true], [$status, preg_match('~^refresh: 3$~im', $head), str_contains(Http::text($html), 'Your payment is being prepared.')], 'the order\'s page says so, and refreshes itself', $head . $html);
    $quiet->later(61);
    $response = $quiet->post('checkout.php', ['order' => $orderId]);
    $made = array_column(array_filter($quiet->intents($orderId), static fn (array $intent): bool => $intent['status'] === 'Created'), 'paymentLink');
    $report->same([$leadsTo($response)], $made, 'an intent that replaces a cancelled one is found as well if its response was lost', $says($response));
    $report->same(0, preg_match('~^refresh:~im', $quiet->get("order.php?id=$orderId")[1]), 'then the order\'s page does not refresh itself any more');

    $quiet->clear();
    $response = $cut->post('checkout.php', ['product' => 'tea']);
    $orderId = $quiet->lastOrder();
    $report->same(
        [503, true, true, true],
        [$response[0], str_contains($says($response), 'can\'t be reached'), str_contains($response[2], "value=\"$orderId\""), str_contains($response[2], 'Try again')],
        'Dojo cannot be reached: the page says so, and offers to try again',
        $says($response),
    );
    $report->same([0, ''], [$quiet->reconcile()[0], (string) $quiet->payment('intent_id', $orderId)], 'reconcile.php finds nothing then');
    $quiet->forget();
    $sandbox->fault('delay=0.4', '/payment-intents', method: 'POST');
    $responses = $quiet->customer->postTogether('checkout.php', ['order' => $orderId], 3);
    $report->same([1, 1], [$creates(), count($quiet->intents($orderId))], '"Try again" pressed three times at once creates one intent');
    $report->same([$quiet->intents($orderId)[0]['paymentLink']], array_values(array_unique(array_map($leadsTo, $responses))), 'and all three tabs lead to it');
    $report->same($quiet->intents($orderId)[0]['paymentLink'], $leadsTo($quiet->post('checkout.php', ['order' => $orderId])), 'as does the next press');

    $faults = [
        'status=401' => [500, 'Payments are not available at the moment.'],
        'status=403' => [500, 'Payments are not available at the moment.'],
        'status=400' => [409, 'The payment service did not accept this.'],
        'status=429' => [503, 'The payment service is busy.'],
        'html' => [503, 'We have not heard back from the payment service yet.'],
    ];
    foreach ($faults as $fault => [$status, $sentence]) {
        $quiet->clear();
        $sandbox->fault($fault, '/payment-intents', method: 'POST');
        $response = $quiet->post('checkout.php', ['product' => 'tea']);
        $report->same([$status, true], [$response[0], str_contains($says($response), $sentence)], "a create that gets $fault: the page's status and message", $says($response));
        $report->same($status === 503, preg_match('~^retry-after: \d+$~im', $response[1]) === 1, 'a 503 says when to try again', $response[1]);
        $response = $quiet->post('checkout.php', ['order' => $quiet->lastOrder()]);
        $expected = $fault === 'html' ? [true, 0] : [false, 1]; // a gateway's page: the outcome is unknown
        $report->same($expected, [$waits($response), count($quiet->intents($quiet->lastOrder()))], 'trying again at once', $says($response));
    }
    $quiet->later(61);
    $response = $quiet->post('checkout.php', ['order' => $quiet->lastOrder()]);
    $report->same($quiet->intents($quiet->lastOrder())[0]['paymentLink'] ?? '', $leadsTo($response), 'a minute later no intent is found, and a new one is made');

    $quiet->clear();
    [$orderId, $intentId] = $quiet->order();
    $response = $cut->post('checkout.php', ['order' => $orderId]);
    $report->same([503, 'open'], [$response[0], $quiet->state($orderId)[0]], 'a customer who returns to the checkout while Dojo cannot be reached gets 503');
    $sandbox->payAndLeave($intentId);
    $response = $cut->get("success.php?order=$orderId");
    $report->same([200, true, 'open'], [$response[0], str_contains($says($response), 'We have not heard of your payment yet.'), $quiet->state($orderId)[0]], 'the return page says then that the payment is not confirmed yet, not that it failed', $says($response));
    $report->same(1, preg_match('~^refresh: 5$~im', $response[1]), 'and refreshes itself', $response[1]);
    $report->same([200, 'open'], [$cut->get("order.php?id=$orderId")[0], $quiet->state($orderId)[0]], 'the order\'s page works without Dojo');
    $quiet->later(601);
    $report->same(0, preg_match('~^refresh:~im', $cut->get("success.php?order=$orderId")[1]), 'after ten minutes a forgotten tab does not refresh itself any more');

    foreach (['no product' => [], 'an unknown product' => ['product' => 'gold'], 'a list of products' => ['product' => ['mug']], 'an unknown order' => ['order' => 'order-0000']] as $what => $fields) {
        $before = $quiet->countRows('shop_orders');
        $report->same([404, $before], [$quiet->post('checkout.php', $fields)[0], $quiet->countRows('shop_orders')], "a checkout of $what gets a 404, and no order is created");
    }
    $report->same(405, $quiet->get('checkout.php?product=mug')[0], 'a GET gets a 405');
    $quiet->post('checkout.php', ['product' => 'mug', 'price' => '0.01', 'amount' => '1']);
    $report->same(1850, (int) $quiet->one('amount', $quiet->lastOrder()), 'the price is the shop\'s, whatever the form says');

    $quiet->clear();
    $quiet->pdo()->exec("INSERT INTO shop_stock VALUES ('kettle', 5)");
    $response = $quiet->post('checkout.php', ['product' => 'kettle']);
    $quiet->pdo()->exec("DELETE FROM shop_stock WHERE product = 'kettle'");
    $report->same([404, 0], [$response[0], $quiet->countRows('shop_orders')], 'what is in stock, but no longer sold, gets a 404', $says($response));

    $copy = new Quickstart($sandbox, Folder::make('copy'), 'copy', $quiet, ['SHOP_URL' => 'https://copy.example']);
    $response = (new Session($copy->url))->post('checkout.php', ['product' => 'mug']);
    $report->same([503, 0], [$response[0], $quiet->countRows('shop_orders')], 'a copy of the shop at another address takes no order', $says($response));
    $copy->stop();
};
