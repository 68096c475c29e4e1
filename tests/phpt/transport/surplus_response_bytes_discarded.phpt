--TEST--
Bytes that a server sends after a response are never mistaken for the next call's response
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer(tls: true);
foreach ([
    'longer than announced', 'another response after it',
    'longer than announced (TLS)', 'longer than announced, after its headers (TLS)', 'another response after it (TLS)',
] as $fault) {
    Dojo\Client::resetPool();
    $client = $server->client(listener: str_contains($fault, 'TLS') ? 'tls' : 'plain', maxRetries: 0);
    $server->set([$fault, 'ok'], cell: 'ONCE');
    echo "$fault: ", $client->getPaymentIntent('pi_1')['id'];
    $server->awaitAllSent();
    echo ', ', json_encode($client->reversePaymentIntent('pi_1')), ', ', json_encode($client->getPaymentIntent('pi_1')), "\n";
    echo $server->seen()['whole'], " sent\n";
}
?>
--EXPECT--
longer than announced: ONCE, {"cell":"ONCE"}, {"id":"ONCE"}
3 sent
another response after it: ONCE, {"cell":"ONCE"}, {"id":"ONCE"}
3 sent
longer than announced (TLS): ONCE, {"cell":"ONCE"}, {"id":"ONCE"}
3 sent
longer than announced, after its headers (TLS): ONCE, {"cell":"ONCE"}, {"id":"ONCE"}
3 sent
another response after it (TLS): ONCE, {"cell":"ONCE"}, {"id":"ONCE"}
3 sent
