--TEST--
PHP values are converted to the JSON that the API expects
--EXTENSIONS--
dojo
--INI--
precision=5
serialize_precision=5
date.timezone=America/New_York
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/decimal_comma.inc';
require __DIR__ . '/../../support/wire.inc';

enum Word: string
{
    case Auto = 'Auto';
}
enum Number: int
{
    case Seven = 7;
}

set_decimal_comma();
$wire = new Wire();
$client = $wire->client();
$object = new stdClass();
$object->b = 1;
$object->{'1'} = 'numeric';
$reference = 'by reference';
$interval = new DateInterval('P2DT3H4M5S');
$values = [
    'null' => null,
    'booleans' => [true, false],
    'integers' => [0, -1, PHP_INT_MAX, PHP_INT_MIN],
    'floats' => [0.1, 1.5, -0.0, 1e22, 1.0, 0.1 + 0.2, 123456789.12345678, 5e-324, PHP_FLOAT_MAX],
    'strings' => ['', 'a"b\\c/d', "\u{a3}\u{1f600}", "tab\tnewline\nnul\0end", '1000', "\u{2028}"],
    'enums' => [Word::Auto, Number::Seven],
    'dates' => [
        new DateTimeImmutable('2026-02-27T09:30:00Z'),
        new DateTime('2026-02-27 09:30:00.123456', new DateTimeZone('Europe/London')),
        new DateTimeImmutable('2026-07-27T01:30:00.000001+02:00'),
        new DateTimeImmutable('2026-01-01 00:00:00'),
        new DateTimeImmutable('@0'),
        new DateTimeImmutable('1969-12-31T23:59:59.5Z'),
    ],
    'intervals' => [
        new DateInterval('PT5M'), new DateInterval('PT90M'), $interval, new DateInterval('P6D'),
        (new DateTime('2026-01-01'))->diff(new DateTime('2026-03-01 01:00')), new DateInterval('PT0S'),
    ],
    'empty' => [[], new stdClass()],
    'lists' => [[1, [2]], [3 => 'x', 1 => 'y'], ['a' => 1, 2 => 'b'], array_filter([0, 1])],
    'object' => $object,
    'reference' => &$reference,
    '' => 'empty key',
    "k\u{a3}" => 'key',
    -5 => 'negative key',
];
$client->request('POST', '/values', $values);
$client->request('POST', '/empty', []);
$client->request('POST', '/list', [1, 2]);
$client->request('POST', '/none');
$client->searchPaymentIntents();
$client->searchPaymentIntents([]);
$client->searchPaymentIntents(['cursor' => [], 'statuses' => [], 'startDate' => null]);
$client->createPaymentIntent([
    'amount' => ['value' => PHP_INT_MAX, 'currencyCode' => 'GBP'],
    'reference' => str_repeat("\u{a3}", 60),
    'captureMode' => Word::Auto,
    'metadata' => [],
    'config' => [],
    'itemLines' => [],
    'expireAt' => new DateTimeImmutable('2026-02-27T10:30:00+01:00'),
    'autoExpireIn' => new DateInterval('PT30M'),
    'unknownField' => ['a' => 1],
    'paymentMethods' => ['Card', 'FutureMethod'],
]);
foreach ($wire->requests() as $request) {
    [$head, $body] = explode("\r\n\r\n", $request, 2);
    preg_match('~^Content-Type: .*~mi', $head, $type);
    echo strstr($head, "\r\n", true), ' | ', trim($type[0] ?? 'no content type'), "\n", str_replace(',"', ",\n\"", $body), "\n";
}
?>
--EXPECT--
POST /values HTTP/1.1 | Content-Type: application/json
{"null":null,
"booleans":[true,false],
"integers":[0,-1,9223372036854775807,-9223372036854775808],
"floats":[0.1,1.5,-0,1.0e+22,1,0.30000000000000004,123456789.12345678,4.94065645841247e-324,1.7976931348623157e+308],
"strings":["",
"a\"b\\c/d",
"£😀",
"tab\tnewline\nnul\u0000end",
"1000",
" "],
"enums":["Auto",7],
"dates":["2026-02-27T09:30:00Z",
"2026-02-27T09:30:00.123456Z",
"2026-07-26T23:30:00.000001Z",
"2026-01-01T05:00:00Z",
"1970-01-01T00:00:00Z",
"1969-12-31T23:59:59.500000Z"],
"intervals":["00:05:00",
"01:30:00",
"2.03:04:05",
"6.00:00:00",
"59.01:00:00",
"00:00:00"],
"empty":[[],{}],
"lists":[[1,[2]],{"3":"x",
"1":"y"},{"a":1,
"2":"b"},{"1":1}],
"object":{"b":1,
"1":"numeric"},
"reference":"by reference",
"":"empty key",
"k£":"key",
"-5":"negative key"}
POST /empty HTTP/1.1 | Content-Type: application/json
{}
POST /list HTTP/1.1 | Content-Type: application/json
[1,2]
POST /none HTTP/1.1 | no content type

POST /payment-intents/search HTTP/1.1 | Content-Type: application/json
{}
POST /payment-intents/search HTTP/1.1 | Content-Type: application/json
{}
POST /payment-intents/search HTTP/1.1 | Content-Type: application/json
{"cursor":{},
"statuses":[],
"startDate":null}
POST /payment-intents HTTP/1.1 | Content-Type: application/json
{"amount":{"value":9223372036854775807,
"currencyCode":"GBP"},
"reference":"££££££££££££££££££££££££££££££££££££££££££££££££££££££££££££",
"captureMode":"Auto",
"metadata":{},
"config":{},
"itemLines":[],
"expireAt":"2026-02-27T09:30:00Z",
"autoExpireIn":"00:30:00",
"unknownField":{"a":1},
"paymentMethods":["Card",
"FutureMethod"]}
