--TEST--
Replacing a dead kept connection costs no retry; a call that must be sent once is not sent again on it
--EXTENSIONS--
dojo
openssl
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.80', 'reuses connections for reads only');
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/calls.inc';

$server = new FaultServer(tls: true);
foreach (['plain', 'tls'] as $listener) {
    foreach (['closed after the whole request', 'reset before the request is read', "reset after the request's headers"] as $fault) {
        foreach (calls() as $name => $call) {
            Dojo\Client::resetPool();
            $client = $server->client(listener: $listener, maxRetries: 0);
            $server->set(['ok']);
            $client->getPaymentIntent('pi_1');
            $server->set([$fault, 'ok']);
            echo "$listener, $fault, $name: ", outcome(static fn () => $call($client)), ', sent ', $server->seen()['begun'], "\n";
        }
    }
    foreach (['close', 'reset', 'goodbye'] as $idle) {
        Dojo\Client::resetPool();
        $client = $server->client(listener: $listener, maxRetries: 0);
        $server->set(['ok']);
        $client->getPaymentIntents(['pi_1', 'pi_2', 'pi_3']);
        $server->set(['ok'], idle: $idle);
        echo "$listener, idle, then $idle: ", outcome(static fn () => $client->reversePaymentIntent('pi_1')), ', sent ', $server->seen()['begun'], "\n";
    }
}
?>
--EXPECT--
plain, closed after the whole request, read: {"id":"CELL"}, sent 2
plain, closed after the whole request, refund: {"refundId":"CELL"}, sent 2
plain, closed after the whole request, reversal: ResponseException, outcome unknown, sent 1
plain, reset before the request is read, read: {"id":"CELL"}, sent 2
plain, reset before the request is read, refund: {"refundId":"CELL"}, sent 2
plain, reset before the request is read, reversal: ResponseException, outcome unknown, sent 1
plain, reset after the request's headers, read: {"id":"CELL"}, sent 2
plain, reset after the request's headers, refund: {"refundId":"CELL"}, sent 2
plain, reset after the request's headers, reversal: ResponseException, outcome unknown, sent 1
plain, idle, then close: {"cell":"CELL"}, sent 1
plain, idle, then reset: {"cell":"CELL"}, sent 1
plain, idle, then goodbye: {"cell":"CELL"}, sent 1
tls, closed after the whole request, read: {"id":"CELL"}, sent 2
tls, closed after the whole request, refund: {"refundId":"CELL"}, sent 2
tls, closed after the whole request, reversal: ResponseException, outcome unknown, sent 1
tls, reset before the request is read, read: {"id":"CELL"}, sent 2
tls, reset before the request is read, refund: {"refundId":"CELL"}, sent 2
tls, reset before the request is read, reversal: ResponseException, outcome unknown, sent 1
tls, reset after the request's headers, read: {"id":"CELL"}, sent 2
tls, reset after the request's headers, refund: {"refundId":"CELL"}, sent 2
tls, reset after the request's headers, reversal: ResponseException, outcome unknown, sent 1
tls, idle, then close: {"cell":"CELL"}, sent 1
tls, idle, then reset: {"cell":"CELL"}, sent 1
tls, idle, then goodbye: {"cell":"CELL"}, sent 1
