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
$dojo = $sandbox->client();
$request = [
    'reference' => 'booking 1', 'merchantInitiatedTransactionType' => 'Unscheduled', 'terms' => 'We charge for no-shows.',
    'intendedAmount' => ['value' => 2000, 'currencyCode' => 'GBP'], 'metadata' => [], 'config' => ['customerEmail' => []],
];
$setup = $dojo->createSetupIntent($request);
$id = $setup['id'];
echo $setup['status'], ' ', strlen($setup['clientSessionSecret']) > 20 ? 'with a secret' : 'without a secret', "\n";
$public = $dojo->getPublicSetupIntent($id);
echo $public['id'] === $id && !isset($public['clientSessionSecret']) ? "public part\n" : "not the public part\n";
$second = $dojo->refreshSetupIntentSecret($id)['clientSessionSecret'];
$third = $dojo->refreshPublicSetupIntentSecret($id)['clientSessionSecret'];
echo count(array_unique([$setup['clientSessionSecret'], $second, $third])), " secrets\n";

$order = static fn (string $reference): string => $dojo->createPaymentIntent([
    'amount' => ['value' => 2000, 'currencyCode' => 'GBP'], 'reference' => $reference, 'setupIntentId' => $id, 'cardHolderNotPresent' => true,
])['id'];
refused(static fn () => $order('too early'));
refused(static fn () => $dojo->chargePaymentIntent($dojo->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'no card'])['id']));
echo "The customer leaves the card\n";
$sandbox->pay($id, fields: ['terms' => 'yes']);
$authorised = $dojo->getSetupIntent($id);
echo $authorised['status'], ' ', $authorised['paymentDetails']['card']['last4PAN'] ?? 'no card', "\n";
$intentId = $order('no-show');
echo $dojo->chargePaymentIntent($intentId)['status'], ' ', $dojo->getPaymentIntent($intentId)['status'], "\n";
foreach (['decline', 'fail'] as $fault) {
    $intentId = $order($fault);
    $sandbox->fault($fault, "/payment-intents/$intentId/charge");
    $answer = $dojo->chargePaymentIntent($intentId);
    echo $answer['status'], ': ', Dojo\CaptureStatus::from($answer['status'])->name, ', the intent stays ', $dojo->getPaymentIntent($intentId)['status'], "\n";
}

echo "Cancelled\n";
$other = $dojo->createSetupIntent(['intendedAmount' => null] + $request)['id'];
echo $dojo->cancelSetupIntent($other)['status'], ' ', $dojo->getSetupIntent($other)['status'], "\n";
refused(static fn () => $dojo->cancelSetupIntent($id));
refused(static fn () => $dojo->getSetupIntent('si_none'));
?>
--EXPECT--
Created with a secret
public part
3 secrets
Dojo\InvalidRequestException 400: SetupIntentId: The setup intent must be Authorized, but it is Created.
Dojo\InvalidRequestException 400: Only an intent with a setupIntentId can be charged: a charge is a payment that the merchant starts.
The customer leaves the card
Authorized 1005
Successful Captured
Declined: Declined, the intent stays Created
Failed: Failed, the intent stays Created
Cancelled
Canceled Canceled
Dojo\InvalidRequestException 400: Only a setup intent that is Created can be canceled, but this one is Authorized.
Dojo\NotFoundException 404: There is no such setup intent.
