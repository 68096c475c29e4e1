<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Every path through the state diagram of a payment intent, and its sums. */
return static function (Harness $t): void {
    $manual = ['captureMode' => 'Manual', 'autoExpireAction' => 'Release'];
    $get = static fn (string|Value $id): Value => $t->call('GET', "/payment-intents/$id?returnCanceled=true")->json();
    $status = $t->status(...);
    $keys = 0;
    $refund = static function (string|Value $id, mixed $amount, ?string $key = null, array $more = []) use ($t, &$keys): Answer {
        return $t->call('POST', "/payment-intents/$id/refunds", ['amount' => $amount] + $more, ['idempotencyKey' => $key ?? 'key-' . ++$keys]);
    };
    $capture = static fn (string|Value $id, mixed $amount, array $more = []): Answer => $t->call('POST', "/payment-intents/$id/captures", ['amount' => $amount] + $more);
    $reverse = static fn (string|Value $id): Answer => $t->call('POST', "/payment-intents/$id/reversal");

    // Auto
    $id = $t->paid();
    $paid = $get($id);
    $t->same('Captured', $paid['status'], 'Auto: Created -> Captured');
    $t->same(['52000000****1005', '1005', 'MASTERCARD', '2029-12-31', 'A Shopper', 'DEPOSITED'], [
        $paid['paymentDetails']['card']['cardNumber'], $paid['paymentDetails']['card']['last4PAN'], $paid['paymentDetails']['card']['cardType'],
        $paid['paymentDetails']['card']['expiryDate'], $paid['paymentDetails']['card']['cardName'], $paid['paymentDetails']['message'],
    ], 'payment details have the masked card');
    $t->same(409, $capture($id, 100)->status, 'Auto cannot be captured');
    $answer = $reverse($id);
    $t->same([200, true, 'Reversed'], [$answer->status, str_starts_with((string) $answer['reversalId'], 'rvs_'), $status($id)], 'Auto: Captured -> Reversed');
    $t->same([409, 400], [$reverse($id)->status, $refund($id, 1)->status], 'Reversed is final');

    $id = $t->paid();
    $t->advance(7 * 86400 - 60);
    $t->same(200, $reverse($id)->status, 'a reversal just within 7 days');
    $id = $t->paid();
    $t->advance(7 * 86400 + 1);
    $t->same([409, 'Captured'], [$reverse($id)->status, $status($id)], 'no reversal after 7 days');

    $id = $t->paid();
    $first = $refund($id, 300, 'refund-1', ['refundReason' => 'Broken', 'notes' => 'one of two']);
    $t->same([200, $id, 'Broken', 'one of two'], [$first->status, $first['paymentIntentId'], $first['refundReason'], $first['notes']], 'a partial refund');
    $t->same(['Captured', 300], [$status($id), $get($id)['refundedAmount']], 'a partial refund leaves the intent Captured and raises refundedAmount');
    $again = $refund($id, 300, 'refund-1', ['refundReason' => 'Broken', 'notes' => 'one of two']);
    $t->same([200, $first['refundId'], 300], [$again->status, $again['refundId'], $get($id)['refundedAmount']], 'the same key and body return the same refund');
    foreach ([
        'fields in another order' => '{"notes":"one of two","refundReason":"Broken","amount":300}',
        'keys in another case' => '{"Amount":300,"RefundReason":"Broken","Notes":"one of two"}',
        'a field that is null' => '{"amount":300,"refundReason":"Broken","notes":"one of two","previousTransactionId":null}',
        'escapes and spaces' => '{ "amount": 300, "refundReason": "\u0042roken", "notes": "one of two" }',
    ] as $name => $body) {
        $again = $t->call('POST', "/payment-intents/$id/refunds", $body, ['idempotencyKey' => 'refund-1', 'Content-Type' => 'application/json']);
        $t->same([200, $first['refundId'], 300], [$again->status, $again['refundId'], $get($id)['refundedAmount']], "a replay with $name is the same refund");
    }
    $t->same(400, $refund($id, 300, 'refund-1', ['refundReason' => 'one of two', 'notes' => 'Broken'])->status, 'the same texts in other fields are another refund');
    $t->same([400, 300], [$refund($id, 301, 'refund-1')->status, $get($id)['refundedAmount']], 'the same key and another body are refused');
    $other = $t->paid();
    $t->same([400, 0], [$refund($other, 300, 'refund-1', ['refundReason' => 'Broken', 'notes' => 'one of two'])->status, $get($other)['refundedAmount']], 'the same key is refused for another intent');
    $t->same($first->json(), $t->call('GET', "/payment-intents/refunds/{$first['refundId']}")->json(), 'a refund can be read');
    $t->same(400, $t->call('GET', '/payment-intents/refunds/rfnd_none')->status, 'an unknown refund is 400');
    $t->same(409, $reverse($id)->status, 'no reversal after a refund');
    $t->same([400, 300], [$refund($id, 701)->status, $get($id)['refundedAmount']], 'no more can be refunded than was captured');
    $t->same([200, 'Refunded', 1000], [$refund($id, 700)->status, $status($id), $get($id)['refundedAmount']], 'refunding the rest makes the intent Refunded');
    $t->same([400, 1000], [$refund($id, 1)->status, $get($id)['refundedAmount']], 'a Refunded intent has nothing left to refund');
    $t->same($first['refundId'], $refund($id, 300, 'refund-1', ['refundReason' => 'Broken', 'notes' => 'one of two'])['refundId'], 'a replay works on a Refunded intent too');

    $id = $t->paid();
    foreach (['no key' => null, 'an empty key' => '', 'a key of 101 characters' => str_repeat('k', 101)] as $name => $key) {
        $t->same(400, $t->call('POST', "/payment-intents/$id/refunds", ['amount' => 1], ['idempotencyKey' => $key])->status, "a refund with $name is refused");
    }
    $t->same(200, $refund($id, 1, str_repeat('k', 100))->status, 'a key of 100 characters is accepted');
    $t->same(400, $refund($id, 5000, 'failed-once')->status, 'a refund of too much is refused');
    $t->same(200, $refund($id, 5, 'failed-once')->status, 'a refused refund does not use up its key');
    foreach ([0, -1, 1.5, '100', null, ['value' => 1, 'currencyCode' => 'GBP'], PHP_INT_MAX] as $amount) {
        $t->same(400, $refund($id, $amount)->status, 'refund of ' . json_encode($amount) . ' is refused');
        $t->same(400, $capture($t->paid($manual), $amount)->status, 'capture of ' . json_encode($amount) . ' is refused');
    }
    $t->same(6, $get($id)['refundedAmount'], 'no refused refund counts');
    $attempts = [
        'a declined card' => static fn (string|Value $id): Answer => $t->pay($id, '4456530000001013'),
        'a 3-D Secure check that failed' => static fn (string|Value $id): Answer => $t->form((string) $t->pay($id, '5200000000001096')->headers['location'], ['answer' => 'fail']),
    ];
    foreach ($attempts as $name => $attempt) {
        $id = (string) $t->createIntent()['id'];
        $attempt($id);
        $t->pay($id);
        $answer = $refund($id, 100);
        $t->same(['Captured', 200, 100], [$status($id), $answer->status, $get($id)['refundedAmount']], "a refund after $name");
        $strictly = static fn (string|Value $id): Answer => $t->call('POST', "/payment-intents/$id/refunds", ['amount' => 100], ['idempotencyKey' => "strict $id", 'x-sandbox-fault' => 'refuse-refund']);
        $answer = $strictly($id);
        $t->same([400, true, 100], [$answer->status, str_contains((string) $answer['detail'], 'failed payment attempt'), $get($id)['refundedAmount']], "refuse-refund: no refund after $name");
        $t->same([200, 200], [$refund($id, 100, "strict $id")->status, $strictly($t->paid())->status], 'refuse-refund: a refused refund does not use up its key, and others are not refused');
    }
    foreach (['refunds', 'captures', 'reversal', 'charge'] as $move) {
        $answer = $t->call('POST', "/payment-intents/pi_sandbox_T/$move", ['amount' => 1], ['idempotencyKey' => 'unknown']);
        $t->same(400, $answer->status, "$move of an unknown intent gives 400");
    }

    // Created
    $id = (string) $t->createIntent()['id'];
    $t->same([409, 400, 409, 400], [$capture($id, 1)->status, $refund($id, 1)->status, $reverse($id)->status, $t->call('POST', "/payment-intents/$id/charge")->status], 'an unpaid intent cannot be captured, refunded, reversed or charged');
    $t->call('DELETE', "/payment-intents/$id");
    $t->same([409, 400, 409, 410], [$capture($id, 1)->status, $refund($id, 1)->status, $reverse($id)->status, $t->pay($id)->status], 'a canceled intent cannot be captured, refunded, reversed or paid');
    $id = (string) $t->createIntent()['id'];
    $t->advance(30 * 86400 - 60);
    $t->same('Created', $status($id), 'an unpaid intent is Created for 30 days');
    $t->advance(61);
    $t->same('Canceled', $status($id), 'an unpaid intent is Canceled after 30 days');
    $id = (string) $t->createIntent(['expireAt' => gmdate('Y-m-d\TH:i:s\Z', (int) strtotime((string) $t->helper('GET', '/clock')['now']) + 600)])['id'];
    $t->advance(601);
    $t->same('Canceled', $status($id), 'expireAt is honoured');
    $page = $t->page("/checkout/$id");
    $t->same([410, true], [$page->status, str_contains($page->body, 'Payment link expired')], 'the page of an expired intent is 410, and says so');

    // Manual
    $id = $t->paid($manual);
    $t->same(['Authorized', [], 'AUTHORIZED'], [$status($id), $get($id)['captures'], $get($id)['paymentDetails']['message']], 'Manual: Created -> Authorized');
    $t->same(400, $refund($id, 1)->status, 'Authorized cannot be refunded');
    $t->same([200, 'Reversed'], [$reverse($id)->status, $status($id)], 'Manual: Authorized -> Reversed');
    $t->same(409, $capture($id, 1)->status, 'Reversed cannot be captured');

    $id = $t->paid($manual + ['tipsAmount' => ['value' => 100, 'currencyCode' => 'GBP']]);
    $t->same(400, $capture($id, 1101)->status, 'no more can be captured than was authorised');
    $t->same(400, $capture($id, 1000, ['tipsAmount' => 101])->status, 'a captured tip counts towards the authorised amount');
    $t->same(400, $capture($id, 1000, ['tipsAmount' => -1])->status, 'a tip cannot be negative');
    $answer = $capture($id, 1000, ['tipsAmount' => 100]);
    $t->same([200, true, 'Captured'], [$answer->status, str_starts_with((string) $answer['captureId'], 'cp_'), $status($id)], 'Manual: Authorized -> Captured');
    $captured = $get($id)['captures'];
    $t->same([[$answer['captureId'], 1000, 100, 'Successful']], $captured->map(static fn (Value $c): array => [$c['id'], $c['amount'], $c['tipsAmount'], $c['status']]), 'the capture is listed');
    $t->same([409, 409], [$capture($id, 1)->status, $reverse($id)->status], 'captured in full: no more, and no reversal');
    $t->same([200, 'Refunded'], [$refund($id, 1100)->status, $status($id)], 'Captured -> Refunded');

    $id = $t->paid($manual);
    $t->same([200, 'Captured', 200], [$capture($id, 400)->status, $status($id), $capture($id, 500)->status], 'two partial captures');
    $t->same([400, 2], [$capture($id, 101)->status, count($get($id)['captures'])], 'partial captures together cannot exceed the authorised amount');
    $t->same([400, 200], [$refund($id, 901)->status, $refund($id, 900)->status], 'what was captured can be refunded');
    $t->same(['Refunded', 409], [$status($id), $capture($id, 100)->status], 'after a refund the rest cannot be captured');
    $id = $t->paid($manual);
    $capture($id, 400);
    $t->advance(7 * 86400 + 1);
    $t->same(['Captured', 409], [$status($id), $capture($id, 100)->status], 'the rest of a partial capture goes back after 7 days');

    // Automatic end of an authorisation
    foreach (['Release' => 'Reversed', 'Capture' => 'Captured'] as $action => $end) {
        $id = $t->paid(['captureMode' => 'Manual', 'autoExpireAction' => $action, 'autoExpireIn' => '00:05:00']);
        $t->advance(290);
        $t->same('Authorized', $status($id), "$action: nothing before its time");
        $t->advance(11);
        $t->same($end, $status($id), "$action: Authorized -> $end");
    }
    $t->same(1000, $get($id)['captures'][0]['amount'] ?? null, 'an automatic capture takes the whole amount');
    $t->same(200, $refund($id, 1000)->status, 'an automatic capture can be refunded');
    $id = $t->paid($manual);
    $t->advance(7 * 86400 + 1);
    $t->same('Reversed', $status($id), 'without autoExpireIn an authorisation ends after 7 days');

    // Virtual terminal and components
    $id = (string) $t->createIntent(['cardHolderNotPresent' => true])['id'];
    $t->ok(str_contains($t->page("/checkout/$id")->body, 'Virtual terminal'), 'cardHolderNotPresent: the page is a virtual terminal');
    $t->pay($id, '5200000000001096');
    $t->same('Captured', $status($id), 'the virtual terminal has no 3-D Secure');

    $component = static fn (string|Value $secret, array $with): Answer => $t->helper('POST', '/component-payment', ['clientSessionSecret' => $secret] + $with);
    $card = ['card' => ['number' => '5200 0000 0000 1005', 'expiry' => '12/29', 'cvc' => '020']];
    $intent = $t->createIntent(['generateRemoteToken' => true]);
    $answer = $component($intent['clientSessionSecret'], ['card' => ['number' => '4456530000001013', 'expiry' => '12/29', 'cvc' => '341']]);
    $t->same(['declined', 'Created'], [$answer['outcome'], $status($intent['id'])], 'component: a decline leaves it Created');
    $t->same(401, $component($intent['clientSessionSecret'], $card)->status, 'a secret is valid for one attempt');
    $secret = $t->call('POST', "/payment-intents/{$intent['id']}/refresh-client-session-secret")['clientSessionSecret'];
    $t->same(400, $component($secret, ['card' => ['number' => '5200000000001006', 'expiry' => '12/29', 'cvc' => '020']])->status, 'a mistyped card is not an attempt');
    $answer = $component($secret, $card);
    $t->same(['successful', 'Captured'], [$answer['outcome'], $status($intent['id'])], 'component: paid with a refreshed secret');
    $intent = $t->createIntent(['generateRemoteToken' => true]);
    $answer = $component($intent['clientSessionSecret'], ['card' => ['number' => '5200000000001096'] + $card['card']]);
    $t->same('challenge', $answer['outcome'], 'component: 3-D Secure asks');
    $t->same('successful', $t->helper('POST', '/component-challenge', ['challengeToken' => $answer['challengeToken'], 'answer' => 'approve'])['outcome'], 'component: 3-D Secure is approved');
    $t->same(404, $t->helper('POST', '/component-challenge', ['challengeToken' => $answer['challengeToken'], 'answer' => 'approve'])->status, 'component: 3-D Secure can be answered once');
    $intent = $t->createIntent(['generateRemoteToken' => true]);
    $t->same('successful', $component($intent['clientSessionSecret'], ['wallet' => 'APPLE_PAY'])['outcome'], 'component: a wallet');
    $intent = $t->createIntent(['generateRemoteToken' => true]);
    $t->advance(1801);
    $t->same(401, $component($intent['clientSessionSecret'], $card)->status, 'a secret expires after 30 minutes');

    $details = [
        'billingAddress' => ['1 High St', 7, [], ['city' => 'London'], ['countryCode' => ['GB']], ['countryCode' => 'GB', 'street' => 'x']],
        'shippingDetails' => ['home', ['address' => 'home'], ['name' => str_repeat('x', 101)]],
        'emailAddress' => ['nobody', 7, ['a@b.example']],
    ];
    $intent = $t->createIntent(['generateRemoteToken' => true]);
    foreach ($details as $field => $values) {
        foreach ($values as $value) {
            $answer = $component($intent['clientSessionSecret'], $card + [$field => $value]);
            $names = implode(' ', $answer['errors']->names());
            $t->same([400, 0], [$answer->status, stripos($names, $field)], "component: $field " . json_encode($value) . ' is refused');
        }
    }
    $address = ['address1' => '1 High St', 'postcode' => 'N1 1AA', 'countryCode' => 'GB'];
    $answer = $component($intent['clientSessionSecret'], $card + ['billingAddress' => $address, 'shippingDetails' => ['name' => 'B', 'address' => $address], 'emailAddress' => 'a@b.example']);
    $paid = $get((string) $intent['id']);
    $t->same(['successful', $address, $address, 'a@b.example', 'ADDRESS_MATCH_POSTCODE_MATCH'], [
        $answer['outcome'], $paid['billingAddress'] ?? null, $paid['shippingDetails']['address'] ?? null, $paid['customer']['emailAddress'] ?? null, $paid['paymentDetails']['avsResult'] ?? null,
    ], 'component: a refused address is not an attempt, a good one is on the intent');
};
