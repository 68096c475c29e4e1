--TEST--
What onExchange throws doesn't change a call's outcome: a warning where it succeeded, the previous exception where it failed
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/wire.inc';

set_error_handler(static function (int $level, string $message): bool {
    echo $level === E_WARNING ? 'Warning: ' : "$level: ", $message, "\n";

    return true;
});
$wire = new Wire(
    Wire::json('{"id":"pi_1"}'),
    Wire::json('{}', 503),
    Wire::json('{"id":"pi_2"}'),
    Wire::json('{"detail":"no"}', 404),
    Wire::answer(204, ''),
);
$count = 0;
$client = $wire->client(onExchange: static function (Dojo\Exchange $exchange) use (&$count): void {
    throw new LogicException('observer ' . ++$count);
});
echo json_encode($client->getPaymentIntent('pi_1')), "\n";
echo json_encode($client->getPaymentIntent('pi_2')), " after a retry\n";
try {
    $client->getPaymentIntent('pi_3');
} catch (Dojo\NotFoundException $error) {
    echo $error->getMessage(), ' <- ', get_class($error->getPrevious()), ': ', $error->getPrevious()->getMessage(), "\n";
}
var_dump($client->deleteWebhook('ws_1'));
echo count($wire->requests()), " requests, $count exceptions\n";

// An error handler that throws: the warning becomes the call's exception.
set_error_handler(static fn (int $level, string $message) => throw new ErrorException($message));
try {
    $client->deleteWebhook('ws_1');
} catch (ErrorException $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
Warning: Dojo\Client::getPaymentIntent(): onExchange threw LogicException: observer 1; the call's result is not affected
{"id":"pi_1"}
Warning: Dojo\Client::getPaymentIntent(): onExchange threw LogicException: observer 2; the call's result is not affected
{"id":"pi_2"} after a retry
GET /payment-intents/pi_3 answered 404: no <- LogicException: observer 3
Warning: Dojo\Client::deleteWebhook(): onExchange threw LogicException: observer 4; the call's result is not affected
NULL
5 requests, 4 exceptions
Dojo\Client::deleteWebhook(): onExchange threw LogicException: observer 5; the call's result is not affected
