--TEST--
Manual capture: a payment is authorised, captured in parts and refunded
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

$id = create(['amount' => gbp(1000)] + MANUAL);
refused(fn () => $client->capturePaymentIntent($id, ['amount' => 1]));
pay($id);
print_status($id);
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 1], 'too-early'));
refused(fn () => $client->cancelPaymentIntent($id));
refused(fn () => $client->capturePaymentIntent($id, ['amount' => 1001]));
$capture = $client->capturePaymentIntent($id, ['amount' => 400, 'tipsAmount' => 50]);
var_dump(str_starts_with($capture['captureId'], 'cp_'));
print_status($id);
$client->capturePaymentIntent($id, ['amount' => 550]);
$intent = $client->getPaymentIntent($id);
echo json_encode(array_column($intent['captures'], 'amount')), ' ', get_debug_type($intent['captures'][0]['amount']), "\n";
refused(fn () => $client->capturePaymentIntent($id, ['amount' => 1]));
refused(fn () => $client->reversePaymentIntent($id));
$client->refundPaymentIntent($id, ['amount' => 1000], 'all');
print_status($id);
?>
--EXPECT--
Dojo\ConflictException 409: There is nothing to capture: the payment intent is Created and its capture mode is Manual.
Authorized
Dojo\InvalidRequestException 400: Only a captured payment can be refunded, but this payment intent is Authorized.
Dojo\InvalidRequestException 400: Only a payment intent that is Created can be canceled, but this one is Authorized.
Dojo\InvalidRequestException 400: Amount: Only 1000 of the authorised amount is left to capture.
bool(true)
Captured
[400,550] int
Dojo\ConflictException 409: There is nothing to capture: the payment intent is Captured and its capture mode is Manual.
Dojo\ConflictException 409: The payment intent cannot be reversed: its authorisation has been captured, so refund it.
Refunded, refunded 1000
