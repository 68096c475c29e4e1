--TEST--
Auto capture: a captured payment can be reversed within seven days, and a reversed one is final
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

$id = create();
refused(fn () => $client->reversePaymentIntent($id));
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 1], 'too-early'));
pay($id);
$reversal = $client->reversePaymentIntent($id);
var_dump(str_starts_with($reversal['reversalId'], 'rvs_'));
print_status($id);
refused(fn () => $client->reversePaymentIntent($id));
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 1], 'too-late'));

$late = create();
pay($late);
$sandbox->advance(7 * 86400 + 1);
refused(fn () => $client->reversePaymentIntent($late));
print_status($late);
?>
--EXPECT--
Dojo\ConflictException 409: The payment intent cannot be reversed: it is Created.
Dojo\InvalidRequestException 400: Only a captured payment can be refunded, but this payment intent is Created.
bool(true)
Reversed
Dojo\ConflictException 409: The payment intent cannot be reversed: it is Reversed.
Dojo\InvalidRequestException 400: Only a captured payment can be refunded, but this payment intent is Reversed.
Dojo\ConflictException 409: The payment intent cannot be reversed: it was paid more than 7 days ago, so refund it.
Captured
