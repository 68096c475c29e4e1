--TEST--
Even without retries, a repeatable call on a dead connection is sent once more, and both attempts are reported
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.80', 'repeats such a call itself, within one attempt');
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer();
$attempts = [];
$client = $server->client(maxRetries: 0, onExchange: static function (Dojo\Exchange $exchange) use (&$attempts): void {
    $attempts[] = "$exchange->attempt: " . ($exchange->error ?? $exchange->status) . ($exchange->connectionReused ? ', reused' : '');
});
foreach ([['closed after the whole request', 'ok'], ['closed after the whole request']] as $plan) {
    foreach (['read' => static fn () => $client->getPaymentIntent('pi_1'), 'reversal' => static fn () => $client->reversePaymentIntent('pi_1')] as $name => $call) {
        Dojo\Client::resetPool();
        $server->set(['ok']);
        $client->getPaymentIntent('pi_1');
        $server->set($plan);
        $attempts = [];
        $outcome = outcome($call);
        echo "$name: $outcome, sent ", $server->seen()['begun'], ' (', implode('; ', $attempts), ")\n";
    }
}
?>
--EXPECT--
read: {"id":"CELL"}, sent 2 (1: cut-off, reused; 2: 200)
reversal: ResponseException, outcome unknown, sent 1 (1: cut-off, reused)
read: ResponseException, sent 2 (1: cut-off, reused; 2: cut-off)
reversal: ResponseException, outcome unknown, sent 1 (1: cut-off, reused)
