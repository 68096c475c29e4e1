<?php

declare(strict_types=1);

use Dojo\Shop\NotPossible;
use Dojo\Shop\Order;
use Dojo\Shop\Requests;
use Dojo\Tests\Checkout;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

/* The request that creates a payment intent: whatever a shop puts into it, Dojo takes it, or nothing is written down. */

return static function (Report $report, Bench $bench): void {
    $shop = $bench->shop('requests');
    $settings = new Dojo\Shop\Settings('https://shop.example', log: static function (string $line) use ($shop): void {
        $shop->log[] = $line;
    });
    $requests = new Requests($shop->kit()->identity, $settings);
    $build = static function (array $fields, int $amount = 500, string $id = 'order-1', string $currencyCode = 'GBP', ?string $reference = null) use ($requests, $shop): array|string {
        $shop->log = [];
        try {
            return $requests->create(new Order($id, $amount, $currencyCode, true, $fields, $reference), 'a1');
        } catch (NotPossible | Dojo\ValidationException $e) {
            return $e->getMessage();
        }
    };
    $client = $shop->client();
    $taken = static function (array|string $request) use ($client): string {
        if (is_string($request)) {
            return $request;
        }
        try {
            return $client->createPaymentIntent($request)['status'];
        } catch (Dojo\DojoException $e) {
            return $e->getMessage();
        }
    };

    /* The table has every field of the core's table, with the same bound. */
    $shapes = (new ReflectionClassConstant(Requests::class, 'SHAPES'))->getValue();
    preg_match_all('/^SHAPE\((\w+)\)\n(.*?)^END/ms', (string) file_get_contents(Checkout::root() . '/src/core/dojo_schemas.def'), $matches, PREG_SET_ORDER);
    $core = [];
    foreach ($matches as [, $name, $rows]) {
        preg_match_all('/^\t(\w+)\((\w+), (\w+)(?:, ([^)]*))?\)/m', $rows, $fields, PREG_SET_ORDER);
        foreach ($fields as $field) {
            $core[$name][$field[2]] = [$field[1], $field[3], $field[4] ?? ''];
        }
    }
    foreach ($shapes as $shape => $rules) {
        $expected = $core[$shape] ?? [];
        if ($shape === 'CreatePaymentIntentRequest') {
            unset($expected['amount'], $expected['reference'], $expected['metadata']); // these are the kit's
        }
        $report->same(array_keys($expected), array_keys($rules), "$shape has the fields of the API");
        foreach ($rules as $field => $rule) {
            [$kind, $flags, $bound] = $expected[$field] ?? ['', '', ''];
            $isRequired = str_starts_with($flags, 'REQ');
            $most = $kind === 'STRING' ? (int) explode(', ', $bound)[1] : null;
            if (in_array($rule[0], ['shorten', 'leave'], true)) {
                $report->same([$most, $isRequired], [$rule[1], isset($rule['required'])], "$shape.$field: its length");
            } elseif ($rule[0] !== 'as is') {
                $report->same($isRequired, isset($rule['required']), "$shape.$field: whether it is required");
            }
            if (str_starts_with($rule[0], 'object')) {
                $report->same($bound, $rule[1], "$shape.$field: its shape");
            }
        }
    }

    /* Each optional text that is too long, alone. */
    $money = ['value' => 250, 'currencyCode' => 'GBP'];
    $whole = [
        'PaymentCustomerDetails' => ['customer' => []], 'Address' => ['billingAddress' => ['countryCode' => 'GB']],
        'ShippingDetails' => ['shippingDetails' => ['address' => ['countryCode' => 'GB']]], 'PaymentIntentConfigRequest' => ['config' => []],
        'RequestSecurity' => ['requestSecurity' => []], 'ItemLine' => ['itemLines' => [['amountTotal' => $money, 'name' => 'Tea']]],
        'TaxLine' => ['taxLines' => [['amountTotal' => $money]]], 'ActionLink' => ['actionLink' => ['url' => 'https://shop.example/x', 'label' => 'x']],
        'CreatePaymentIntentRequest' => [],
    ];
    foreach ($whole as $shape => $fields) {
        foreach ($shapes[$shape] as $name => $rule) {
            if (!in_array($rule[0], ['shorten', 'leave'], true) || $rule[1] === null) {
                continue;
            }
            $long = $fields;
            $text = str_repeat('ä', $rule[1] + 1);
            $path = $shape === 'CreatePaymentIntentRequest' ? $name : key($fields) . (str_ends_with($shape, 'Line') ? '[0]' : '') . ".$name";
            match (true) {
                $shape === 'CreatePaymentIntentRequest' => $long[$name] = $text,
                str_ends_with($shape, 'Line') => $long[key($fields)][0][$name] = $text,
                default => $long[key($fields)][$name] = $text,
            };
            $request = $build($long);
            $report->same('Created', $taken($request), "$path with one character too many: Dojo takes the request");
            $said = implode("\n", $shop->log);
            $report->ok(str_contains($said, "Order order-1: $path was ") && str_contains($said, 'it has ' . ($rule[1] + 1) . " characters, and $rule[1] are allowed") && !str_contains($said, 'ä'), 'the log names field and length, not the text', $said);
        }
    }
    $request = $build(['billingAddress' => ['address1' => str_repeat('a', 140), 'postcode' => str_repeat('9', 60), 'countryCode' => 'GB']]);
    $report->same(['address1' => str_repeat('a', 100), 'countryCode' => 'GB'], $request['billingAddress'], 'a street is cut, half a postcode is left out');

    /* Wrong in other ways. */
    $cases = [
        'an address without a country' => [['billingAddress' => ['address1' => 'x']], 'billingAddress', null],
        'an address that is a text' => [['billingAddress' => '1 High Street'], 'billingAddress', null],
        'a field that the API does not have' => [['itemLines' => [['caption' => 'Tea', 'name' => 'Tea', 'amountTotal' => $money]]], 'itemLines', [['name' => 'Tea', 'amountTotal' => $money]]],
        'half a cup' => [['itemLines' => [['quantity' => 0.5, 'amountTotal' => $money]]], 'itemLines', [['amountTotal' => $money]]],
        'a quantity as text' => [['itemLines' => [['quantity' => '2', 'amountTotal' => $money]]], 'itemLines', [['quantity' => 2, 'amountTotal' => $money]]],
        'a quantity beyond 32 bits' => [['itemLines' => [['quantity' => 2 ** 31, 'amountTotal' => $money]]], 'itemLines', [['amountTotal' => $money]]],
        'an item line without a total' => [['itemLines' => [['name' => 'Tea'], ['name' => 'Milk', 'amountTotal' => null], ['name' => 'Salt', 'amountTotal' => $money]]], 'itemLines', [['name' => 'Salt', 'amountTotal' => $money]]],
        'an item line in no currency' => [['itemLines' => [['name' => 'Tea', 'amountTotal' => ['value' => 5, 'currencyCode' => '£']]]], 'itemLines', null],
        'an item line with a float' => [['itemLines' => [['name' => 'Tea', 'amountTotal' => ['value' => 2.5, 'currencyCode' => 'GBP']]]], 'itemLines', null],
        'item lines that do not add up' => [['itemLines' => [['name' => 'Tea', 'amountTotal' => $money]]], 'itemLines', [['name' => 'Tea', 'amountTotal' => $money]]],
        'a link that is none' => [['actionLink' => ['url' => 'nowhere', 'label' => 'x']], 'actionLink', null],
        'a name that is not UTF-8' => [['shippingDetails' => ['name' => "Zo\xEB"]], 'shippingDetails', ['name' => "Zo\u{FFFD}"]],
        'a name that is a list' => [['shippingDetails' => ['name' => ['Zoë']]], 'shippingDetails', []],
        'a telephone number that is a number' => [['customer' => ['phoneNumber' => 441904]], 'customer', ['phoneNumber' => '441904']],
        'a null' => [['description' => null], 'description', null],
    ];
    foreach ($cases as $what => [$fields, $name, $expected]) {
        $request = $build($fields);
        $report->same(['Created', $expected], [$taken($request), is_array($request) ? $request[$name] ?? null : $request], "$what: Dojo takes the request", implode("\n", $shop->log));
    }
    $lines = array_fill(0, 12000, ['name' => str_repeat('Tea ', 20), 'amountTotal' => $money]);
    $request = $build(['itemLines' => $lines, 'description' => 'Tea']);
    $report->same(['Created', 'Tea', false], [$taken($request), $request['description'], isset($request['itemLines'])], 'more item lines than a request may have: they are left out', implode("\n", $shop->log));
    $request = $build(['metadata' => ['notes' => str_repeat('x', 2_000_000)]]);
    $report->same(['Created', ['shop', 'order', 'attempt']], [$taken($request), array_keys($request['metadata'])], 'as is metadata of two megabytes; the kit\'s own stays');

    $request = $build(['metadata' => ['campaign' => 'spring', 'order' => 'mine', 'n' => 5, 'list' => [1], 'none' => null, '' => 'x', "\xFF" => 'y']]);
    $report->same('Created', $taken($request), 'the shop\'s own metadata is sent');
    $report->same(
        ['shop' => $shop->kit()->identity->shopId(), 'order' => 'order-1', 'attempt' => 'a1', 'campaign' => 'spring', 'n' => '5', "\u{FFFD}" => 'y'],
        $request['metadata'],
        'as text, and the kit\'s names win',
    );
    $request = $build(['amount' => ['value' => 1, 'currencyCode' => 'EUR'], 'reference' => 'mine']);
    $report->same([['value' => 500, 'currencyCode' => 'GBP'], 'order-1'], [$request['amount'], $request['reference']], 'amount and reference are the order\'s');
    $report->same([60, 'Created'], [strlen($build([], id: str_repeat('o', 64))['reference']), $taken($build([], id: str_repeat('o', 64)))], 'an id of 64 characters makes a reference of 60');
    $report->same('Order 7', $build([], reference: 'Order 7')['reference'], 'the shop\'s reference');
    $request = $build(['captureMode' => Dojo\CaptureMode::Manual, 'autoExpireAction' => Dojo\AutoExpireAction::Release, 'autoExpireIn' => new DateInterval('P1D'), 'expireAt' => new DateTimeImmutable('+1 day')]);
    $report->same(['Created', 'Manual'], [$taken($request), $request['captureMode']], 'enums, dates and intervals');
    $report->same([], $shop->log, 'nothing is logged if nothing is changed');
    $config = ['redirectUrl' => 'https://shop.example/zurück?order=1', 'cancelUrl' => 'http://127.0.0.1:8000/', 'details' => ['showTotal' => 'yes']];
    $request = $build(['config' => $config]);
    $report->same(['Created', ['details' => ['showTotal' => true]] + $config], [$taken($request), ['details' => $request['config']['details']] + $request['config']], 'where the customer returns: https, or this machine');

    /* What is required, or decides about money. */
    $refused = [
        'an amount of 0' => [$build([], amount: 0), 'amount must be above 0'],
        'a negative amount' => [$build([], amount: -5), 'amount must be above 0'],
        'an unknown currency' => [$build([], currencyCode: 'GPB'), 'GPB'],
        'a currency in small letters' => [$build([], currencyCode: 'gbp'), 'gbp'],
        'an empty reference' => [$build([], reference: ''), 'reference'],
        'no id' => [$build([], id: ''), 'id'],
        'an id of 65 characters' => [$build([], id: str_repeat('o', 65)), '64'],
        'an id of 66 bytes' => [$build([], id: str_repeat('é', 33)), '64 bytes'],
        'a typing error in captureMode' => [$build(['captureMode' => 'Manuel']), 'captureMode must be Auto or Manual'],
        'captureMode in small letters' => [$build(['captureMode' => 'manual']), 'captureMode'],
        'a redirectUrl of http' => [$build(['config' => ['redirectUrl' => 'http://shop.example/']]), 'config.redirectUrl'],
        'a cancelUrl that is none' => [$build(['config' => ['cancelUrl' => '/basket']]), 'config.cancelUrl'],
        'a URL with another host before @' => [$build(['config' => ['cancelUrl' => 'https://shop.example@evil.example/']]), 'config.cancelUrl'],
    ];
    foreach ($refused as $what => [$said, $part]) {
        $report->ok(is_string($said) && str_contains($said, $part), "refused: $what", is_string($said) ? $said : 'it was built');
    }
    $shop->order('order-0', 0);
    try {
        $shop->kit()->payments->begin('order-0', new Dojo\Shop\Visitor('s', '192.0.2.1'));
        $said = 'it began';
    } catch (NotPossible $e) {
        $said = $e->getMessage();
    }
    $report->same([true, 0, 0], [str_contains($said, 'above 0'), (int) $shop->one('SELECT COUNT(*) FROM dojo_attempts'), (int) $shop->one('SELECT COUNT(*) FROM dojo_limits')], 'nothing is written down, asked or counted for an order that can\'t be paid', $said);
};
