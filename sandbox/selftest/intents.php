<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Creating, reading, changing, canceling and finding payment intents. */
return static function (Harness $t): void {
    $intent = $t->createIntent();
    $t->same(200, $intent->status, 'create');
    $json = $intent->json();
    $t->ok(preg_match('~^pi_sandbox_[A-Za-z0-9_-]{22}$~D', (string) $json['id']) === 1, 'the id');
    $t->same(['Auto', 'Created', 0, [], [], '0001-01-01T00:00:00Z'], [$json['captureMode'], $json['status'], $json['refundedAmount'], $json['itemLines'], $json['captures'], $json['clientSessionSecretExpirationDate']], 'the defaults');
    $t->same($t->url . '/checkout/' . $json['id'], $json['paymentLink'], 'the payment link is on the sandbox');
    $t->ok(!isset($json['clientSessionSecret']), 'there is no secret unless requested');
    $t->ok(isset($json['metadata']['location-id']), 'metadata has the location');
    $t->ok(preg_match('~^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$~D', (string) $json['createdAt']) === 1, 'dates have seven digits');
    $t->same($json, $t->call('GET', '/payment-intents/' . $json['id'])->json(), 'get returns the same');
    $t->ok(isset($t->createIntent(['generateRemoteToken' => true])['clientSessionSecret']), 'generateRemoteToken returns a secret');

    $full = [
        'captureMode' => 'Manual', 'autoExpireIn' => '00:05:00', 'autoExpireAction' => 'Capture', 'description' => 'Größe & <b>',
        'tipsAmount' => ['value' => 50, 'currencyCode' => 'GBP'], 'serviceChargeAmount' => ['value' => 25, 'currencyCode' => 'GBP'],
        'cashbackAmount' => ['value' => 5, 'currencyCode' => 'GBP'], 'metadata' => (object) ['0' => 'a', '1' => 'b'],
        'itemLines' => [['id' => '1', 'quantity' => 2, 'name' => 'Tea', 'amountTotal' => ['value' => 500, 'currencyCode' => 'GBP'],
            'modifiers' => [['id' => 'm', 'name' => 'milk', 'quantity' => 1, 'amountPerModifier' => ['value' => 10, 'currencyCode' => 'GBP']]]]],
        'taxLines' => [['caption' => 'VAT', 'amountTotal' => ['value' => 100, 'currencyCode' => 'GBP']]],
        'billingAddress' => ['countryCode' => 'GB'], 'shippingDetails' => new \stdClass(), 'paymentMethods' => ['Card', 'Wallet'],
        'config' => ['title' => 'Shop', 'redirectUrl' => 'https://shop.example/done', 'details' => ['showTotal' => true]],
        'actionLink' => ['url' => 'https://shop.example/file', 'label' => 'Invoice'], 'customer' => ['emailAddress' => 'a@b.example'],
        'orderDetails' => ['availabilityDate' => '2030-01-01T00:00:00Z'], 'requestSecurity' => ['ipAddress' => '127.0.0.1'],
        'isNotOnlineCheckout' => true, 'cardHolderNotPresent' => null, 'expireAt' => '2099-01-01T00:00:00+01:00',
    ];
    $json = $t->createIntent($full)->json();
    $t->same(1080, $json['totalAmount']['value'] ?? null, 'the total includes tip, service charge and cashback');
    $t->ok(str_contains($t->call('GET', '/payment-intents/' . $json['id'])->body, '"metadata":{"0":"a","1":"b",'), 'metadata with numeric keys stays an object');
    $t->ok(str_contains($t->call('GET', '/payment-intents/' . $json['id'])->body, '"shippingDetails":{}'), 'an empty object stays an object');
    unset($full['metadata'], $full['shippingDetails'], $full['isNotOnlineCheckout'], $full['cardHolderNotPresent']);
    foreach ($full as $field => $value) {
        $t->same($value, $json[$field] ?? null, "$field comes back as it was sent");
    }
    $t->same(200, $t->call('POST', '/payment-intents', ['Amount' => ['Value' => 1, 'CurrencyCode' => 'GBP'], 'Reference' => 'x', 'CaptureMode' => 'Manual', 'AutoExpireAction' => 'Capture', 'AutoExpireIn' => '00:00:55'])->status, 'keys are matched in any case');

    $money = static fn (mixed $value, mixed $currency = 'GBP'): array => ['amount' => ['value' => $value, 'currencyCode' => $currency]];
    $wrong = [
        'Reference' => [['reference' => null], ['reference' => ''], ['reference' => str_repeat('x', 61)], ['reference' => 7]],
        'Amount' => [['amount' => null], ['amount' => 1000], ['amount' => '10.00']],
        'Amount.Value' => [$money(10.5), $money('1000'), $money(0), $money(-1), $money(null), $money(true), ['amount' => ['currencyCode' => 'GBP']]],
        'Amount.CurrencyCode' => [$money(1, 'gbp'), $money(1, 'GBP '), $money(1, 'USD'), $money(1, ''), ['amount' => ['value' => 1]]],
        'Amount.Cents' => [['amount' => ['value' => 1, 'currencyCode' => 'GBP', 'cents' => 1]]],
        'Unknown' => [['unknown' => 1], ['unknown' => ['a' => []]]],
        'CaptureMode' => [['captureMode' => 'auto'], ['captureMode' => 1], ['captureMode' => null]],
        'AutoExpireAction' => [['captureMode' => 'Manual'], ['captureMode' => 'Manual', 'autoExpireAction' => 'Refund']],
        'AutoExpireIn' => [['autoExpireIn' => '00:00:30'], ['autoExpireIn' => '7.00:00:00'], ['autoExpireIn' => '5 minutes'], ['autoExpireIn' => '24:00:00'], ['autoExpireIn' => 60]],
        'ExpireAt' => [['expireAt' => '2001-01-01T00:00:00Z'], ['expireAt' => 'tomorrow'], ['expireAt' => '2099-01-01T00:00:00'], ['expireAt' => '2099-01-01'], ['expireAt' => '2099-02-30T00:00:00Z']],
        'Description' => [['description' => str_repeat('x', 4097)]],
        'Config.RedirectUrl' => [['config' => ['redirectUrl' => '/done']], ['config' => ['redirectUrl' => 'javascript:alert(1)']]],
        'Config.Title' => [['config' => ['title' => str_repeat('x', 101)]]],
        'Config.Branding' => [['config' => ['branding' => new \stdClass()]]],
        'Config.CustomerEmail.CollectionRequired' => [['config' => ['customerEmail' => ['collectionRequired' => 'yes']]]],
        'Metadata.n' => [['metadata' => ['n' => 1]]],
        'Metadata' => [['metadata' => ['a']]],
        'ItemLines' => [['itemLines' => new \stdClass()]],
        'ItemLines[1].AmountTotal' => [['itemLines' => [['amountTotal' => ['value' => 1, 'currencyCode' => 'GBP']], ['name' => 'x']]]],
        'TaxLines[0].AmountTotal.CurrencyCode' => [['taxLines' => [['amountTotal' => ['value' => 1, 'currencyCode' => 'EUR']]]]],
        'TipsAmount.CurrencyCode' => [['tipsAmount' => ['value' => 1, 'currencyCode' => 'EUR']]],
        'PaymentMethods[0]' => [['paymentMethods' => ['card']]],
        'BillingAddress.CountryCode' => [['billingAddress' => ['address1' => 'x']]],
        'Customer.EmailAddress' => [['customer' => ['emailAddress' => 'nobody']]],
        'Customer.Id' => [['customer' => ['id' => 'cust_none']]],
        'SetupIntentId' => [['setupIntentId' => 'si_none']],
        'ActionLink.Label' => [['actionLink' => ['url' => 'https://x.example']]],
    ];
    foreach ($wrong as $field => $cases) {
        foreach ($cases as $case) {
            $answer = $t->createIntent($case);
            $t->same([400, true], [$answer->status, isset($answer['errors'][$field])], "refused at $field: " . substr((string) json_encode($case), 0, 60));
        }
    }
    $t->same(400, $t->call('POST', '/payment-intents', '{"amount":{"value":9223372036854775808,"currencyCode":"GBP"},"reference":"x"}')->status, 'an amount beyond 64 bits is refused');
    $t->same(400, $t->createIntent($money(PHP_INT_MAX) + ['tipsAmount' => ['value' => 1, 'currencyCode' => 'GBP']])->status, 'a total beyond 64 bits is refused');
    $t->same(200, $t->createIntent(['reference' => str_repeat('ü', 60)])->status, 'lengths count characters, not bytes');
    $errors = $t->call('POST', '/payment-intents', ['amount' => ['value' => 'x'], 'bogus' => 1])['errors'];
    $t->same(['Amount.Value', 'Amount.CurrencyCode', 'Bogus', 'Reference'], $errors->names(), 'all errors are reported at once');

    $t->ok(str_contains($t->call('POST', '/payment-intents/search', '{"0":1}')->body, '"errors":{"0":['), 'errors are an object even if a field is called 0');

    $id = (string) $t->createIntent()['id'];
    $t->same('Canceled', $t->call('DELETE', "/payment-intents/$id")->json()['status'], 'cancel');
    $t->same(404, $t->call('GET', "/payment-intents/$id")->status, 'a canceled intent is not found');
    $t->same('Canceled', $t->call('GET', "/payment-intents/$id?returnCanceled=true")->json()['status'], 'a canceled intent is found with returnCanceled=true');
    $t->same(404, $t->call('GET', "/payment-intents/$id?returnCanceled=False")->status, 'returnCanceled=False');
    $t->same(400, $t->call('GET', "/payment-intents/$id?returnCanceled=maybe")->status, 'returnCanceled=maybe is refused');
    $t->same(404, $t->call('DELETE', "/payment-intents/$id")->status, 'cancel twice');
    $t->same(404, $t->call('DELETE', '/payment-intents/pi_sandbox_T')->status, 'cancel an unknown one');
    $t->same(404, $t->call('GET', '/payment-intents/pi_sandbox_T')->status, 'get an unknown one');
    $t->same(404, $t->call('GET', '/payment-intents/' . rawurlencode("a/b\n<>"))->status, 'get an id of odd characters');
    $paid = $t->paid();
    $t->same(400, $t->call('DELETE', "/payment-intents/$paid")->status, 'a paid intent cannot be canceled');

    $id = (string) $t->createIntent()['id'];
    $answer = $t->call('POST', "/payment-intents/$id/refresh-client-session-secret");
    $t->ok(strlen((string) $answer['clientSessionSecret']) > 100 && $answer['clientSessionSecretExpirationDate'] > '2020', 'refresh returns a secret and its expiry');
    $t->ok(!isset($t->call('GET', "/payment-intents/$id")['clientSessionSecret']), 'get does not show the secret');
    $t->same(400, $t->call('POST', '/payment-intents/pi_sandbox_T/refresh-client-session-secret')->status, 'refresh of an unknown one');
    $t->same(400, $t->call('POST', "/payment-intents/$paid/refresh-client-session-secret")->status, 'refresh of a paid one');

    $tip = ['tipsAmount' => ['value' => 200, 'currencyCode' => 'GBP']];
    $answer = $t->call('POST', "/payment-intents/$id/tips-amount", $tip);
    $t->same([405, 'Tips are not allowed on payment intent'], [$answer->status, $answer['detail']], 'tips must be allowed');
    $t->same(405, $t->call('POST', "/payment-intents/$id/amount", $money(1))->status, 'custom amounts must be allowed');
    $id = (string) $t->createIntent(['config' => ['payment' => ['tipsAllowed' => true, 'customAmountAllowed' => true]]])['id'];
    $t->same(1200, $t->call('POST', "/payment-intents/$id/tips-amount", $tip)['totalAmount']['value'] ?? null, 'a tip raises the total');
    $answer = $t->call('POST', "/payment-intents/$id/amount", $money(5500) + ['itemLines' => [['amountTotal' => ['value' => 1, 'currencyCode' => 'GBP']]]]);
    $t->same([5500, 1000, 5700, 1], [$answer['amount']['value'], $answer['requestedAmount']['value'], $answer['totalAmount']['value'], count($answer['itemLines'])], 'a custom amount');
    $t->same(400, $t->call('POST', "/payment-intents/$id/amount", $money(1, 'EUR'))->status, 'an amount in another currency is refused');
    $t->same(400, $t->call('POST', "/payment-intents/$id/amount", ['amount' => 5500])->status, 'an amount as a bare number is refused');
    $t->same(400, $t->call('POST', '/payment-intents/pi_sandbox_T/amount', $money(1))->status, 'the amount of an unknown intent');
    $t->same(400, $t->call('POST', "/payment-intents/$paid/tips-amount", $tip)->status, 'a tip on a paid intent');

    $t->same([204, ''], [$t->call('POST', "/payment-intents/$paid/receipt", ['emails' => ['a@b.example']])->status, $t->call('POST', "/payment-intents/$paid/receipt", ['emails' => ['c@d.example']])->body], 'a receipt has no response body');
    $t->same([['a@b.example'], ['c@d.example']], $t->helper('GET', '/receipts')['receipts']->column('emails'), 'receipts are listed');
    $t->same(404, $t->call('POST', '/payment-intents/pi_sandbox_T/receipt', ['emails' => ['a@b.example']])->status, 'a receipt of an unknown intent');
    foreach ([['emails' => []], ['emails' => 'a@b.example'], ['emails' => ['nobody']], []] as $body) {
        $t->same(400, $t->call('POST', "/payment-intents/$paid/receipt", (object) $body)->status, 'a receipt for ' . json_encode($body) . ' is refused');
    }

    $t->helper('POST', '/reset');
    $ids = [];
    for ($i = 0; $i < 7; $i++) {
        $ids[] = (string) $t->createIntent(['reference' => "r$i"])['id'];
        $t->advance(60);
    }
    $t->pay($ids[2]);
    $t->call('DELETE', '/payment-intents/' . $ids[4]);
    $search = static fn (array $body): Answer => $t->call('POST', '/payment-intents/search', (object) $body);
    $found = static fn (array $body): array => $search($body)['data']->column('id');
    $newest = array_reverse($ids);
    $t->same($newest, $found([]), 'search finds all, newest first');
    $t->same([null, null], [$search([])['before'], $search([])['after']], 'a single page has no cursor');
    $t->same([$ids[2]], $found(['statuses' => ['Captured']]), 'search by status');
    $t->same([$ids[4], $ids[2]], $found(['statuses' => ['Captured', 'Canceled']]), 'search by two statuses');
    $created = $search([])['data']->column('createdAt', 'id');
    $t->same([$ids[4], $ids[3]], $found(['startDate' => $created[$ids[3]], 'endDate' => $created[$ids[4]]]), 'search by date');
    $walk = [];
    $cursor = ['limit' => 3];
    do {
        $page = $search(['cursor' => $cursor]);
        $walk[] = count($page['data']);
        $seen[] = $page['data']->column('id');
        $cursor = ['limit' => 3, 'after' => $page['after']];
    } while (isset($page['after']) && count($walk) < 9);
    $t->same([[3, 3, 1], $newest], [$walk, array_merge(...$seen)], 'pages, forwards');
    $back = $search(['cursor' => ['limit' => 3, 'before' => $page['before']]]);
    $t->same([$seen[1], true, true], [$back['data']->column('id'), isset($back['before']), isset($back['after'])], 'pages, backwards');
    $back = $search(['cursor' => ['limit' => 3, 'before' => $back['before']]]);
    $t->same([$seen[0], null], [$back['data']->column('id'), $back['before']], 'pages, back to the first');
    foreach ([['cursor' => ['limit' => 0]], ['cursor' => ['limit' => 101]], ['cursor' => ['limit' => '3']], ['cursor' => ['after' => 'x']], ['statuses' => ['Paid']], ['limit' => 3],
        ['cursor' => ['before' => $page['before'], 'after' => $seen[0][0]]], ['startDate' => '2030-01-02T00:00:00Z', 'endDate' => '2030-01-01T00:00:00Z'], ['startDate' => 'x']] as $body) {
        $t->same(400, $search($body)->status, 'search refuses ' . json_encode($body));
    }

    // Sums near the largest integer
    $gbp = static fn (int $value): array => ['value' => $value, 'currencyCode' => 'GBP'];
    $huge = ['config' => ['payment' => ['tipsAllowed' => true, 'customAmountAllowed' => true]]];
    $change = static fn (string $id, string $what, int $value): Answer => $t->call('POST', "/payment-intents/$id/" . ($what === 'amount' ? 'amount' : 'tips-amount'), [$what => $gbp($value)]);
    $id = (string) $t->createIntent($huge)['id'];
    $answer = $change($id, 'tipsAmount', PHP_INT_MAX);
    $t->same([400, ['TipsAmount.Value']], [$answer->status, $answer['errors']->names()], 'tips that make the total too large are refused');
    $t->same([200, PHP_INT_MAX], [$change($id, 'tipsAmount', PHP_INT_MAX - 1000)->status, $t->call('GET', "/payment-intents/$id")['totalAmount']['value']], 'tips up to the largest total are accepted');
    $answer = $change($id, 'amount', 1001);
    $t->same([400, ['Amount.Value']], [$answer->status, $answer['errors']->names()], 'an amount that makes the total too large is refused');
    $t->same([200, 200], [$t->page("/checkout/$id")->status, $t->pay($id)->status], 'the largest total can be paid');
    $t->same(400, $t->createIntent(['amount' => $gbp(PHP_INT_MAX), 'cashbackAmount' => $gbp(1)])->status, 'a total that is too large is refused at once');
};
