--TEST--
Fields that only older or newer API versions know are sent unchanged
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire();
$money = ['value' => 100, 'currencyCode' => 'GBP'];
$requests = [
    // Before 2024, item lines had a caption and intents a transactionSource.
    '2022-04-07' => ['transactionSource' => 'ecommerce', 'itemLines' => [['id' => '1', 'caption' => 'Tea', 'amountTotal' => $money]]],
    '2024-02-05' => ['itemLines' => [['name' => 'Tea', 'amountTotal' => $money]], 'generateRemoteToken' => true, 'cashbackAmount' => $money],
    '2025-09-10' => ['paymentMethods' => ['Card', 'PayByBank']],
    '2026-02-27' => ['isNotOnlineCheckout' => false, 'metadata' => [], 'itemLines' => [], 'config' => ['customerEmail' => []]],
    '2027-01-01' => ['instalments' => ['count' => 3, 'rate' => 0.1, 'days' => [1, 15]], 'autoRetry' => null, 'amount' => $money + ['exponent' => 2]],
];
foreach ($requests as $version => $request) {
    $wire->client(apiVersion: $version)->createPaymentIntent($request + ['amount' => $money, 'reference' => 'r']);
}
echo implode("\n", $wire->bodies()), "\n";
?>
--EXPECT--
{"transactionSource":"ecommerce","itemLines":[{"id":"1","caption":"Tea","amountTotal":{"value":100,"currencyCode":"GBP"}}],"amount":{"value":100,"currencyCode":"GBP"},"reference":"r"}
{"itemLines":[{"name":"Tea","amountTotal":{"value":100,"currencyCode":"GBP"}}],"generateRemoteToken":true,"cashbackAmount":{"value":100,"currencyCode":"GBP"},"amount":{"value":100,"currencyCode":"GBP"},"reference":"r"}
{"paymentMethods":["Card","PayByBank"],"amount":{"value":100,"currencyCode":"GBP"},"reference":"r"}
{"isNotOnlineCheckout":false,"metadata":{},"itemLines":[],"config":{"customerEmail":{}},"amount":{"value":100,"currencyCode":"GBP"},"reference":"r"}
{"instalments":{"count":3,"rate":0.1,"days":[1,15]},"autoRetry":null,"amount":{"value":100,"currencyCode":"GBP","exponent":2},"reference":"r"}
