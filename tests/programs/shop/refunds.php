<?php

declare(strict_types=1);

use Dojo\Tests\Http;
use Dojo\Tests\Report;

/* Refunds: lost responses, buttons pressed twice, and wrong values in the form. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet, 'cut' => $cut] = $shops;
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
                    $response[0], str_contains($says($response), 'Refund not confirmed'), str_contains($says($response), 'sent again automatically with the same key: it is made once.'),
                    str_contains($says($response), 'Not refunded'), str_contains($says($response), 'not been charged'),
                ],
                "the response to a refund $what: the page says that it is not confirmed, and what comes next ($who)",
                $says($response),
            );
            $report->same(['sending', 1200], [$state($form['refund']), $given($intentId)], 'Dojo has made the refund, but the shop does not know');
            $quiet->forget();
            $quiet->later(121);
            [$status, , $errors] = $who === 'reconcile.php' ? $quiet->reconcile() : $quiet->refund($form);
            $report->same([$who === 'reconcile.php' ? 0 : 303, [$form['refund']]], [$status, $keys()], "$who sends it again, with the same key", $errors);
            $report->same(['done', 1200, ['paid', 1200]], [$state($form['refund']), $given($intentId), $quiet->state($orderId)], 'it is done, and refundedAmount includes it once');
            $quiet->forget();
            $quiet->later(3600);
            $quiet->reconcile();
            $report->same([[], 1200], [$keys(), $given($intentId)], 'then reconcile.php sends no more');
        }
    }

    $quiet->clear();
    [$orderId, $intentId] = $quiet->paidOrder();
    $form = $quiet->refundForm($orderId, '12.00');
    $response = $cut->refund($form);
    $report->same([503, true, null, 0], [$response[0], str_contains($says($response), 'Not refunded Dojo can\'t be reached; nothing was sent.'), $state($form['refund']), $given($intentId)], 'Dojo can\'t be reached: nothing is noted or sent, and the page says so', $says($response));
    $sandbox->fault('close-before', "/payment-intents/$intentId/refunds", method: 'POST', times: 9);
    $response = $quiet->refund($form);
    $sandbox->clearFaults();
    $report->same([503, true, 'sending', 0], [$response[0], str_contains($says($response), 'Refund not confirmed'), $state($form['refund']), $given($intentId)], 'the connection breaks when the refund is sent: it is noted', $says($response));
    $response = $quiet->refund(['amount' => '30.01', 'refund' => 'refund-' . str_repeat('0', 24)] + $form);
    $report->same([409, true], [$response[0], preg_match('/earlier refund.* is not confirmed yet/', $says($response)) === 1], 'until it is settled, its money is not refunded with another one', $says($response));
    $quiet->later(121);
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
            $quiet->later(121);
            $response = $again === 'post' ? $quiet->refund($form) : $quiet->reconcile();
            $known = $again === 'post' ? 'sending' : 'done'; // what Dojo says of the intent shows that the first one was made
            $report->same([$known, 1200], [$state($form['refund']), $given($intentId)], "a refund whose response is lost does not count as refused if $which gets $refusal", $response[1] . $response[2]);
            $quiet->later(601);
            $report->same([0, 'done', 1200, 1200], [$quiet->reconcile()[0], $state($form['refund']), $given($intentId), $quiet->state($orderId)[1]], 'after reconcile.php it is made, and counts once');
        }
    }
    [$orderId, $intentId] = $quiet->paidOrder();
    $form = $quiet->refundForm($orderId, '12.00');
    $sandbox->fault('status=400', "/payment-intents/$intentId/refunds", method: 'POST');
    $response = $quiet->refund($form);
    $report->same([409, true, 'refused', 0], [$response[0], str_contains($says($response), 'Dojo refused this refund, and no money was given back.'), $state($form['refund']), $given($intentId)], 'a refund that Dojo refuses is refused, and the page says so', $says($response));

    foreach (['12.00' => ['paid', 1200], '42.00' => ['refunded', 4200]] as $amount => $expected) {
        [$orderId, $intentId] = $quiet->paidOrder();
        $form = $quiet->refundForm($orderId, (string) $amount);
        $statuses = [$quiet->refund($form)[0], $quiet->refund($form)[0]];
        $report->same([[303, 303], $expected, $expected[1]], [$statuses, $quiet->state($orderId), $given($intentId)], "a refund of $amount pressed twice is one, and both presses lead to the payment");
        [$orderId, $intentId] = $quiet->paidOrder();
        $form = $quiet->refundForm($orderId, (string) $amount);
        $quiet->forget();
        $sandbox->fault('delay=0.3', "/payment-intents/$intentId/refunds", method: 'POST', times: 3);
        $statuses = array_column($quiet->staff()->postTogether('refund.php', $form, 3), 0);
        $report->same([[303, 303, 303], $expected, $expected[1]], [$statuses, $quiet->state($orderId), $given($intentId)], "a refund of $amount pressed three times at once is one");
        $report->same([[$form['refund']], 'done'], [array_values(array_unique($keys())), $state($form['refund'])], 'every attempt had the same key');
    }
    $response = $quiet->refund(['amount' => '1.00', 'refund' => 'refund-' . str_repeat('0', 24)] + $form);
    $report->same([409, 4200], [$response[0], $given($intentId)], 'an order that is fully refunded gets no other refund');

    $quiet->clear();
    [$orderId, $intentId] = $quiet->paidOrder();
    [$otherId] = $quiet->paidOrder('tea');
    $form = $quiet->refundForm($orderId, '12.00');
    $quiet->forget();
    $refused = [
        'no refund id' => [409, ['refund' => ''], 'open the form again'], 'a made-up refund id' => [409, ['refund' => 'refund-1'], 'open the form again'],
        'a refund id and a line end' => [409, ['refund' => "{$form['refund']}\n"], 'open the form again'],
        'an unknown order' => [404, ['order' => 'order-0000'], 'No such order'], 'no order' => [404, ['order' => ''], 'No such order'],
        'another order\'s payment' => [409, ['order' => $otherId, 'intent' => $intentId], 'This order has no payment that could be refunded.'],
    ];
    foreach (['', 'abc', '0', '0.00', '-1', '1e3', '12.345', '1,000.00', '19,80 GBP', '0x10', 'INF', '99999999999999999999'] as $amount) {
        $refused["the amount \"$amount\""] = [409, ['amount' => $amount], 'amount'];
    }
    $refused['a list of amounts'] = [409, ['amount' => ['1.00']], 'Please write the amount'];
    foreach ($refused as $what => [$status, $typed, $sentence]) {
        $response = $quiet->refund($typed + $form);
        $report->same([$status, true], [$response[0], str_contains($says($response), $sentence)], "a refund with $what gets a $status, and the page says why", $says($response));
    }
    $report->same([[], 0, 0], [$keys(), $quiet->countRows('dojo_refunds'), $given($intentId)], 'none of these is stored or sent');
    $response = $quiet->refund(['reason' => str_repeat('é', 201) . "\xe9"] + $form);
    $report->same(
        [303, 1200, str_repeat('é', 200)],
        [$response[0], $given($intentId), $quiet->rows('SELECT reason FROM dojo_refunds WHERE id = ?', $form['refund'])[0]['reason']],
        'a reason that is too long or not UTF-8 is shortened: it does not prevent the refund',
        $says($response),
    );

    $response = $quiet->refund(['amount' => '13.00'] + $form);
    $report->same([409, 1200], [$response[0], $given($intentId)], 'a form that is sent again with another amount gets a 409', $says($response));
    $response = $quiet->refund(['order' => $otherId] + $form);
    $report->same([409, 0], [$response[0], $quiet->state($otherId)[1]], 'a form that is sent again with another order gets a 409', $says($response));

    $form = $quiet->refundForm($orderId, '30.01');
    $response = $quiet->refund($form);
    $report->same([409, true, null, 1200], [$response[0], str_contains($says($response), 'Not refunded Only 30.00 GBP of this payment is left to refund.'), $state($form['refund']), $given($intentId)], 'more than what is left is refused', $says($response));
    $quiet->forget();
    $quiet->reconcile();
    $report->same([], $keys(), 'and it is not sent again');
    $form = $quiet->refundForm($orderId, '30.00');
    $report->same([303, ['refunded', 4200]], [$quiet->refund(['reason' => ''] + $form)[0], $quiet->state($orderId)], 'the rest is refunded without a reason');

    [$orderId] = $quiet->order();
    $report->same([[], 404], [$quiet->staffForm($orderId, 'refund.php'), $quiet->staff()->get('payment.php')[0]], 'there is no refund form for an order that is not paid or does not exist');
};
