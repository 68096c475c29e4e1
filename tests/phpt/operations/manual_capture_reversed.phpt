--TEST--
Manual capture: an authorised payment is reversed and cannot be captured afterwards
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

$id = create(MANUAL);
pay($id);
$client->reversePaymentIntent($id);
print_status($id);
refused(fn () => $client->capturePaymentIntent($id, ['amount' => 1]));
refused(fn () => $client->reversePaymentIntent($id));

$unpaid = create(MANUAL);
echo $client->cancelPaymentIntent($unpaid)['status'], "\n";
?>
--EXPECT--
Reversed
Dojo\ConflictException 409: There is nothing to capture: the payment intent is Reversed and its capture mode is Manual.
Dojo\ConflictException 409: The payment intent cannot be reversed: it is Reversed.
Canceled
