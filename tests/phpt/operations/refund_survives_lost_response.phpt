--TEST--
A refund whose response is lost is retried with the same key and counts once
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
pay($id);
$sandbox->fault('close-after', "/payment-intents/$id/refunds");
$refund = $client->refundPaymentIntent($id, ['amount' => 300], 'first');
var_dump(str_starts_with($refund['refundId'], 'rfnd_'));
$sent = array_filter($sandbox->requests(true), static fn (array $r): bool => str_ends_with($r['path'], '/refunds'));
echo count($sent), ' refunds were sent, with ', count(array_unique(array_column(array_column($sent, 'headers'), 'idempotencykey'))), " key\n";
print_status($id);
?>
--EXPECT--
bool(true)
2 refunds were sent, with 1 key
Captured, refunded 300
