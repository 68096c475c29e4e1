--TEST--
onExchange receives every attempt of a parallel fetch; its exceptions lose no result
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer();
$plan = ['pi_busy' => ['503, Retry-After: 0', '503, Retry-After: 0', 'ok'], 'pi_gone' => ['404'], 'pi_lost' => ["closed in the response's body"]];
$ids = ['pi_1', 'pi_busy', 'pi_gone', 'pi_lost', 'pi_2'];
$heard = [];
$client = $server->client(maxRetries: 2, timeout: 20.0, onExchange: static function (Dojo\Exchange $e) use (&$heard, $server): void {
    $heard[substr($e->path, -7)][] = "$e->attempt:" . ($e->error ?? $e->status);
    if ($e->attempt === 1) {
        // A call in the callback: the pool is free.
        $server->client()->getPaymentIntent('pi_within');
    }
});
$server->set(['ok'], byPath: $plan);
$results = $client->getPaymentIntents($ids, concurrency: 3);
ksort($heard);
foreach ($heard as $path => $attempts) {
    echo "$path ", implode(' ', $attempts), "\n";
}
echo implode(' ', array_map(static fn (array|Dojo\DojoException $r): string => is_array($r) ? 'intent' : substr(get_class($r), 5), $results)), "\n";

// If it throws, the first exception becomes a warning, and the results are returned.
set_error_handler(static function (int $level, string $message): bool {
    echo "Warning: $message\n";

    return true;
});
$server->set(['ok'], byPath: $plan);
$results = $server->client(maxRetries: 2, timeout: 20.0, onExchange: static fn () => throw new LogicException('mine'))->getPaymentIntents($ids, concurrency: 2);
echo implode(' ', array_map(static fn (array|Dojo\DojoException $r): string => is_array($r) ? 'intent' : substr(get_class($r), 5), $results)), "\n";
?>
--EXPECT--
pi_busy 1:api 2:api 3:200
pi_gone 1:api
pi_lost 1:cut-off 2:cut-off 3:cut-off
ts/pi_1 1:200
ts/pi_2 1:200
intent intent NotFoundException ResponseException intent
Warning: Dojo\Client::getPaymentIntents(): onExchange threw LogicException: mine; the call's result is not affected
intent intent NotFoundException ResponseException intent
