--TEST--
A fiber may be suspended or destroyed in onExchange; other calls continue
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer(tls: true);
$server->set(['503, Retry-After: 0', '503, Retry-After: 0', 'ok']);
$make = static fn (string $id): Fiber => new Fiber(static function () use ($server, $id): array {
    $client = $server->client(listener: 'tls', timeout: 10.0, maxRetries: 5, onExchange: static function (Dojo\Exchange $e) use ($id): void {
        Fiber::suspend("$id attempt $e->attempt: " . ($e->error ?? 'ok'));
    });

    return [$id => $client->getPaymentIntent($id)];
});
$fibers = [$make('pi_1'), $make('pi_2')];
foreach ($fibers as $fiber) {
    echo $fiber->start(), "\n";
}
// Both are suspended during a call; the pool is free.
echo 'outside: ', outcome(fn () => $server->client(listener: 'tls')->getPaymentIntent('pi_3')), "\n";
while ($fibers !== []) {
    foreach ($fibers as $number => $fiber) {
        $said = $fiber->resume();
        echo $fiber->isTerminated() ? json_encode($fiber->getReturn()) : $said, "\n";
        if ($fiber->isTerminated()) {
            unset($fibers[$number]);
        }
    }
}
echo 'one connection: ', json_encode($server->seen()['connections'] === 1), "\n";

// A fiber destroyed while suspended: the rest of its call never happens.
$server->set(['503, Retry-After: 0', 'ok']);
$fiber = $make('pi_4');
echo $fiber->start(), "\n";
unset($fiber);
gc_collect_cycles();
echo 'sent ', $server->seen()['whole'], ', the next call: ', outcome(fn () => $server->client(listener: 'tls')->getPaymentIntent('pi_5')), "\n";

// In getPaymentIntents() too.
$server->set(['ok']);
$fiber = new Fiber(static fn (): array => $server->client(onExchange: static fn () => Fiber::suspend('suspended'))->getPaymentIntents(['pi_1', 'pi_2']));
echo $fiber->start(), ' ', $fiber->resume(), ' ', json_encode($fiber->resume()), json_encode($fiber->getReturn()), "\n";
?>
--EXPECT--
pi_1 attempt 1: api
pi_2 attempt 1: api
outside: {"id":"CELL"}
pi_1 attempt 2: ok
pi_2 attempt 2: ok
{"pi_1":{"id":"CELL"}}
{"pi_2":{"id":"CELL"}}
one connection: true
pi_4 attempt 1: api
sent 1, the next call: {"id":"CELL"}
suspended suspended null{"pi_1":{"id":"CELL"},"pi_2":{"id":"CELL"}}
