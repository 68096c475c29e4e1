--TEST--
A locale with a decimal comma affects no time, number or pause
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_decimal_comma();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/decimal_comma.inc';
require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/../../support/timed.inc';

set_decimal_comma();
echo sprintf('%.1f', 1.5), "\n";
$server = new FaultServer();
$exchanges = [];
$client = $server->client(timeout: 2.0, connectTimeout: 1.75, onExchange: static function (Dojo\Exchange $e) use (&$exchanges): void {
    $exchanges[] = $e;
});
$server->set(['numbers']);
var_dump($client->getPaymentIntent('pi_1') === ['id' => 'CELL', 'rate' => 1.25, 'small' => 0.001]);
timed('silence', 1.98, 2.4, static function () use ($server, $client): string {
    $server->set(['silence after the whole request']);

    return outcome(fn () => $client->reversePaymentIntent('pi_1'));
});
timed('a wait', 1.0, 1.5, static function () use ($server): string {
    $server->set(['503, Retry-After: 1', 'ok']);

    return outcome(fn () => $server->client(timeout: 10.0)->getPaymentIntent('pi_1'));
});
var_dump($exchanges[0]->duration > 0.0 && $exchanges[0]->duration < 2.0, $exchanges[1]->duration >= 1.98, $exchanges[0]->firstByte > 0.0);
?>
--EXPECT--
1,5
bool(true)
silence: TimeoutException, outcome unknown, in time
a wait: {"id":"CELL"}, in time
bool(true)
bool(true)
bool(true)
