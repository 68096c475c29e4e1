--TEST--
A card kept with a setup intent is charged later; a decline arrives with status 200
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

require __DIR__ . '/../../support/sandbox.inc';
require __DIR__ . '/../../support/refused.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$request = [
    'reference' => 'booking 1', 'merchantInitiatedTransactionType' => 'Unscheduled', 'terms' => 'We charge for no-shows.',
    'intendedAmount' => ['value' => 2000, 'currencyCode' => 'GBP'], 'metadata' => [], 'config' => ['customerEmail' => []],
];
$setup = $client->createSetupIntent($request);
$id = $setup['id'];
echo $setup['status'], ' ', strlen($setup['clientSessionSecret']) > 20 ? 'with a secret' : 'without a secret', "\n";
$public = $client->getPublicSetupIntent($id);
echo $public['id'] === $id && !isset($public['clientSessionSecret']) ? "public part\n" : "not the public part\n";
$second = $client->refreshSetupIntentSecret($id)['clientSessionSecret'];
$third = $client->refreshPublicSetupIntentSecret($id)['clientSessionSecret'];
echo count(array_unique([$setup['clientSessionSecret'], $second, $third])), " secrets\n";

$order = static fn (string $reference): string => $client->createPaymentIntent([
    'amount' => ['value' => 2000, 'currencyCode' => 'GBP'], 'reference' => $reference, 'setupIntentId' => $id, 'cardHolderNotPresent' => true,
])['id'];
refused(static fn () => $order('too early'));
refused(static fn () => $client->chargePaymentIntent($client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'no card'])['id']));
echo "The customer saves the card\n";
$sandbox->pay($id, fields: ['terms' => 'yes']);
$authorised = $client->getSetupIntent($id);
echo $authorised['status'], ' ', $authorised['paymentDetails']['card']['last4PAN'] ?? 'no card', "\n";
$intentId = $order('no-show');
echo $client->chargePaymentIntent($intentId)['status'], ' ', $client->getPaymentIntent($intentId)['status'], "\n";
foreach (['decline', 'fail'] as $fault) {
    $intentId = $order($fault);
    $sandbox->fault($fault, "/payment-intents/$intentId/charge");
    $response = $client->chargePaymentIntent($intentId);
    echo $response['status'], ': ', Dojo\CaptureStatus::from($response['status'])->name, ', the intent stays ', $client->getPaymentIntent($intentId)['status'], "\n";
}

echo "Cancelled\n";
$other = $client->createSetupIntent(['intendedAmount' => null] + $request)['id'];
echo $client->cancelSetupIntent($other)['status'], ' ', $client->getSetupIntent($other)['status'], "\n";
refused(static fn () => $client->cancelSetupIntent($id));
refused(static fn () => $client->getSetupIntent('si_none'));
?>
--EXPECT--
Created with a secret
public part
3 secrets
Dojo\InvalidRequestException 400: SetupIntentId: The setup intent must be Authorized, but it is Created.
Dojo\InvalidRequestException 400: Only an intent with a setupIntentId can be charged: a charge is a payment that the merchant starts.
The customer saves the card
Authorized 1005
Successful Captured
Declined: Declined, the intent stays Created
Failed: Failed, the intent stays Created
Cancelled
Canceled Canceled
Dojo\InvalidRequestException 400: Only a setup intent that is Created can be canceled, but this one is Authorized.
Dojo\NotFoundException 404: There is no such setup intent.
