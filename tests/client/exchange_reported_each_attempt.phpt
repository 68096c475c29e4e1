--TEST--
onExchange gets one Dojo\Exchange for each attempt, after it, without a secret
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/wire.inc';

$wire = new Wire(
    Wire::json('{"detail":"later","traceId":"trace-from-body"}', 503),
    Wire::json('{"id":"pi_1"}', 200, 'trace-id: trace-from-header'),
    Wire::json('{"refundId":"rfnd_1","secret":"hidden-word"}'),
    Wire::json('{}', 404),
    ['then' => 'close'],
    Wire::answer(204, ''),
);
$seen = [];
$client = $wire->client(maxRetries: 1, onExchange: static function (Dojo\Exchange $exchange) use (&$seen, &$inside): void {
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
foreach ($seen as $e) {
    echo "$e->operation $e->method $e->path attempt $e->attempt status $e->status error ", $e->error ?? 'none', ' trace ', $e->traceId ?? 'none',
        ' ', $e->connectionReused ? 'reused' : 'new', "\n";
    $sane = $e->duration > 0 && $e->duration < 10 && $e->connect >= $e->nameLookup && $e->tls === 0.0 && $e->duration >= $e->firstByte
        && $e->bytesSent > 150 && ($e->status === 0 ? $e->bytesReceived === 0 : $e->bytesReceived > 25);
    echo $sane ? '' : print_r($e, true);
}
var_dump(preg_match('~hidden|sk_sandbox~', serialize_all($seen)));
var_dump($seen[2]->bytesSent === strlen($wire->requests()[2]));

function serialize_all(array $exchanges): string
{
    return print_r($exchanges, true) . var_export($exchanges, true) . json_encode($exchanges);
}

foreach ([fn () => clone $seen[0], fn () => serialize($seen[0]), fn () => new Dojo\Exchange(), fn () => $seen[0]->status = 1] as $call) {
    try {
        $call();
        echo "nothing was thrown\n";
    } catch (Throwable $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
