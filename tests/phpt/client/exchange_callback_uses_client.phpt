--TEST--
onExchange may call the same client, and may suspend a fiber
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(
    Wire::json('{"id":"outer"}'),
    Wire::json('{"id":"inner"}'),
    Wire::json('{"id":"suspended"}'),
    Wire::json('{"id":"meanwhile"}'),
);
$depth = 0;
$client = null;
$client = $wire->client(onExchange: static function (Dojo\Exchange $exchange) use (&$client, &$depth): void {
    if ($depth++ === 0) {
        echo 'inside: ', $client->getPaymentIntent('pi_inner')['id'], "\n";
    }
});
echo $client->getPaymentIntent('pi_outer')['id'], "\n";

$client = $wire->client(onExchange: static fn () => Fiber::getCurrent() ? Fiber::suspend('waiting') : null);
$fiber = new Fiber(static fn (): string => $client->getPaymentIntent('pi_fiber')['id']);
echo $fiber->start(), "\n";
echo $client->getPaymentIntent('pi_main')['id'], "\n";
$fiber->resume();
echo $fiber->getReturn(), "\n";

// A cycle: the callback holds the client that holds the callback.
$holder = new stdClass();
$holder->client = $wire->client(onExchange: static fn () => $holder);
$probe = WeakReference::create($holder->client);
unset($holder);
gc_collect_cycles();
var_dump($probe->get());
?>
--EXPECT--
inside: inner
outer
waiting
meanwhile
suspended
NULL
