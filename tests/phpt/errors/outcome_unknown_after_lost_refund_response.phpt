--TEST--
A refund that was sent without a usable response has an unknown outcome
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/../../support/wire.inc';

$responses = [
    'closed' => ['then' => 'close'],
    'cut off' => ['response' => "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", 'then' => 'close'],
    'bad gateway' => Wire::response(502, '<html>'),
    'not JSON' => Wire::response(200, '<html>'),
    'silence' => ['then' => 'hang'],
];
$wire = new Wire(...array_values($responses));
$client = $wire->client(maxRetries: 0, timeout: 3);
foreach (array_keys($responses) as $name) {
    echo "$name: ", outcome(fn () => $client->refundPaymentIntent('pi_1', ['amount' => 1], 'key')), "\n";
}
?>
--EXPECT--
closed: ResponseException, outcome unknown
cut off: ResponseException, outcome unknown
bad gateway: ServerException, outcome unknown
not JSON: ResponseException, outcome unknown
silence: TimeoutException, outcome unknown
