--TEST--
No message or trace contains a key, a secret, a proxy password or the request's body
--EXTENSIONS--
dojo
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

function exposed(callable $call): void
{
    try {
        $call();
        echo "nothing was thrown\n";
    } catch (Throwable $error) {
        $text = '';
        for ($e = $error; $e; $e = $e->getPrevious()) {
            $text .= $e . print_r($e->getTrace(), true) . var_export(get_object_vars($e), true);
        }
        echo get_class($error), preg_match('~hidden|sk_sandbox_|5200000000001005~', $text, $m) ? " shows $m[0]: " . $error->getMessage() : '', "\n";
    }
}

$key = 'sk_sandbox_hidden';
$wire = new Wire(Wire::json('{"detail":"no"}', 400), Wire::json('{}', 401), Wire::json('{}', 500), ['then' => 'close'], Wire::response(200, 'html'), ['then' => 'hang']);
$clients = [
    $wire->client(apiKey: $key, maxRetries: 0, timeout: 3.0, softwareHouseId: 'hidden-house'),
    new Dojo\Client($key, baseUrl: 'https://127.0.0.1:1', maxRetries: 0),
    new Dojo\Client($key, proxy: 'http://user:hidden@127.0.0.1:1', maxRetries: 0),
    new Dojo\Client($key, proxy: 'http://hidden.invalid:1', maxRetries: 0),
];
for ($i = 0; $i < 6; $i++) {
    exposed(fn () => $clients[0]->getCustomerPaymentMethods('cust_1', 'cs_hidden'));
}
exposed(fn () => $clients[1]->getPaymentIntent('pi_1'));
exposed(fn () => $clients[2]->getPaymentIntent('pi_1'));
exposed(fn () => $clients[3]->getPaymentIntent('pi_1'));
exposed(fn () => $clients[0]->request('GET', '/x', null, ['X' => "a\r\nb"]));
exposed(fn () => Dojo\Webhook::verify('{}', 'sha256=' . str_repeat('00', 32), 'hidden'));
exposed(fn () => Dojo\Webhook::verify('{}', 'sha256=', ['hidden']));
exposed(fn () => Dojo\Webhook::verify('not json', Dojo\Webhook::sign('not json', 'hidden'), 'hidden'));
echo "-- in the body of a request that has a wrong type\n";
ini_set('zend.exception_ignore_args', '1');
exposed(fn () => $clients[0]->setEposRestIntegration(['url' => 'https://x.example', 'capabilities' => [], 'auth' => ['authType' => 'basic', 'basic' => 'hidden']]));
exposed(fn () => $clients[0]->setEposRestIntegration(['url' => 'https://x.example', 'capabilities' => [], 'auth' => ['authType' => 'basic', 'basic' => ['username' => 'u', 'password' => 5200000000001005]]]));
exposed(fn () => $clients[0]->createPaymentIntent(['amount' => 'hidden']));
exposed(fn () => $clients[0]->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'customer' => ['secret' => ['hidden']]]));
?>
--EXPECT--
Dojo\InvalidRequestException
Dojo\AuthenticationException
Dojo\ServerException
Dojo\ResponseException
Dojo\TimeoutException
Dojo\TimeoutException
Dojo\ConnectionException
Dojo\ConnectionException
Dojo\ConnectionException
Dojo\ValidationException
Dojo\SignatureException
Dojo\SignatureException
Dojo\ResponseException
-- in the body of a request that has a wrong type
Dojo\ValidationException
Dojo\ValidationException
Dojo\ValidationException
Dojo\ValidationException
