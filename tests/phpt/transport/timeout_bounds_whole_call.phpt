--TEST--
The timeout bounds the whole call, handshakes, retries and pauses included, to within 300 ms
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/../../support/timed.inc';

$server = new FaultServer(tls: true);
$try = static function (string $fault, string $listener = 'plain', float $connect = 5.0, float $timeout = 0.6) use ($server): void {
    foreach (['getPaymentIntent', 'reversePaymentIntent'] as $method) {
        // Unless the retries are used up earlier.
        $least = str_contains($fault, 'silence') || $fault === 'a byte every 200 ms' ? min($timeout, $connect) : 0.0;
        timed("$fault, $method", $least - 0.02, $timeout + 0.3, static function () use ($server, $fault, $listener, $connect, $timeout, $method): string {
            Dojo\Client::resetPool();
            $server->set([$fault]);

            return outcome(fn () => $server->client(listener: $listener, timeout: $timeout, connectTimeout: $connect, maxRetries: 9)->$method('pi_1'));
        });
    }
};
$try('silence after the whole request');
$try('silence after the whole request (kept TLS connection)', 'tls');
$try('a byte every 200 ms');
$try("silence in the response's body");
$try('handshake begun, then silence', 'tls');
$try('handshake begun, then silence', 'tls', connect: 0.2);
$try('refused', 'refused');
$try('503');
$try('503, Retry-After: 1');
$try('closed after the whole request');

// A parallel fetch too, with calls waiting for a response, for their turn and for a retry.
timed('getPaymentIntents()', 0.58, 0.9, static function () use ($server): string {
    $server->set(['silence after the whole request'], byPath: ['_1' => ['ok'], '_2' => ['503']]);
    $results = $server->client(timeout: 0.6, maxRetries: 9)->getPaymentIntents(['pi_1', 'pi_2', 'pi_3', 'pi_4', 'pi_5', 'pi_6'], concurrency: 3);

    return implode(', ', array_map(static fn (array|Dojo\DojoException $r): string => is_array($r) ? 'an intent' : substr(get_class($r), 5), $results));
});
?>
--EXPECTF--
silence after the whole request, getPaymentIntent: TimeoutException, in time
silence after the whole request, reversePaymentIntent: TimeoutException, outcome unknown, in time
silence after the whole request (kept TLS connection), getPaymentIntent: TimeoutException, in time
silence after the whole request (kept TLS connection), reversePaymentIntent: TimeoutException, outcome unknown, in time
a byte every 200 ms, getPaymentIntent: TimeoutException, in time
a byte every 200 ms, reversePaymentIntent: TimeoutException, outcome unknown, in time
silence in the response's body, getPaymentIntent: TimeoutException, in time
silence in the response's body, reversePaymentIntent: TimeoutException, outcome unknown, in time
handshake begun, then silence, getPaymentIntent: TimeoutException, in time
handshake begun, then silence, reversePaymentIntent: TimeoutException, in time
handshake begun, then silence, getPaymentIntent: %rConnection|Timeout%rException, in time
handshake begun, then silence, reversePaymentIntent: %rConnection|Timeout%rException, in time
refused, getPaymentIntent: ConnectionException, in time
refused, reversePaymentIntent: ConnectionException, in time
503, getPaymentIntent: %rServer|Timeout%rException, in time
503, reversePaymentIntent: ServerException, outcome unknown, in time
503, Retry-After: 1, getPaymentIntent: ServerException, in time
503, Retry-After: 1, reversePaymentIntent: ServerException, outcome unknown, in time
closed after the whole request, getPaymentIntent: %rResponse|Timeout%rException, in time
closed after the whole request, reversePaymentIntent: ResponseException, outcome unknown, in time
getPaymentIntents(): an intent, %rServer|Timeout%rException, TimeoutException, TimeoutException, TimeoutException, TimeoutException, in time
