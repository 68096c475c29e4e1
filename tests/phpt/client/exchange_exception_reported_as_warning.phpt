--TEST--
An exception in onExchange becomes a warning if the call succeeded, or the previous exception if it failed
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

set_error_handler(static function (int $level, string $message): bool {
    echo $level === E_WARNING ? 'Warning: ' : "$level: ", $message, "\n";

    return true;
});
$wire = new Wire(
    Wire::json('{"id":"pi_1"}'),
    Wire::json('{}', 503),
    Wire::json('{"id":"pi_2"}'),
    Wire::json('{"detail":"no"}', 404),
    Wire::response(204, ''),
    Wire::json('{"id":"pi_4"}'),
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

// An error handler that throws must not lose the result, such as a payment that was made.
set_error_handler(static fn (int $level, string $message) => throw new ErrorException($message));
$log = (string) tempnam(sys_get_temp_dir(), 'dojo-log-');
ini_set('error_log', $log);
echo json_encode($client->getPaymentIntent('pi_4')), "\n";
echo json_encode($client->getPaymentIntents(['pi_5', 'pi_6'])), "\n";
echo preg_replace('~^\[.*?\] ~m', '', file_get_contents($log));

// Nor may an exception whose destructor throws again.
final class Clinging extends Exception
{
    public function __construct(string $message, private readonly int $left)
    {
        parent::__construct($message);
    }

    public function __destruct()
    {
        if ($this->left > 0) {
            throw new self('again', $this->left - 1);
        }
    }
}
set_error_handler(static fn (int $level, string $message): bool => true);
$wire->stop();
$wire = new Wire(Wire::json('{}', 503), Wire::json('{}', 503), Wire::json('{"id":"pi_7"}'));
echo json_encode($wire->client(onExchange: static fn () => throw new Clinging('observer', 3))->getPaymentIntent('pi_7')), ", sent ", count($wire->requests()), "\n";
unlink($log);
?>
--EXPECT--
Warning: Dojo\Client::getPaymentIntent(): onExchange threw LogicException: observer 1; the call's result is not affected
{"id":"pi_1"}
Warning: Dojo\Client::getPaymentIntent(): onExchange threw LogicException: observer 2; the call's result is not affected
{"id":"pi_2"} after a retry
GET /payment-intents/pi_3 returned 404: no <- LogicException: observer 4
Warning: Dojo\Client::deleteWebhook(): onExchange threw LogicException: observer 5; the call's result is not affected
NULL
5 requests, 5 exceptions
{"id":"pi_4"}
{"pi_5":{"id":"pi_4"},"pi_6":{"id":"pi_4"}}
dojo: onExchange threw LogicException: observer 6
dojo: onExchange threw LogicException: observer 7
{"id":"pi_7"}, sent 3
