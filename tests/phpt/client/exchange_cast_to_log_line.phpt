--TEST--
An exchange cast to a string is one line for a log; startedAt is when the attempt began
--EXTENSIONS--
dojo
--INI--
precision=4
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/decimal_comma.inc';
require __DIR__ . '/../../support/wire.inc';

set_decimal_comma();
$wire = new Wire(
    Wire::json('{"traceId":"trace-1"}', 503, 'Retry-After: 0'),
    Wire::json('{"id":"pi_1","status":"Created"}', 200, "trace-id: 00-4bf92f3577b34da6-01\r\nX-Other: x"),
    Wire::json('{"detail":"no"}', 409),
    ['then' => 'close'],
    Wire::response(200, '<html>'),
    Wire::json('{}', 200, 'trace-id: two words'),
);
$seen = [];
$client = $wire->client(maxRetries: 1, onExchange: static function (Dojo\Exchange $exchange) use (&$seen): void {
    $seen[] = [$exchange, microtime(true)];
});
$before = microtime(true);
$client->getPaymentIntent('pi_1');
foreach ([fn () => $client->capturePaymentIntent('pi_1', ['amount' => 1]), fn () => $client->chargePaymentIntent('pi_1'), fn () => $client->getPaymentIntent('pi 2'), fn () => $client->request('GET', '/raw?a=b')] as $call) {
    try {
        $call();
    } catch (Dojo\DojoException) {
    }
}
foreach ($seen as [$exchange, $now]) {
    $line = (string) $exchange;
    echo preg_replace_callback('~ in (\d+\.\d{3}) s~', static fn (array $match): string => ' in ' . (abs($match[1] - $exchange->duration) < 0.00051 ? 'its' : $match[1]) . ' s', $line), "\n";
    // The times come from two clocks, one of them rounded.
    if ($exchange->startedAt < $before - 0.01 || $exchange->startedAt + $exchange->duration > $now + 0.05) {
        echo "began at $exchange->startedAt, seen at $now\n";
    }
    $before = $exchange->startedAt;
}
echo $seen[0][0] instanceof Stringable ? "Stringable\n" : "not\n";
?>
--EXPECT--
getPaymentIntent GET /payment-intents/pi_1 503 in its s, attempt 1, trace trace-1
getPaymentIntent GET /payment-intents/pi_1 200 in its s, attempt 2, trace 00-4bf92f3577b34da6-01
capturePaymentIntent POST /payment-intents/pi_1/captures 409 in its s, attempt 1
chargePaymentIntent POST /payment-intents/pi_1/charge cut-off in its s, attempt 1
getPaymentIntent GET /payment-intents/pi%202 200 not-json in its s, attempt 1
request GET /raw?a=b 200 in its s, attempt 1
Stringable
