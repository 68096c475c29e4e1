--TEST--
Responses of API versions 2024-02-05, 2025-09-10 and 2026-02-27 are decoded in full
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

// 2024-02-05: no client secret, the card in a separate object, captures, item lines with a name.
$responses['2024-02-05'] = [
    'createPaymentIntent' => '{"id":"pi_sandbox_a","captureMode":"Auto","clientSessionSecretExpirationDate":"0001-01-01T00:00:00Z",
        "status":"Created","paymentMethods":["Card"],"amount":{"value":1000,"currencyCode":"GBP"},"itemLines":[{"id":"1","quantity":1,
        "name":"Tea","category":"","modifiers":[],"amountTotal":{"value":1000,"currencyCode":"GBP"}}],"taxLines":[],"refundedAmount":0,
        "createdAt":"2024-02-06T10:11:12.1234567Z","expireAt":"2024-03-07T10:11:12.123456789Z","metadata":{"location-id":"loc_1"},
        "paymentLink":"https://pay.dojo.tech:443/checkout/pi_sandbox_a","customer":{},"captures":[],"terminalSessionHistory":[]}',
    'getPaymentIntent' => '{"id":"pi_sandbox_a","status":"Captured","amount":{"value":1000,"currencyCode":"GBP"},"totalAmount":{"value":1100,
        "currencyCode":"GBP"},"tipsAmount":{"value":100,"currencyCode":"GBP"},"paymentDetails":{"transactionId":"t1","transactionDateTime":
        "2024-02-06T10:12:00Z","message":"AUTHORISED","authCode":"123456","paymentMethodId":null,"card":{"cardNumber":"52000000****1005",
        "cardName":"A SHOPPER","expiryDate":"2029-12-31","cardType":"MASTERCARD","last4PAN":"1005","entryMode":"ManualEntry",
        "verificationMethod":"None"}},"captures":[{"id":"cp_1","amount":1100,"tipsAmount":null}],"paymentSource":"payment-link"}',
    'capturePaymentIntent' => '{"message":"Done","captureId":"cp_1"}',
    'reversePaymentIntent' => '{"id":"rvs_1"}',
];
// 2025-09-10: open strings instead of closed lists, so unknown words; avsResult.
$responses['2025-09-10'] = [
    'getPaymentIntent' => '{"id":"pi_sandbox_b","status":"Captured","paymentMethods":["Card","BankTransfer"],"paymentDetails":{"avsResult":
        "ADDRESS_MATCH_POSTCODE_MATCH","card":{"cardType":"NEW_SCHEME","cardFundingType":"Prepaid","entryMode":"PhoneTap"}}}',
    'searchPaymentIntents' => '{"data":[{"id":"pi_sandbox_b","status":"Settled"},{"id":"pi_sandbox_c","status":"Created"}],"before":null,"after":null}',
    'chargePaymentIntent' => '{"paymentIntentId":"pi_sandbox_b","status":"Successful","message":"DEPOSITED"}',
    'getTerminalSession' => '{"id":"ts_1","status":"Captured","notificationEvents":[{"notificationType":"TapAgain","createdAt":
        "2025-09-10T00:00:00.0000001Z"}],"details":{"sessionType":"UnlinkedRefund","unlinkedRefund":{"amount":{"value":1,"currencyCode":"EUR"},
        "cardholderNotPresent":true}},"customerReceipt":{"lines":[{"lineType":"QrCode","text":""}]},"merchantReceipt":null}',
];
// 2026-02-27, and what a later version may add.
$responses['2026-02-27'] = [
    'createPaymentIntent' => '{"id":"pi_sandbox_d","status":"Created","clientSessionSecret":"secret","config":{"title":"Shop","tradingName":"Shop Ltd",
        "branding":{"logoUrl":null}},"isNotOnlineCheckout":false,"paymentEvents":[{"eventType":"SomethingNew","createdAt":"2026-02-27T00:00:00Z"}],
        "merchantConfig":{},"splits":[{"share":0.25},{"share":0.75}]}',
    'listWebhookSecrets' => '{"id":"ws_1","secrets":[{"id":"sc_1","value":"abc","isActive":true,"createdAt":"2026-02-27T00:00:00Z","lastUsedAt":null}]}',
    'getCustomers' => '[{"id":"cust_1","documentVersion":9007199254740993},{}]',
    'refundPaymentIntent' => '{"message":"Refunded","refundId":"rfnd_1"}',
];
$arguments = [
    'createPaymentIntent' => [['amount' => ['value' => 1000, 'currencyCode' => 'GBP'], 'reference' => 'r']], 'capturePaymentIntent' => ['pi_1', ['amount' => 1]],
    'searchPaymentIntents' => [], 'getCustomers' => [['cust_1']], 'refundPaymentIntent' => ['pi_1', ['amount' => 1], 'key'],
];
foreach ($responses as $version => $bodies) {
    $wire = new Wire(...array_map(Wire::json(...), array_values($bodies)));
    $client = $wire->client(apiVersion: $version, softwareHouseId: 'softwareHouse1');
    foreach ($bodies as $method => $body) {
        $got = $client->$method(...$arguments[$method] ?? ['x_1']);
        echo $got === json_decode($body, true, 512, JSON_THROW_ON_ERROR) ? '' : "$version $method: " . json_encode($got) . "\n";
    }
    echo $version, ' ', count($wire->requests()), "\n";
}
var_dump(Dojo\PaymentIntentStatus::tryFrom('Settled'));
?>
--EXPECT--
2024-02-05 4
2025-09-10 4
2026-02-27 4
NULL
