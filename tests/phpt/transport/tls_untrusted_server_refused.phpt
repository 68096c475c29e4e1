--TEST--
A server with an untrusted certificate or without TLS is refused before anything is sent
--EXTENSIONS--
dojo
openssl
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/certificates.inc';
require __DIR__ . '/../../support/sandbox.inc';

function refused(string $label, callable $call): void
{
    try {
        $call();
        echo "$label: it was not refused\n";
    } catch (Dojo\TransportException $error) {
        echo "$label: ", get_class($error), ' ', preg_replace('~\(.*\)~', '(...)', $error->getMessage()), ' ', var_export($error->outcomeUnknown(), true), "\n";
    }
}

$certificates = new Certificates();
$good = new Sandbox('--tls-cert', $certificates->chain(), '--tls-key', $certificates->key());
$wrongName = new Sandbox('--tls-cert', $certificates->chain(name: 'DNS:elsewhere.example'), '--tls-key', $certificates->key());
$expired = new Sandbox('--tls-cert', $certificates->chain(days: 0), '--tls-key', $certificates->key());
$options = ['apiKey' => 'sk_sandbox_example', 'maxRetries' => 0, 'timeout' => 10.0];
$ca = ['caFile' => $certificates->ca()];

$client = new Dojo\Client(...$options + $ca + ['baseUrl' => $good->tlsUrl]);
$intent = $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x']);
echo $client->getPaymentIntent($intent['id'])['status'], "\n";
echo Dojo\Client::poolStats()['opened'], " connection\n";

refused('unknown CA', fn () => (new Dojo\Client(...$options + ['baseUrl' => $good->tlsUrl]))->reversePaymentIntent('pi_1'));
refused('another CA', fn () => (new Dojo\Client(...$options + ['baseUrl' => $good->tlsUrl, 'caFile' => (new Certificates())->ca()]))->reversePaymentIntent('pi_1'));
refused('wrong host name', fn () => (new Dojo\Client(...$options + $ca + ['baseUrl' => $wrongName->tlsUrl]))->reversePaymentIntent('pi_1'));
sleep(1); // until the certificate for 0 days has expired
refused('expired', fn () => (new Dojo\Client(...$options + $ca + ['baseUrl' => $expired->tlsUrl]))->reversePaymentIntent('pi_1'));
refused('no TLS there', fn () => (new Dojo\Client(...$options + $ca + ['baseUrl' => str_replace('http:', 'https:', $good->url)]))->reversePaymentIntent('pi_1'));
refused('caFile is no PEM', fn () => (new Dojo\Client(...$options + ['baseUrl' => $good->tlsUrl, 'caFile' => __FILE__]))->reversePaymentIntent('pi_1'));
foreach ([$good, $wrongName, $expired] as $sandbox) {
    echo count(array_filter($sandbox->requests(), static fn (string $r): bool => str_contains($r, 'reversal'))), " reversals arrived\n";
}
?>
--EXPECT--
Created
1 connection
unknown CA: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
another CA: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
wrong host name: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
expired: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
no TLS there: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
caFile is no PEM: Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection (...); nothing was sent false
0 reversals arrived
0 reversals arrived
0 reversals arrived
