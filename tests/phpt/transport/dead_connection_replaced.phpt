--TEST--
A dead kept connection is replaced; a request that is unsafe to repeat is sent at most once
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

// The first request is answered; then the second one on the same connection is read, and the connection closed.
$wire = new Wire(Wire::json('{"id":"a"}'), ['then' => 'close'], Wire::json('{"id":"b"}'));
$client = $wire->client(maxRetries: 0);
$client->getPaymentIntent('pi_1');
try {
    $client->reversePaymentIntent('pi_1');
    echo "answered\n";
} catch (Dojo\TransportException $error) {
    var_dump($error::class, $error->outcomeUnknown());
}
echo count(array_filter($wire->requests(), static fn (string $r): bool => str_contains($r, '/reversal'))), " reversal was sent\n";

// A request that may be repeated is repeated on a new connection.
$wire = new Wire(Wire::json('{"id":"a"}'), ['then' => 'close'], Wire::json('{"id":"b"}'));
$client = $wire->client(maxRetries: 0);
$client->getPaymentIntent('pi_1');
echo $client->getPaymentIntent('pi_1')['id'], "\n";
echo count($wire->requests()), ' requests on ', count(array_unique($wire->connections())), " connections\n";
?>
--EXPECT--
string(22) "Dojo\ResponseException"
bool(true)
1 reversal was sent
b
3 requests on 2 connections
