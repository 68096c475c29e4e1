--TEST--
outcomeUnknown is set where the request may have been carried out, and the message says how to find out
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/errors.inc';

$reverse = fn (Dojo\Client $c) => $c->reversePaymentIntent('pi_1');
$create = fn (Dojo\Client $c) => $c->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x']);
$read = fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1');
$refund = fn (Dojo\Client $c) => $c->refundPaymentIntent('pi_1', ['amount' => 1], 'key');
foreach (['a reversal' => $reverse, 'a new intent' => $create, 'a read' => $read, 'a refund with its key' => $refund] as $label => $call) {
    foreach ([400, 408, 409, 500, 503] as $status) {
        echo "$label, $status: ";
        failing(Wire::answer($status, ''), $call);
    }
    echo "$label, closed: ";
    failing(['then' => 'close'], $call);
    echo "$label, cut off: ";
    failing(['answer' => "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":", 'then' => 'close'], $call);
    echo "$label, 200 with HTML: ";
    failing(Wire::answer(200, '<html>'), $call);
    echo "$label, silence: ";
    failing(['then' => 'hang'], $call, timeout: 0.2);
}
?>
--EXPECTF--
