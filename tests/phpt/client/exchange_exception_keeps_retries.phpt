--TEST--
An exception in onExchange stops neither the retries nor the result; the first one is reported
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer();
$calls = 0;
$client = $server->client(maxRetries: 2, onExchange: static function (Dojo\Exchange $e) use (&$calls): void {
    $calls++;
    throw new DomainException("in attempt $e->attempt");
});
set_error_handler(static function (int $level, string $message): bool {
    echo "Warning: $message\n";

    return true;
});
$server->set(['503, Retry-After: 0', '503, Retry-After: 0', 'ok']);
echo json_encode($client->refundPaymentIntent('pi_1', ['amount' => 1], 'key')), ", sent {$server->seen()['whole']}, reported $calls\n";
$server->set(['503, Retry-After: 0']);
try {
    $client->refundPaymentIntent('pi_1', ['amount' => 1], 'key');
} catch (Dojo\ServerException $error) {
    echo get_class($error), $error->outcomeUnknown() ? ', outcome unknown' : '', ', previous: ', $error->getPrevious()->getMessage(), ", sent {$server->seen()['whole']}, reported $calls\n";
}
?>
--EXPECT--
Warning: Dojo\Client::refundPaymentIntent(): onExchange threw DomainException: in attempt 1; the call's result is not affected
{"refundId":"CELL"}, sent 3, reported 3
Dojo\ServerException, outcome unknown, previous: in attempt 1, sent 3, reported 6
