<?php

declare(strict_types=1);

use Dojo\Tests\Http;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;

/* Refunds: lost responses, buttons pressed twice, and wrong values in the form. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet, 'cut' => $cut, 'new' => $new] = $shops;
    $says = static fn (array $response): string => Http::text($response[2]);
    $state = static fn (string $refundId): ?string => $quiet->rows('SELECT state FROM dojo_refunds WHERE id = ?', $refundId)[0]['state'] ?? null;
    $given = static fn (string $intentId): int => $quiet->dojo->getPaymentIntent($intentId)['refundedAmount'];
    /* The idempotency keys of the refunds that Dojo was asked for since forget(). */
    $keys = static fn (): array => array_map(static fn (array $request): string => $request['headers']['idempotencykey'] ?? 'none', $quiet->asked('POST', '/refunds'));

    $faults = ['close-after' => 'is lost', 'truncate' => 'is cut off', 'status=500;after' => 'is 500, after the work was done'];
    foreach ($faults as $fault => $what) {
        foreach (['reconcile.php', 'the button'] as $who) {
            $quiet->clear();
            [$orderId, $intentId] = $quiet->paidOrder();
            $form = $quiet->refundForm($orderId, '12.00');
            /* More than once, because the client itself retries a refund with the same key. */
            $sandbox->fault($fault, "/payment-intents/$intentId/refunds", method: 'POST', times: 9);
            $response = $quiet->refund($form);
            $sandbox->clearFaults();
            $report->same(
                [503, true, true, false, false],
                [
                    $response[0], str_contains($says($response), 'Refund not confirmed'), str_contains($says($response), 'sent again with the same key: there will be one.'),
                    str_contains($says($response), 'Not refunded'), str_contains($says($response), 'not been charged'),
                ],
                "the response to a refund $what: the page says that it is not confirmed, and what comes next ($who)",
                $says($response),
            );
            $report->same(['sending', 1200], [$state($form['refund']), $given($intentId)], 'Dojo has made the refund, but the shop does not know');
            $quiet->forget();
            [$status, , $errors] = $who === 'reconcile.php' ? $quiet->reconcile() : $quiet->refund($form);
            $report->same([$who === 'reconcile.php' ? 0 : 303, [$form['refund']]], [$status, $keys()], "$who sends it again, with the same key", $errors);
            $report->same(['done', 1200, ['paid', 1200]], [$state($form['refund']), $given($intentId), $quiet->state($orderId)], 'it is done, and refundedAmount includes it once');
            $quiet->forget();
            $quiet->reconcile();
            $report->same([[], 1200], [$keys(), $given($intentId)], 'then reconcile.php sends no more');
        }
    }

    $quiet->clear();
    [$orderId, $intentId] = $quiet->paidOrder();
    $form = $quiet->refundForm($orderId, '12.00');
    $response = $cut->refund($form);
    $report->same([503, true, 'sending', 0], [$response[0], str_contains($says($response), 'Refund not confirmed'), $state($form['refund']), $given($intentId)], 'Dojo can\'t be reached: the refund is noted', $says($response));
    $report->same([0, 'done', 1200], [$quiet->reconcile()[0], $state($form['refund']), $given($intentId)], 'reconcile.php makes it');

    /* A refusal is about its own attempt only. It says nothing about the attempt whose response was lost. */
    foreach (['status=400', 'status=404'] as $refusal) {
        foreach (['the same call' => [1, 'post'], 'a later one' => [9, 'script']] as $which => [$lost, $again]) {
            $quiet->clear();
            [$orderId, $intentId] = $quiet->paidOrder();
            $form = $quiet->refundForm($orderId, '12.00');
            $sandbox->fault('close-after', "/payment-intents/$intentId/refunds", method: 'POST', times: $lost);
            if ($lost > 1) {
                $quiet->refund($form);
                $sandbox->clearFaults();
            }
            $sandbox->fault($refusal, "/payment-intents/$intentId/refunds", method: 'POST');
            $response = $again === 'post' ? $quiet->refund($form) : $quiet->reconcile();
            $report->same(['sending', 1200], [$state($form['refund']), $given($intentId)], "a refund whose response is lost does not count as refused if $which gets $refusal", $response[1] . $response[2]);
            $report->same([0, 'done', 1200], [$quiet->reconcile()[0], $state($form['refund']), $given($intentId)], 'reconcile.php sends it again, and it counts once');
        }
    }
    [$orderId, $intentId] = $quiet->paidOrder();
    $form = $quiet->refundForm($orderId, '42.01');
    $cut->refund($form);
    $quiet->reconcile();
    $report->same(['refused', 0], [$state($form['refund']), $given($intentId)], 'a refund that could not be sent at first, and is refused then, is refused');

    foreach (['12.00' => ['paid', 1200], '42.00' => ['refunded', 4200]] as $amount => $expected) {
        [$orderId, $intentId] = $quiet->paidOrder();
        $form = $quiet->refundForm($orderId, (string) $amount);
        $statuses = [$quiet->refund($form)[0], $quiet->refund($form)[0]];
        $report->same([[303, 303], $expected, $expected[1]], [$statuses, $quiet->state($orderId), $given($intentId)], "a refund of $amount pressed twice is one, and both presses lead to the order");
        [$orderId, $intentId] = $quiet->paidOrder();
        $form = $quiet->refundForm($orderId, (string) $amount);
        $quiet->forget();
        $sandbox->fault('delay=0.3', "/payment-intents/$intentId/refunds", method: 'POST', times: 3);
        $statuses = $quiet->postTogether('refund.php', $form, 3);
        $report->same([[303, 303, 303], $expected, $expected[1]], [$statuses, $quiet->state($orderId), $given($intentId)], "a refund of $amount pressed three times at once is one");
        $report->same([[$form['refund']], 'done'], [array_values(array_unique($keys())), $state($form['refund'])], 'every attempt had the same key');
    }
    $response = $quiet->refund(['amount' => '1.00', 'refund' => 'refund-' . str_repeat('0', 24)] + $form);
    $report->same([404, 4200], [$response[0], $given($intentId)], 'an order that is fully refunded gets no other refund');

    $quiet->clear();
    [$orderId, $intentId] = $quiet->paidOrder();
    [$otherId] = $quiet->paidOrder('tea');
    $form = $quiet->refundForm($orderId, '12.00');
    $quiet->forget();
    $refused = [
        'a wrong password' => [403, ['password' => 'guess'], 'The password is not right.'], 'no password' => [403, ['password' => ''], 'The password is not right.'],
        'a list of passwords' => [403, ['password' => [Quickstart::PASSWORD]], 'The password is not right.'],
        'no refund id' => [400, ['refund' => ''], 'open the refund form again'], 'a made-up refund id' => [400, ['refund' => 'refund-1'], 'open the refund form again'],
        'a refund id and a line end' => [400, ['refund' => "{$form['refund']}\n"], 'open the refund form again'],
        'an unknown order' => [404, ['order' => 'order-0000'], 'There is no such order'], 'no order' => [404, ['order' => ''], 'There is no such order'],
        'a reason of 201 characters' => [400, ['reason' => str_repeat('é', 201)], '200 characters'],
        'a reason that is not UTF-8' => [400, ['reason' => "caf\xe9"], '200 characters'],
    ];
    foreach (['', 'abc', '0', '0.00', '-1', '1e3', '12.345', '1,000.00', '0x10', 'INF', '99999999999999999999'] as $amount) {
        $refused["the amount \"$amount\""] = [400, ['amount' => $amount], 'write the amount like 12.50'];
    }
    $refused['a list of amounts'] = [400, ['amount' => ['1.00']], 'write the amount like 12.50'];
    foreach ($refused as $what => [$status, $typed, $sentence]) {
        $response = $quiet->refund($typed + $form);
        $report->same([$status, true], [$response[0], str_contains($says($response), $sentence)], "a refund with $what gets a $status, and the page says why", $says($response));
    }
    $report->same([[], 0, 0], [$keys(), $quiet->countRows('dojo_refunds'), $given($intentId)], 'none of these is stored or sent');
    $response = $quiet->refund(['reason' => str_repeat('é', 200)] + $form);
    $report->same([303, 1200], [$response[0], $given($intentId)], 'a reason of 200 characters is accepted', $says($response));

    $response = $quiet->refund(['amount' => '13.00'] + $form);
    $report->same([409, 1200], [$response[0], $given($intentId)], 'a form that is sent again with another amount gets a 409', $says($response));
    $response = $quiet->refund(['order' => $otherId] + $form);
    $report->same([409, 0], [$response[0], $quiet->state($otherId)[1]], 'a form that is sent again with another order gets a 409', $says($response));

    $form = $quiet->refundForm($orderId, '30.01');
    $response = $quiet->refund($form);
    $report->same([409, true, 'refused', 1200], [$response[0], str_contains($says($response), 'Not refunded'), $state($form['refund']), $given($intentId)], 'more than what is left is refused', $says($response));
    $quiet->forget();
    $quiet->reconcile();
    $report->same([], $keys(), 'and it is not sent again');
    $form = $quiet->refundForm($orderId, '30.00');
    $report->same([303, ['refunded', 4200]], [$quiet->refund(['reason' => ''] + $form)[0], $quiet->state($orderId)], 'the rest is refunded without a reason');

    [$orderId] = $quiet->order();
    $report->same([404, 404], [$quiet->get("refund.php?order=$orderId")[0], $quiet->get('refund.php')[0]], 'there is no refund form for an order that is not paid or does not exist');
    $report->same([403, 403], [$new->get("refund.php?order=$orderId")[0], $new->post('refund.php', ['password' => ''])[0]], 'refunds are switched off if SHOP_PASSWORD is missing or empty');
};
