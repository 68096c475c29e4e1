--TEST--
Messages of exceptions and exchanges are one line of valid UTF-8, cut to a reasonable length
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$long = str_repeat("\u{a3}", 400);
$wire = new Wire(Wire::json(json_encode(['detail' => "x$long", 'traceId' => "tt$long"]), 400),
    Wire::json(json_encode(['errors' => [str_repeat('k', 900) => ["y$long"]], 'traceId' => "a\nb"]), 500), Wire::json('{"detail":"all of it"}', 400));
$client = $wire->client(maxRetries: 0, onExchange: static function (Dojo\Exchange $exchange): void {
    echo json_encode($exchange) === false ? "BROKEN exchange\n" : '';
    echo $exchange->traceId === null ? '' : "trace id $exchange->traceId\n";
});
$intent = ['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x'];
$calls = [
    'detail' => fn () => $client->getPaymentIntent('pi_1'),
    'errors' => fn () => $client->reversePaymentIntent('pi_1'),
    'path' => fn () => $client->getCustomers(array_fill(0, 200, 'cust_1')),
    'odd key' => fn () => $client->createPaymentIntent($intent + ['metadata' => ["x$long" => 1]]),
    'even key' => fn () => $client->createPaymentIntent($intent + ['metadata' => [$long => 1]]),
    'currency' => fn () => Dojo\Money::exponent("\xff\xfe\n$long"),
    'amount' => fn () => Dojo\Money::fromDecimal("1$long", 'GBP'),
    'caFile' => fn () => new Dojo\Client('sk_sandbox_example', caFile: "x$long"),
];
foreach ($calls as $name => $call) {
    try {
        $call();
    } catch (Dojo\DojoException $error) {
        $texts = [$error->getMessage(), $error->field ?? ''];
        $message = $error->getMessage();
        $said = preg_replace(['~\x{a3}+\??~u', '~k{9,}~'], ['...', 'k...'], (string) strstr($message, ' returned'));
        echo "$name: ", json_encode($texts) === false ? 'BROKEN' : 'ok', preg_match('~[\x00-\x1f]~', implode($texts)) ? ' LINES' : '', $said, "\n";
    }
}
?>
--EXPECT--
detail: ok returned 400: x...
errors: ok returned 500: The API failed (k...: y...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
path: ok returned 400: all of it
odd key: ok
even key: ok
currency: ok
amount: ok
caFile: ok
