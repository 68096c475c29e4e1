<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** The hosted page, as a browser without JavaScript sees it. */
return static function (Harness $t): void {
    $gbp = static fn (int $value): array => ['value' => $value, 'currencyCode' => 'GBP'];
    $xss = '"><script>alert(1)</script>';
    $status = $t->status(...);
    $token = static fn (Answer $page): string => preg_match('~name="form" value="([^"]+)"~', $page->body, $match) ? $match[1] : '';

    $id = (string) $t->createIntent([
        'reference' => $xss, 'description' => $xss, 'amount' => $gbp(123456),
        'itemLines' => [['name' => $xss, 'quantity' => 2, 'amountTotal' => $gbp(100000)], ['name' => 'Discount', 'amountTotal' => $gbp(-5)]],
        'taxLines' => [['caption' => 'VAT', 'subCaption' => '20%', 'amountTotal' => $gbp(23456)]],
        'tipsAmount' => $gbp(44), 'paymentMethods' => ['Card', 'Wallet'],
        'config' => ['title' => $xss, 'cancelUrl' => 'https://shop.example/cart?a=1&b=2', 'customerEmail' => ['collectionRequired' => true],
            'billingAddress' => ['collectionRequired' => true], 'shippingDetails' => ['collectionRequired' => true]],
        'customer' => ['emailAddress' => 'known@shop.example'],
    ])['id'];
    $page = $t->page("/checkout/$id");
    $t->same([200, 'text/html; charset=utf-8'], [$page->status, $page->headers['content-type']], 'the page is HTML');
    $t->ok(!str_contains($page->body, '<script') && !str_contains($page->body, '">&lt;'), 'the page escapes what the shop sent');
    $texts = ['Sandbox', '£1234.56', '£1000.00', '-£0.05', 'VAT 20%', '£234.56', '£0.44', '£1235.00', 'https://shop.example/cart?a=1&amp;b=2',
        'value="known@shop.example"', 'Apple Pay', 'Google Pay', 'Email address', 'Billing address', 'Delivery'];
    foreach (array_diff($texts, ['£1234.56']) as $text) {
        $t->ok(str_contains($page->body, $text), "shows $text");
    }
    preg_match_all('~<input(?! type="(?:hidden|checkbox)")[^>]* id="([^"]+)"~', $page->body, $inputs);
    preg_match_all('~<label for="([^"]+)"~', $page->body, $labels);
    $t->same([17, $inputs[1]], [count($inputs[1]), $labels[1]], 'every field has a label');
    $t->ok(!preg_match('~(src|href)="https?://(?!shop\.example)|url\(|@import~', $page->body), 'the page loads no external resources');
    $t->ok(str_contains($page->headers['content-security-policy'] ?? '', "default-src 'none'"), 'its content security policy forbids external resources');

    $answer = $t->form("/checkout/$id", ['form' => $token($page), 'number' => '5200000000001005', 'cvc' => '020', 'name' => 'Kept Name', 'email' => $xss]);
    $t->same([422, 'Created'], [$answer->status, $status($id)], 'missing fields: nothing is paid');
    $t->same(11, substr_count($answer->body, '<p class="error"'), 'a message next to each field');
    $t->same(11, substr_count($answer->body, 'aria-invalid="true" aria-describedby='), 'each message is linked to its field for screen readers');
    $t->ok(str_contains($answer->body, 'value="Kept Name"') && !str_contains($answer->body, '5200000000001005'), 'the page keeps what was typed, but not the card number');
    $t->ok(!str_contains($answer->body, '<script'), 'what was typed is escaped');
    $address = ['address1' => '1 High St', 'city' => 'London', 'postcode' => 'N1 1AA', 'countryCode' => 'gb'];
    $fields = ['email' => 'a@b.example', 'shipping_name' => 'B', 'shipping_notes' => 'ring twice'];
    foreach ($address as $part => $value) {
        $fields += ["billing_$part" => $value, "shipping_$part" => $value];
    }
    $answer = $t->pay($id, '5200000000001005', $fields);
    $t->ok($answer->status === 200 && str_contains($answer->body, 'Payment successful'), 'without redirectUrl the customer sees a thank-you page');
    $intent = $t->call('GET', "/payment-intents/$id")->json();
    $t->same(['Captured', 'a@b.example', 'GB', 'ring twice', 'London', 'ADDRESS_MATCH_POSTCODE_MATCH'], [
        $intent['status'], $intent['customer']['emailAddress'] ?? null, $intent['billingAddress']['countryCode'] ?? null,
        $intent['shippingDetails']['deliveryNotes'] ?? null, $intent['shippingDetails']['address']['city'] ?? null, $intent['paymentDetails']['avsResult'] ?? null,
    ], 'addresses and email are on the intent');

    $plain = $t->page('/checkout/' . $t->createIntent(['config' => ['details' => ['showTotal' => false, 'showReference' => false]]])['id'])->body;
    $t->ok(!str_contains($plain, 'Total') && !str_contains($plain, 'Order 1') && !str_contains($plain, 'Email') && !str_contains($plain, 'Apple'), 'the page shows no more than the config asks for');

    $url = 'https://shop.example/done?order=1&x=%20y';
    $id = (string) $t->createIntent(['config' => ['redirectUrl' => $url]])['id'];
    $wrong = [
        'number' => ['', '1234', '5200000000001006', '4111111111111111', 'abcd', '52000000000010055200000000001005'],
        'expiry' => ['', '13/29', '1/29', '12/2', '12/20', '00/30', '12-29'],
        'cvc' => ['', '12', '12345', 'abc'],
        'name' => [str_repeat('x', 101), "\xff\xfe"],
    ];
    foreach ($wrong as $field => $values) {
        foreach ($values as $value) {
            $answer = $t->pay($id, $field === 'number' ? $value : '5200000000001005', $field === 'number' ? [] : [$field => $value]);
            $t->ok($answer->status === 422 && str_contains($answer->body, "id=\"$field-error\""), "$field '" . substr($value, 0, 20) . "' is refused beside the field");
        }
    }
    $t->ok(str_contains($t->pay($id, '5200000000001006')->body, 'mistyped digit'), 'a mistyped number has another message than a card that is not accepted');
    $t->same('Created', $status($id), 'none of them paid');
    foreach (['bank' => 422, 'wallet:APPLE_PAY' => 422, 'saved:pm_x' => 422] as $method => $code) {
        $t->same($code, $t->pay($id, '5200000000001005', ['method' => $method])->status, "method $method that was not offered");
    }

    $before = $t->page("/checkout/$id");
    $answer = $t->pay($id, '4456530000001013');
    $t->ok($answer->status === 200 && str_contains($answer->body, 'declined') && str_contains($answer->body, 'role="alert"'), 'a declined card: the page says so');
    $t->same('Created', $status($id), 'the intent stays Created');
    $answer = $t->form("/checkout/$id", ['form' => $token($before), 'number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020']);
    $t->same([409, 'Created'], [$answer->status, $status($id)], 'the form from before the decline pays nothing');
    $t->same([409, 'Created'], [$t->pay($id, '5200000000001005', ['form' => ''])->status, $status($id)], 'a form without a token pays nothing');
    $t->same(409, $t->pay($id, '5200000000001005', ['form' => $token($t->page('/checkout/' . $t->createIntent()['id']))])->status, 'the token of another intent pays nothing');
    $answer = $t->pay($id);
    $t->same([303, $url, 'Captured'], [$answer->status, $answer->headers['location'] ?? null, $status($id)], 'a good card: the customer returns to exactly the shop\'s URL');
    $answer = $t->form("/checkout/$id", ['form' => $token($before), 'number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020']);
    $t->same([303, $url], [$answer->status, $answer->headers['location'] ?? null], 'a second click also returns to the shop');
    $t->same(1000, $t->call('GET', "/payment-intents/$id")->json()['totalAmount']['value'], 'a second click does not pay again');
    $page = $t->page("/checkout/$id");
    $t->ok($page->status === 200 && str_contains($page->body, 'Payment successful') && !str_contains($page->body, '<form'), 'the page of a paid intent has no form');

    foreach (['approve' => ['Captured', 303], 'fail' => ['Created', 200]] as $choice => [$end, $code]) {
        $id = (string) $t->createIntent(['config' => ['redirectUrl' => $url]])['id'];
        $answer = $t->pay($id, '5200000000001096');
        $where = (string) ($answer->headers['location'] ?? '');
        $t->ok($answer->status === 303 && str_starts_with($where, "/checkout/$id/challenge/"), "3-D Secure, $choice: the extra page comes");
        $t->same('Created', $status($id), 'nothing is paid before the answer');
        $t->ok(str_contains($t->page($where)->body, 'ending in 1096'), 'the 3-D Secure page names the card');
        $t->same(422, $t->form($where, ['answer' => 'perhaps'])->status, 'the 3-D Secure page accepts no other answer');
        $t->same([$code, $end], [$t->form($where, ['answer' => $choice])->status, $status($id)], "$choice ends in $end");
        $answer = $t->form($where, ['answer' => 'approve']);
        $t->same([303, $end === 'Captured' ? $url : "/checkout/$id", $end], [$answer->status, $answer->headers['location'] ?? null, $status($id)], 'a second 3-D Secure answer changes nothing');
    }
    $where = (string) ($t->pay($id, '5200000000001096')->headers['location'] ?? '');
    $t->same(303, $t->page(str_replace($id, (string) $t->createIntent()['id'], $where))->status, 'the 3-D Secure page of one intent does not work for another');
    $t->advance(601);
    $t->same([303, 'Created'], [$t->form($where, ['answer' => 'approve'])->status, $status($id)], 'an expired 3-D Secure page pays nothing');
    $t->same(303, $t->pay($id)->status, 'the intent can still be paid after that');

    foreach (['APPLE_PAY', 'GOOGLE_PAY'] as $wallet) {
        $id = (string) $t->createIntent(['paymentMethods' => ['Wallet']])['id'];
        $t->ok(!str_contains($t->page("/checkout/$id")->body, 'Card number'), "only wallets: no card form ($wallet)");
        $t->pay($id, '', ['method' => "wallet:$wallet"]);
        $t->same('Captured', $status($id), "$wallet pays");
    }
    foreach (['Reversed' => 'reversal', 'Refunded' => 'refunds'] as $end => $move) {
        $id = $t->paid();
        $t->call('POST', "/payment-intents/$id/$move", ['amount' => 1000], ['idempotencyKey' => $move]);
        $page = $t->page("/checkout/$id");
        $t->ok($page->status === 200 && str_contains($page->body, strtolower($end)), "the page of an intent that is $end");
    }
    $id = (string) $t->createIntent()['id'];
    $t->call('DELETE', "/payment-intents/$id");
    $t->ok($t->page("/checkout/$id")->status === 410 && str_contains($t->page("/checkout/$id")->body, 'cancelled'), 'the page of a canceled intent');
    foreach (['/checkout/pi_none', '/checkout', '/checkout/', '/checkout/a/b', '/checkout/' . rawurlencode('<script>')] as $path) {
        $page = $t->page($path);
        $t->ok($page->status === 404 && !str_contains($page->body, '<script'), "$path is not found");
    }
    $t->same(405, $t->http($t->url, 'DELETE', '/checkout/x', '', [])->status, 'the page does not accept DELETE');
    $t->same([404, 200], [$t->form('/checkout/pi_none', ['a' => 'b'])->status, $t->page('/')->status], 'a form for an unknown intent is 404, the start page is 200');
    $id = (string) $t->createIntent()['id'];
    $more = [];
    for ($i = 0; $i < 1500; $i++) {
        $more["more$i"] = 'x';
    }
    $t->same([200, 'Captured'], [$t->pay($id, '5200000000001005', $more)->status, $status($id)], 'a form with 1,500 fields is read');
    $id = (string) $t->createIntent()['id'];
    $fields = 'number[]=5200000000001005&name[a]=b&' . http_build_query(['form' => $token($t->page("/checkout/$id")), 'number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020', 'name' => 'A & B']);
    $answer = $t->http($t->url, 'POST', "/checkout/$id", "&&=x&$fields&novalue", ['Content-Type' => 'application/x-www-form-urlencoded']);
    $t->same([200, 'A & B'], [$answer->status, $t->call('GET', "/payment-intents/$id")->json()['paymentDetails']['card']['cardName'] ?? null], 'names with brackets, empty names and missing values do no harm');

    // A decline waits for a payment
    foreach (['decline' => '/', 'fail' => '/checkout/'] as $fault => $path) {
        $id = (string) $t->createIntent()['id'];
        $t->helper('POST', '/faults', ['fault' => "$fault;pascal-case", 'path' => $path]);
        $t->page("/checkout/$id");
        $t->call('GET', "/payment-intents/$id");
        $answer = $t->pay($id);
        $t->same([200, true, 'Created'], [$answer->status, str_contains($answer->body, 'declined'), $status($id)], "a queued $fault waits for the payment, whatever is requested before");
        $t->same([[], 200, 'Captured'], [$t->helper('GET', '/faults')['faults'], $t->pay($id)->status, $status($id)], 'the next payment works');
    }
    $id = (string) $t->createIntent()['id'];
    $where = (string) ($t->pay($id, '5200000000001096')->headers['location'] ?? '');
    $t->helper('POST', '/faults', ['fault' => 'decline']);
    $t->form($where, ['answer' => 'approve']);
    $t->same(['Captured', 1], [$status($id), count($t->helper('GET', '/faults')['faults'])], 'a 3-D Secure answer does not use it up');
    $t->helper('DELETE', '/faults');
    $all = $t->helper('GET', '/requests')->body . $t->helper('GET', '/deliveries')->body;
    $t->ok(!str_contains($all, '5200000000001005') && !str_contains($all, $t->key), 'the helpers show no card number and no key');
};
