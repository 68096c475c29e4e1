--TEST--
Auto capture: a payment is refunded in parts until it is Refunded; a repeated refund counts once
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

$id = create(['amount' => gbp(1000)]);
print_status($id);
pay($id);
print_status($id);
refused(fn () => $client->cancelPaymentIntent($id));

$first = $client->refundPaymentIntent($id, ['amount' => 300], 'first');
print_status($id);
// As after a lost connection: with the same key the API returns the same refund and refunds nothing more.
var_dump($client->refundPaymentIntent($id, ['amount' => 300], 'first') === $first);
print_status($id);
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 301], 'first'));
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 701], 'second'));
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 0], 'second'));
refused(fn () => $client->reversePaymentIntent($id));
$last = $client->refundPaymentIntent($id, ['amount' => 700], 'third');
var_dump($last['refundId'] !== $first['refundId']);
print_status($id);
refused(fn () => $client->refundPaymentIntent($id, ['amount' => 1], 'fourth'));
refused(fn () => $client->reversePaymentIntent($id));
?>
--EXPECT--
Created
Captured
Dojo\InvalidRequestException 400: Only a payment intent that is Created can be canceled, but this one is Captured.
Captured, refunded 300
bool(true)
Captured, refunded 300
Dojo\InvalidRequestException 400: The idempotencyKey has been used for another refund. A new refund needs a new key.
Dojo\InvalidRequestException 400: Amount: Only 700 of the captured amount is left to refund.
Dojo\InvalidRequestException 400: Amount: The value must be 1 or more, in minor units.
Dojo\ConflictException 409: The payment intent cannot be reversed: part of it has been refunded.
bool(true)
Refunded, refunded 1000
Dojo\InvalidRequestException 400: Only a captured payment can be refunded, but this payment intent is Refunded.
Dojo\ConflictException 409: The payment intent cannot be reversed: it is Refunded.
