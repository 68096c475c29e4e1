<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Setup intents, and the charges that are made with them. */
return static function (Harness $t): void {
    $create = static fn (array $with = []): Answer => $t->call('POST', '/setup-intents', $with + [
        'reference' => 'Table 4', 'merchantInitiatedTransactionType' => 'NoShow', 'terms' => 'We may charge <b>10</b>.',
        'intendedAmount' => ['value' => 1000, 'currencyCode' => 'GBP'],
    ]);
    $get = static fn (string|Value $id): Value => $t->call('GET', "/setup-intents/$id")->json();
    $authorise = static fn (string|Value $id, string $expiry = '12/29'): Answer => $t->pay($id, '5200000000001005', ['terms' => 'yes', 'expiry' => $expiry]);

    $setup = $create();
    $t->same([200, 'Created', true, [], 'api'], [$setup->status, $setup->json()['status'], str_starts_with((string) $setup['id'], 'si_sandbox_'), $setup['setupEvents'], $setup['paymentSource']], 'create');
    $t->ok(strlen((string) $setup['clientSessionSecret']) > 100, 'create returns a client session secret');
    $t->same(1000, $create(['intendedAmount' => ['value' => '1000', 'currencyCode' => 'GBP']])['intendedAmount']['value'], 'the amount may be text, as in the published example');
    foreach ([['reference' => null], ['terms' => null], ['terms' => ''], ['terms' => str_repeat('x', 10241)], ['merchantInitiatedTransactionType' => 'Monthly'], ['intendedAmount' => 5],
        ['intendedAmount' => ['value' => 0, 'currencyCode' => 'GBP']], ['intendedAmount' => ['value' => '1.5', 'currencyCode' => 'GBP']], ['amount' => 1],
        ['customer' => ['id' => 'cust_none']], ['expireAt' => '2001-01-01T00:00:00Z']] as $with) {
        $t->same(400, $create($with)->status, 'refused: ' . substr((string) json_encode($with), 0, 60));
    }
    $refreshed = $t->call('POST', "/setup-intents/{$setup['id']}/refresh-client-session-secret");
    $t->same([200, true], [$refreshed->status, strlen((string) $refreshed['clientSessionSecret']) > 100 && (string) $refreshed['clientSessionSecret'] !== (string) $setup['clientSessionSecret']], 'refresh returns another secret');
    $id = $setup['id'];
    $page = $t->page("/checkout/$id")->body;
    $t->ok(str_contains($page, 'We may charge &lt;b&gt;10&lt;/b&gt;.') && str_contains($page, 'Save card'), 'its page shows the terms');
    $t->same([422, 'Created'], [$t->pay($id)->status, $get($id)['status']], 'the terms must be accepted');
    $t->ok(str_contains($t->pay($id, '4456530000001013', ['terms' => 'yes'])->body, 'declined'), 'a declined card');
    $t->ok(str_contains($authorise($id)->body, 'Card saved'), 'a good card');
    $stored = $get($id);
    $t->same(['Authorized', ['Declined', 'Authorized'], '52000000****1005'], [$stored['status'], $stored['setupEvents']->column('eventType'), $stored['paymentDetails']['card']['cardNumber']], 'Created -> Authorized');
    $t->ok(str_contains($t->page("/checkout/$id")->body, 'Card saved'), 'the page of an authorised intent');
    $t->same(400, $t->call('DELETE', "/setup-intents/$id")->status, 'Authorized cannot be canceled');
    $t->same(400, $t->call('POST', "/setup-intents/$id/refresh-client-session-secret")->status, 'the secret of an Authorized one cannot be refreshed');

    $charge = static function (string|Value $setupId, array $with = [], ?string $fault = null) use ($t): array {
        $intent = $t->createIntent($with + ['setupIntentId' => $setupId]);
        $answer = $t->call('POST', "/payment-intents/{$intent['id']}/charge", null, ['x-sandbox-fault' => $fault]);

        return [$answer->status, $answer->json()['status'] ?? null, $t->call('GET', "/payment-intents/{$intent['id']}")->json()['status'], $intent['id']];
    };
    $t->same([200, 'Declined', 'Created'], array_slice($charge($id, [], 'decline'), 0, 3), 'a declined charge returns 200 and leaves Created');
    $t->same([200, 'Failed', 'Created'], array_slice($charge($id, [], 'fail'), 0, 3), 'a failed charge returns 200 and leaves Created');
    $t->same('Authorized', $get($id)['status'], 'the setup intent is still Authorized');
    [$code, $outcome, $end, $paid] = $charge($id, ['amount' => ['value' => 700, 'currencyCode' => 'GBP']]);
    $t->same([200, 'Successful', 'Captured'], [$code, $outcome, $end], 'a charge');
    $t->same(700, $t->call('GET', "/payment-intents/$paid")['amount']['value'], 'a charge takes the amount of the payment intent');
    $t->same('Completed', $get($id)['status'], 'NoShow: Authorized -> Completed');
    $t->same(400, $t->call('POST', "/payment-intents/$paid/charge")->status, 'a second charge is refused');
    $t->same(400, $t->createIntent(['setupIntentId' => $id])->status, 'a Completed one cannot be used again');
    $t->same(400, $t->call('POST', '/payment-intents/' . $t->createIntent()['id'] . '/charge')->status, 'an intent without setupIntentId cannot be charged');
    $id = $create(['merchantInitiatedTransactionType' => 'Unscheduled'])['id'];
    $authorise($id);
    $t->same(['Captured', 'Authorized', 'Captured'], [$charge($id)[2], $get($id)['status'], $charge($id)[2]], 'Unscheduled can be charged again');
    $t->same('Authorized', $charge($id, ['captureMode' => 'Manual', 'autoExpireAction' => 'Release'])[2], 'a Manual intent is authorised by a charge');
    foreach (['decline', 'fail'] as $fault) {
        $tried = $charge($id, [], $fault)[3];
        $t->same('Successful', $t->call('POST', "/payment-intents/$tried/charge")->json()['status'], "after $fault it can be charged");
        $t->same(400, $t->call('POST', "/payment-intents/$tried/refunds", ['amount' => 1], ['idempotencyKey' => "after $fault", 'x-sandbox-fault' => 'refuse-refund'])->status, "refuse-refund: no refund after a charge with $fault");
    }
    $intent = $t->createIntent(['setupIntentId' => $id]);
    $t->same([400, 'Closed'], [$t->call('DELETE', "/setup-intents/$id")->status, $t->call('DELETE', "/setup-intents/$id?includeAuthorized=true")->json()['status']], 'includeAuthorized closes it');
    $t->same(400, $t->call('POST', "/payment-intents/{$intent['id']}/charge")->status, 'a Closed one cannot be charged');

    $id = $create()['id'];
    $t->same('Canceled', $t->call('DELETE', "/setup-intents/$id")->json()['status'], 'cancel returns the setup intent');
    $t->same([200, 400, 410], [$t->call('GET', "/setup-intents/$id")->status, $t->call('DELETE', "/setup-intents/$id")->status, $t->page("/checkout/$id")->status], 'a Canceled one can only be read');
    $t->same([404, 404, 400, 404, 404], [
        $t->call('GET', '/setup-intents/si_x')->status, $t->call('DELETE', '/setup-intents/si_x')->status, $t->call('POST', '/setup-intents/si_x/refresh-client-session-secret')->status,
        $t->call('GET', '/setup-intents/public/si_x')->status, $t->call('POST', '/setup-intents/public/si_x/refresh-client-session-secret')->status,
    ], 'unknown setup intents');

    $setup = $create(['expireAt' => gmdate('Y-m-d\TH:i:s\Z', (int) strtotime((string) $t->helper('GET', '/clock')['now']) + 3600)]);
    $public = $t->call('GET', "/setup-intents/public/{$setup['id']}", null, ['Authorization' => null]);
    $t->same([200, false, false], [$public->status, isset($public['setupEvents']), isset($public['clientSessionSecret'])], 'the public view needs no key and shows less');
    $t->same(200, $t->call('GET', "/setup-intents/public/{$setup['id']}")->status, 'the public view also works with a key');
    $t->same(401, $t->call('GET', "/setup-intents/public/{$setup['id']}", null, ['Authorization' => 'Bearer x'])->status, 'the public view refuses a wrong key');
    $secret = $t->call('POST', "/setup-intents/public/{$setup['id']}/refresh-client-session-secret", null, ['Authorization' => null])['clientSessionSecret'];
    $t->ok(!in_array((string) $secret, ['', (string) $setup['clientSessionSecret']], true), 'the public refresh returns another secret');
    $pay = static fn (string|Value $secret): Answer => $t->helper('POST', '/component-payment', ['clientSessionSecret' => $secret, 'card' => ['number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020']]);
    $t->same([401, 'successful', 'Authorized'], [$pay($setup['clientSessionSecret'])->status, $pay($secret)['outcome'], $get($setup['id'])['status']], 'a component saves a card with the newest secret only');
    $setup = $create(['expireAt' => gmdate('Y-m-d\TH:i:s\Z', (int) strtotime((string) $t->helper('GET', '/clock')['now']) + 3600)]);
    $t->advance(3601);
    $t->same('Expired', $get($setup['id'])['status'], 'Created -> Expired');
    $id = $create()['id'];
    $authorise($id, '12/27');
    $t->advance(max(0, (int) strtotime('2028-01-01') - (int) strtotime((string) $t->helper('GET', '/clock')['now']) + 1));
    $t->same('CardExpired', $get($id)['status'], 'Authorized -> CardExpired');
};
