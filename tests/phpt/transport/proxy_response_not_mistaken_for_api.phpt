--TEST--
A proxy's response to CONNECT is never mistaken for the API's, and a refused password is tried once
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/faults/test_proxy.inc';

$server = new FaultServer(tls: true);
$closed = new TestProxy('user:password');
$call = static function (string $name, TestProxy $proxy, string $method, string $fault) use ($server): void {
    Dojo\Client::resetPool();
    $server->set([$fault]);
    $tries = [];
    $client = $server->client(
        listener: 'tls',
        proxy: "http://user:wrong@$proxy->address",
        maxRetries: 2,
        timeout: 20.0,
        onExchange: static function (Dojo\Exchange $exchange) use (&$tries): void {
            $tries[] = ($exchange->status ?: 'no status') . ' ' . ($exchange->traceId ?? 'no trace id');
        },
    );
    try {
        $client->$method('pi_1');
    } catch (Dojo\ApiException $error) {
        echo "$name: ", get_class($error), ' trace id ', json_encode($error->traceId);
        echo $error instanceof Dojo\RateLimitException ? ' retry after ' . json_encode($error->retryAfter) : '';
    } catch (Dojo\DojoException $error) {
        echo "$name: ", get_class($error), $error->outcomeUnknown() ? ', outcome unknown' : '';
    }
    echo '; ', implode(', ', $tries), '; the proxy was asked ', count($proxy->requests()), "\n";
};
$anyone = new TestProxy('user:wrong');
$call('refused, repeatable', $closed, 'getPaymentIntent', 'ok');
$call('refused, once', $closed, 'reversePaymentIntent', 'ok');
$call('tunnel, then 404', $anyone, 'getPaymentIntent', '404');
$call('tunnel, then 429', $anyone, 'reversePaymentIntent', '429');
?>
--EXPECT--
refused, repeatable: Dojo\ConnectionException; no status no trace id; the proxy was asked 1
refused, once: Dojo\ConnectionException; no status no trace id; the proxy was asked 1
tunnel, then 404: Dojo\NotFoundException trace id null; 404 no trace id; the proxy was asked 1
tunnel, then 429: Dojo\RateLimitException trace id null retry after null; 429 no trace id; the proxy was asked 1
