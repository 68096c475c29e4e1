--TEST--
A call that must be sent once is retried until a connection is established, then sent once
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer(tls: true);
foreach (['closed before the handshake', 'reset in the handshake', 'handshake begun, then silence'] as $fault) {
    Dojo\Client::resetPool();
    $server->set([$fault, $fault, 'ok']);
    $client = $server->client(listener: 'tls', maxRetries: 2, connectTimeout: str_contains($fault, 'silence') ? 0.3 : 5.0);
    echo "$fault: ", outcome(fn () => $client->reversePaymentIntent('pi_1')), ', sent ', $server->seen()['begun'], "\n";
    $server->set([$fault, 'closed after the whole request', 'ok']);
    Dojo\Client::resetPool();
    echo '  then lost: ', outcome(fn () => $client->reversePaymentIntent('pi_1')), ', sent ', $server->seen()['begun'], "\n";
}

// A label that is too long for a host name is refused locally, without a DNS query.
$tries = 0;
$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'https://' . str_repeat('x', 64) . '.invalid', maxRetries: 2, onExchange: static function (Dojo\Exchange $e) use (&$tries): void {
    $tries++;
    echo "$e->error $e->status $e->bytesSent, ";
});
echo 'no such name: ';
echo outcome(fn () => $client->reversePaymentIntent('pi_1')), ", $tries tries\n";
echo 'the next call: ', outcome(fn () => $server->client()->getPaymentIntent('pi_1')), "\n";
?>
--EXPECT--
closed before the handshake: {"cell":"CELL"}, sent 1
  then lost: ResponseException, outcome unknown, sent 1
reset in the handshake: {"cell":"CELL"}, sent 1
  then lost: ResponseException, outcome unknown, sent 1
handshake begun, then silence: {"cell":"CELL"}, sent 1
  then lost: ResponseException, outcome unknown, sent 1
no such name: resolve 0 0, resolve 0 0, resolve 0 0, ConnectionException, 3 tries
the next call: {"id":"CELL"}
