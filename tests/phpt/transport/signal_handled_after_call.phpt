--TEST--
With pcntl_async_signals() a handler runs after the call or in onExchange, and neither ends nor repeats it
--EXTENSIONS--
dojo
pcntl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer();
pcntl_async_signals(true);
$handled = $throws = false;
$handler = static function () use (&$handled, &$throws): void {
    $handled = true;
    if ($throws) {
        throw new RuntimeException("the handler's exception");
    }
};
$client = $server->client(maxRetries: 1);
$impatient = $server->client(timeout: 1.5, maxRetries: 1);
/** Makes the call and sends a signal 50 ms after it begins; tries again if the signal came too late on a busy machine. */
$interrupted = static function (string $fault, callable $call, int $tries = 20) use ($server, $handler, &$handled): void {
    for ($try = 0; $try < $tries && !$handled; $try++) {
        $server->set([$fault, 'ok']);
        $parent = getmypid();
        pcntl_signal(SIGUSR1, $handler);
        $sender = proc_open(['sh', '-c', "sleep 0.05; kill -USR1 $parent"], [], $pipes);
        try {
            $outcome = $call();
            for ($i = 0; $i < 3; $i++) {
                // PHP checks for signals at jumps.
            }
        } catch (RuntimeException $error) {
            $outcome = $error->getMessage();
        }
        pcntl_signal(SIGUSR1, SIG_IGN);
        proc_close($sender);
    }
    echo "$fault: $outcome, ", $handled ? 'handled' : 'not handled', ", sent {$server->seen()['whole']}\n";
    $handled = false;
};
$read = static fn (): string => outcome(static fn () => $client->getPaymentIntent('pi_1'));
$reverse = static fn (): string => outcome(static fn () => $client->reversePaymentIntent('pi_1'));
$interrupted('slow', $read);
$interrupted('slow', $reverse);
$silence = static fn (): string => outcome(static fn () => $impatient->reversePaymentIntent('pi_1'));
$interrupted('silence after the whole request', $silence, tries: 1); // PHP calls no handler if an internal function throws
$interrupted('503, Retry-After: 1', $read);
$throws = true;
// A call that returns nothing, because PHP loses a returned value if the handler throws.
$interrupted('slow', static fn (): string => outcome(static fn () => $client->deleteWebhook('ws_1')));
$throws = false;
echo 'the next call: ', $read(), "\n";
?>
--EXPECTF--
slow: {"id":"CELL"}, handled, sent 1
slow: {"cell":"CELL"}, handled, sent 1
silence after the whole request: TimeoutException, outcome unknown, %rnot handled|handled%r, sent 1
503, Retry-After: 1: {"id":"CELL"}, handled, sent 2
slow: the handler's exception, handled, sent 1
the next call: {"id":"CELL"}
