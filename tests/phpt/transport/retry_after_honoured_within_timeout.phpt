--TEST--
Retry-After is honoured if it fits into the timeout; otherwise the call fails at once
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/../../support/timed.inc';

$server = new FaultServer();
$read = static fn (float $timeout, string ...$plan): callable => static function () use ($server, $timeout, $plan): string {
    $server->set($plan);
    $outcome = outcome(fn () => $server->client(timeout: $timeout, maxRetries: 2)->getPaymentIntent('pi_1'));

    return "$outcome after {$server->seen()['whole']}";
};
timed('it fits', 1.0, 1.75, $read(5.0, '503, Retry-After: 1', 'ok'));
timed('none', 0.0, 0.6, $read(5.0, '503', 'ok'));
timed('no seconds', 0.0, 1.0, $read(5.0, '429, Retry-After: 0', '503, Retry-After: 0', 'ok'));
timed('a date in the past', 0.0, 1.0, $read(5.0, '429, Retry-After in the past', '503, Retry-After in the past', 'ok'));
timed('not a number', 0.0, 0.6, $read(5.0, '429, Retry-After: soon', 'ok'));
timed('it does not fit', 0.0, 0.3, $read(0.9, '503, Retry-After: 1', 'ok'));
timed('it no longer fits', 1.0, 1.75, $read(1.6, '503, Retry-After: 1', '503, Retry-After: 1', 'ok'));
timed('never', 0.0, 0.3, $read(5.0, '429, Retry-After: 60', 'ok'));

// The other calls of a parallel fetch do not wait for it.
timed('in parallel', 1.0, 1.75, static function () use ($server): string {
    $server->set(['ok'], byPath: ['pi_slow' => ['503, Retry-After: 1', 'ok']]);
    $results = $server->client(timeout: 5.0)->getPaymentIntents(['pi_slow', 'pi_2', 'pi_3'], concurrency: 1);
    $lines = array_column($server->seen()['requests'], 'line');

    return count(array_filter($results, is_array(...))) . ' intents, ' . implode(' ', preg_replace('~.*/(pi_\w+) .*~', '$1', $lines));
});
?>
--EXPECT--
it fits: {"id":"CELL"} after 2, in time
none: {"id":"CELL"} after 2, in time
no seconds: {"id":"CELL"} after 3, in time
a date in the past: {"id":"CELL"} after 3, in time
not a number: {"id":"CELL"} after 2, in time
it does not fit: ServerException after 1, in time
it no longer fits: ServerException after 2, in time
never: RateLimitException after 1, in time
in parallel: 3 intents, pi_slow pi_2 pi_3 pi_slow, in time
