--TEST--
A call that runs out of time throws within its timeout, retries and pauses included
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

/* The upper bound is generous, because it has to hold under valgrind on a busy machine. A call that waited too long would take
   40 s or for ever. */
function timed(callable $call, float $least, float $most): void
{
    $began = microtime(true);
    $call();
    $took = microtime(true) - $began;
    echo $took >= $least && $took <= $most ? "in time\n" : "after $took s\n";
}

$read = fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1');
$write = fn (Dojo\Client $c) => $c->reversePaymentIntent('pi_1');
timed(fn () => print_failure(['then' => 'hang'], $read, timeout: 1, maxRetries: 5), 0.99, 60);
timed(fn () => print_failure(['then' => 'hang'], $write, timeout: 1, maxRetries: 5), 0.99, 60);
timed(fn () => print_failure(['response' => "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", 'then' => 'hang'], $write, timeout: 1), 0.99, 60);
// If the pause before a retry does not fit into the timeout, the call fails at once with the response it has.
timed(fn () => print_failure(Wire::json('{}', 503, 'Retry-After: 60'), $read, timeout: 40, maxRetries: 5), 0, 35);
timed(fn () => print_failure(Wire::json('{}', 429, 'Retry-After: 60'), $read, timeout: 40, maxRetries: 5), 0, 35);
// The kernel accepts the connection, but nothing completes the TLS handshake.
$server = stream_socket_server('tcp://127.0.0.1:0');
$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'https://' . stream_socket_get_name($server, false), maxRetries: 0, timeout: 300, connectTimeout: 0.3);
timed(function () use ($client): void {
    try {
        $client->reversePaymentIntent('pi_1');
    } catch (Dojo\DojoException $error) {
        echo get_class($error), ' ', preg_replace('~\(.*?\)~', '(...)', $error->getMessage()), ' ', var_export($error->outcomeUnknown(), true), "\n";
    }
}, 0.29, 100);
?>
--EXPECT--
Dojo\TimeoutException: GET /payment-intents/pi_1 timed out (...)
  {"outcomeUnknown":false}
in time
Dojo\TimeoutException: POST /payment-intents/pi_1/reversal timed out (...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"outcomeUnknown":true}
in time
Dojo\TimeoutException: POST /payment-intents/pi_1/reversal timed out (...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"outcomeUnknown":true}
in time
Dojo\ServerException: GET /payment-intents/pi_1 returned 503
  {"body":"{}"}
in time
Dojo\RateLimitException: GET /payment-intents/pi_1 returned 429
  {"body":"{}","retryAfter":60}
in time
Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (...); nothing was sent false
in time
