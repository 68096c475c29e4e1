--TEST--
onExchange receives a Dojo\Exchange without secrets after each attempt
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.80', 'reuses connections for reads only');
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(
    Wire::json('{"detail":"later","traceId":"trace-from-body"}', 503),
    Wire::json('{"id":"pi_1"}', 200, 'trace-id: trace-from-header'),
    Wire::json('{"refundId":"rfnd_1","secret":"hidden-word"}'),
    Wire::json('{}', 404),
    ['then' => 'close'],
    Wire::response(204, ''),
);
$seen = [];
$client = $wire->client(maxRetries: 1, onExchange: static function (Dojo\Exchange $exchange) use (&$seen): void {
    $seen[] = $exchange;
});
$client->getPaymentIntent('pi_1');
$client->refundPaymentIntent('pi_1', ['amount' => 1], 'hidden-key');
try {
    $client->getCustomerPaymentMethods('cust_1', 'cs_hidden');
} catch (Dojo\NotFoundException) {
}
try {
    $client->reversePaymentIntent('pi_1');
} catch (Dojo\TransportException) {
}
$client->deleteWebhook('ws_1');
$client->request('POST', '/large', ['text' => str_repeat('x', 200000)]);
foreach ($seen as $e) {
    echo "$e->operation $e->method $e->path attempt $e->attempt status $e->status error ", $e->error ?? 'none', ' trace ', $e->traceId ?? 'none',
        ' ', $e->connectionReused ? 'reused' : 'new', "\n";
    $sane = $e->duration > 0 && $e->duration < 10 && min($e->nameLookup, $e->connect, $e->firstByte) >= 0.0 && $e->tls === 0.0 && $e->duration >= $e->firstByte
        && $e->bytesSent > 150 && ($e->status === 0 ? $e->bytesReceived === 0 : $e->bytesReceived > 25);
    echo $sane ? '' : print_r($e, true);
}
var_dump(preg_match('~hidden|sk_sandbox~', serialize_all($seen)));
foreach ($wire->requests() as $i => $request) {
    if ($seen[$i]->bytesSent !== strlen($request)) {
        echo "{$seen[$i]->bytesSent} bytes were counted, ", strlen($request), " arrived\n";
    }
}

function serialize_all(array $exchanges): string
{
    return print_r($exchanges, true) . var_export($exchanges, true) . json_encode($exchanges);
}

foreach ([fn () => clone $seen[0], fn () => serialize($seen[0]), fn () => new Dojo\Exchange(), fn () => $seen[0]->status = 1] as $call) {
    thrown($call);
}
?>
--EXPECT--
getPaymentIntent GET /payment-intents/pi_1 attempt 1 status 503 error api trace trace-from-body new
getPaymentIntent GET /payment-intents/pi_1 attempt 2 status 200 error none trace trace-from-header reused
refundPaymentIntent POST /payment-intents/pi_1/refunds attempt 1 status 200 error none trace none reused
getCustomerPaymentMethods GET /customers/public/cust_1/payment-methods attempt 1 status 404 error api trace none reused
reversePaymentIntent POST /payment-intents/pi_1/reversal attempt 1 status 0 error cut-off trace none reused
deleteWebhook DELETE /webhooks/ws_1 attempt 1 status 204 error none trace none new
request POST /large attempt 1 status 204 error none trace none reused
int(0)
Error: Trying to clone an uncloneable object of class Dojo\Exchange
Exception: Serialization of 'Dojo\Exchange' is not allowed
Error: Dojo\Exchange objects are created only by Dojo\Client, which passes one to its $onExchange after each attempt
Error: Cannot modify readonly property Dojo\Exchange::$status
