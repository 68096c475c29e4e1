--TEST--
getPaymentIntents(): as many at once as concurrency says, on as many connections, which later calls find open
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
require __DIR__ . '/../support/fault.inc';
require __DIR__ . '/../support/fault-timing.inc';

$server = new FaultServer(tls: true);
$ids = array_map(static fn (int $i): string => "pi_$i", range(1, 12));
// Each answer takes 100 ms.
foreach ([1 => 1.2, 4 => 0.3, 12 => 0.1] as $concurrency => $least) {
    $seen = [];
    timed("$concurrency at a time", $least, $least + 0.5, static function () use ($server, $ids, $concurrency, &$seen): string {
        Dojo\Client::resetPool();
        $server->set(['slow']);
        $results = $server->client(door: 'tls')->getPaymentIntents($ids, concurrency: $concurrency);
        $seen = $server->seen();

        return count(array_filter($results, is_array(...))) . ' intents';
    });
    // Not always all of them: on a slow machine the first answer comes before the last handshake is done.
    $atOnce = $seen['atOnce'] <= $concurrency && $seen['atOnce'] > $concurrency / 4 ? 'so many' : $seen['atOnce'];
    echo "  $atOnce at once, $seen[connections] connections, $seen[handshakes] handshakes\n";
}
$server->set(['ok']);
$server->client(door: 'tls')->getPaymentIntents($ids, concurrency: 12);
$server->client(door: 'tls')->getPaymentIntent('pi_1');
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
1 at a time: 12 intents, in time
  so many at once, 1 connections, 1 handshakes
4 at a time: 12 intents, in time
  so many at once, 4 connections, 4 handshakes
12 at a time: 12 intents, in time
  so many at once, 12 connections, 12 handshakes
0 new, 12 open
concurrency
concurrency
