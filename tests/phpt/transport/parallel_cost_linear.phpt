--TEST--
The cost of each id does not depend on how many there are, and connections are limited
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer();
$server->set(['ok']);
$client = $server->client(timeout: 300.0, maxRetries: 0);
$cost = static function (int $count) use ($client): float {
    $ids = array_map(static fn (int $i): string => "pi_$i", range(1, $count));
    $before = getrusage();
    $found = $client->getPaymentIntents($ids);
    $after = getrusage();
    if (count(array_filter($found, is_array(...))) !== $count) {
        exit("not all of $count were found\n");
    }
    $cpu = static fn (array $used): float => $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec'] + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;

    return ($cpu($after) - $cpu($before)) / $count;
};
// A memory checker slows everything down equally.
[$few, $many] = getenv('LD_PRELOAD') || getenv('USE_ZEND_ALLOC') === '0' ? [100, 1600] : [1000, 16000];
$cost($few);
for ($try = 0, $ratio = INF; $ratio > 2 && $try < 3; $try++) {
    $ratio = min($ratio, $cost($many) / $cost($few));
}
echo $ratio > 2 ? "an id of $many costs $ratio times that of one of $few\n" : "the cost of an id is the same\n";

Dojo\Client::resetPool();
$server->set(['ok']);
$client->getPaymentIntents(array_map(static fn (int $i): string => "pi_$i", range(1, 300)), concurrency: 40);
echo $server->seen()['connections'] <= 40 ? "no more connections than calls at a time\n" : "{$server->seen()['connections']} connections\n";
for ($i = 0; $i < 40; $i++) {
    $client->getPaymentIntent('pi_1');
}
echo Dojo\Client::poolStats()['open'], " kept open\n";
?>
--EXPECT--
the cost of an id is the same
no more connections than calls at a time
16 kept open
