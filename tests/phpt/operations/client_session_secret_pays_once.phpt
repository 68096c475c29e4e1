--TEST--
A clientSessionSecret pays once in the card component; another attempt needs a new one
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/payment_steps.inc';

function component(string $secret, string $card): string
{
    global $sandbox;
    $answer = $sandbox->helper('POST', '/component-payment', [
        'clientSessionSecret' => $secret,
        'card' => ['number' => $card, 'expiry' => '12/29', 'cvc' => '020', 'name' => 'A Shopper'],
    ]);

    return $answer['outcome'] ?? "{$answer['status']} {$answer['detail']}";
}

$id = create();
var_dump($client->getPaymentIntent($id)['clientSessionSecret'] ?? null);
$secret = $client->refreshPaymentIntentSecret($id)['clientSessionSecret'];
var_dump($client->getPaymentIntent($id)['clientSessionSecret'] ?? null);
echo component($secret, Sandbox::DECLINED_CARD), "\n";
print_status($id);
echo component($secret, Sandbox::CARD), "\n";
$again = $client->refreshPaymentIntentSecret($id)['clientSessionSecret'];
var_dump($again !== $secret);
echo component($again, Sandbox::CARD), "\n";
print_status($id);
refused(fn () => $client->refreshPaymentIntentSecret($id));

$ready = $client->createPaymentIntent(['amount' => gbp(500), 'reference' => 'x', 'generateRemoteToken' => true]);
echo component($ready['clientSessionSecret'], Sandbox::CARD), "\n";

$slow = create();
$secret = $client->refreshPaymentIntentSecret($slow)['clientSessionSecret'];
$sandbox->advance(1801);
echo component($secret, Sandbox::CARD), "\n";
?>
--EXPECT--
NULL
NULL
declined
Created
401 The client session secret is unknown, used or expired: refresh it.
bool(true)
successful
Captured
Dojo\InvalidRequestException 400: Only an intent that is Created can get a client session secret, but this one is Captured.
successful
401 The client session secret is unknown, used or expired: refresh it.
