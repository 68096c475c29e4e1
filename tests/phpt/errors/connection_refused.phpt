--TEST--
A refused connection is a ConnectionException: nothing was sent, so the outcome is known
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

// Bound but not listening: no other process can take the port, and connections are refused.
$server = stream_socket_server('tcp://127.0.0.1:0', $code, $text, STREAM_SERVER_BIND);
$url = 'http://' . stream_socket_get_name($server, false);
$attempts = 0;
$client = new Dojo\Client('sk_sandbox_example', baseUrl: $url, maxRetries: 1, onExchange: function (Dojo\Exchange $e) use (&$attempts): void {
    echo 'attempt ', ++$attempts, ": $e->error $e->status\n";
});
foreach ([fn () => $client->reversePaymentIntent('pi_1'), fn () => $client->getPaymentIntent('pi_1')] as $call) {
    $error = thrown($call);
    var_dump($error instanceof Dojo\TransportException, $error->outcomeUnknown(), $error->getCode());
}

// A proxy that does not exist, and a host name that cannot exist.
$client = new Dojo\Client('sk_sandbox_example', proxy: str_replace('http://', 'http://user:hidden-word@', $url), maxRetries: 0);
$error = thrown(fn () => $client->getPaymentIntent('pi_1'));
var_dump($error->outcomeUnknown(), str_contains((string) $error, 'hidden-word'));
$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'https://no-such-host.invalid', maxRetries: 0, timeout: 3);
$error = thrown(fn () => $client->getPaymentIntent('pi_1'));
var_dump($error->outcomeUnknown());
?>
--EXPECTF--
attempt 1: connect 0
attempt 2: connect 0
Dojo\ConnectionException: POST /payment-intents/pi_1/reversal could not connect (%s); nothing was sent
bool(true)
bool(false)
int(0)
attempt 3: connect 0
attempt 4: connect 0
Dojo\ConnectionException: GET /payment-intents/pi_1 could not connect (%s); nothing was sent
bool(true)
bool(false)
int(0)
Dojo\ConnectionException: GET /payment-intents/pi_1 could not connect; nothing was sent
bool(false)
bool(false)
Dojo\ConnectionException: GET /payment-intents/pi_1 could not %s; nothing was sent
bool(false)
