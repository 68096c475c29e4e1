--TEST--
getPaymentIntents() runs as many calls at once as concurrency allows, and keeps their connections
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer(tls: true);
$ids = array_map(static fn (int $i): string => "pi_$i", range(1, 12));
foreach ([1, 4, 12] as $concurrency) {
    Dojo\Client::resetPool();
    // The server waits for this many requests at once, then takes 100 ms for each, during which it would see any more.
    $server->set(['slow'], together: $concurrency);
    $results = $server->client(listener: 'tls')->getPaymentIntents($ids, concurrency: $concurrency);
    $seen = $server->seen();
    echo count(array_filter($results, is_array(...))), " intents, $seen[atOnce] at once, $seen[connections] connections, $seen[handshakes] handshakes\n";
}
$server->set(['ok']);
$server->client(listener: 'tls')->getPaymentIntents($ids, concurrency: 12);
$server->client(listener: 'tls')->getPaymentIntent('pi_1');
echo $server->seen()['connections'], ' new, ', Dojo\Client::poolStats()['open'], " open\n";
foreach ([0, -1] as $concurrency) {
    try {
        $server->client()->getPaymentIntents($ids, concurrency: $concurrency);
    } catch (Dojo\ValidationException $error) {
        echo $error->field, "\n";
    }
}
?>
--EXPECT--
12 intents, 1 at once, 1 connections, 1 handshakes
12 intents, 4 at once, 4 connections, 4 handshakes
12 intents, 12 at once, 12 connections, 12 handshakes
0 new, 12 open
concurrency
concurrency
