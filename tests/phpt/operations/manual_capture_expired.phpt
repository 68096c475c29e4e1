--TEST--
Manual capture: an authorisation left alone is released or captured when it expires
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

$soon = ['autoExpireIn' => new DateInterval('PT5M')];
$released = create($soon + MANUAL);
$captured = create(['autoExpireAction' => 'Capture'] + $soon + MANUAL);
$week = create(MANUAL);
foreach ([$released, $captured, $week] as $id) {
    pay($id);
    print_status($id);
}
$sandbox->advance(301);
foreach ([$released, $captured, $week] as $id) {
    print_status($id);
}
$sandbox->advance(7 * 86400);
print_status($week);
$client->refundPaymentIntent($captured, ['amount' => 1000], 'key');
print_status($captured);
?>
--EXPECT--
Authorized
Authorized
Authorized
Reversed
Captured
Authorized
Reversed
Refunded, refunded 1000
