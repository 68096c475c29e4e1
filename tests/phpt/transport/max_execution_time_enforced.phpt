--TEST--
Waiting uses up max_execution_time only if PHP counts wall-clock time; a busy onExchange always does
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

require __DIR__ . '/../../support/run_php.inc';

$server = new FaultServer();
$room = 15.0; // for the start of PHP on a busy machine

$server->set(['silence after the whole request']);
$began = microtime(true);
$said = run_php(sprintf(<<<'PHP'
    $client = new Dojo\Client('sk_sandbox_example', baseUrl: %s, timeout: 2.5, maxRetries: 0);
    try {
        $client->getPaymentIntent('pi_1');
    } catch (Dojo\TimeoutException $error) {
        echo 'TimeoutException';
    }
    PHP, var_export($server->url(), true)), ['max_execution_time=1']);
$took = microtime(true) - $began;
$ended = str_contains($said, 'Maximum execution time of 1 second');
echo $ended || $said === 'TimeoutException' ? "silence: as expected\n" : "$said\n";
echo $took < ($ended ? 1.3 : 2.8) + $room ? "in time\n" : "after $took s\n";

$server->set(['503, Retry-After: 0']);
$said = run_php(sprintf(<<<'PHP'
    register_shutdown_function(static function () use (&$client): void {
        echo " | at the end: ", Dojo\Client::poolStats()['open'] <= 1 ? 'sane' : 'many', ' ';
        echo json_encode((new Dojo\Client('sk_sandbox_example', baseUrl: %1$s, maxRetries: 0))->getPaymentIntent('pi_2'));
    });
    $client = new Dojo\Client('sk_sandbox_example', baseUrl: %1$s, maxRetries: 9, onExchange: static function (): void {
        for (;;) {
        }
    });
    $client->getPaymentIntent('pi_1');
    PHP, var_export($server->url(), true)), ['max_execution_time=1']);
echo preg_match('~Maximum execution time of 1 second~', $said) ? 'the script ended' : $said, "\n";
// The call in the shutdown function meets the same fault and throws.
echo preg_match('~at the end: sane .*ServerException~s', $said) ? 'calls work in shutdown functions' : $said, "\n";
echo 'the server saw ', $server->seen()['whole'], "\n";
?>
--EXPECT--
silence: as expected
in time
the script ended
calls work in shutdown functions
the server saw 2
