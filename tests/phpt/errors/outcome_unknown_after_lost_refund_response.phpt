--TEST--
A refund that was sent without a usable response has an unknown outcome
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(['then' => 'close'], ['answer' => "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", 'then' => 'close'], Wire::answer(502, '<html>'), Wire::answer(200, '<html>'), ['then' => 'hang']);
$client = $wire->client(maxRetries: 0, timeout: 3);
for ($i = 0; $i < 5; $i++) {
    try {
        $client->refundPaymentIntent('pi_1', ['amount' => 1], 'key');
    } catch (Dojo\ApiException | Dojo\TransportException $error) {
        echo get_class($error), ' ', var_export($error->outcomeUnknown(), true), "\n";
    }
}
?>
--EXPECT--
Dojo\ResponseException true
Dojo\ResponseException true
Dojo\ServerException true
Dojo\ResponseException true
Dojo\TimeoutException true
