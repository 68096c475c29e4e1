--TEST--
Manual: an authorisation that nobody touched is released or captured, after its own time or after seven days
--EXTENSIONS--
dojo
--SKIPIF--
<?php require __DIR__ . '/../../support/skip_without_sandbox.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../../support/lifecycle.inc';

$soon = ['autoExpireIn' => new DateInterval('PT5M')];
$released = create($soon + MANUAL);
$captured = create(['autoExpireAction' => 'Capture'] + $soon + MANUAL);
$week = create(MANUAL);
foreach ([$released, $captured, $week] as $id) {
    pay($id);
    see($id);
}
$sandbox->advance(301);
foreach ([$released, $captured, $week] as $id) {
    see($id);
}
$sandbox->advance(7 * 86400);
see($week);
$client->refundPaymentIntent($captured, ['amount' => 1000], 'key');
see($captured);
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
