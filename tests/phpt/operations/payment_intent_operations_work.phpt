--TEST--
A payment intent is created, changed, paid, refunded, reversed, captured, cancelled and found
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
$gbp = static fn (int $pence): array => ['value' => $pence, 'currencyCode' => 'GBP'];

$created = $client->createPaymentIntent([
    'amount' => $gbp(1000), 'reference' => 'order 1', 'config' => ['payment' => ['customAmountAllowed' => true, 'tipsAllowed' => true]],
]);
$id = $created['id'];
echo $created['status'], ' ', Dojo\Money::toDecimal($created['amount']), "\n";
echo isset($created['clientSessionSecret']) ? 'a secret' : 'no secret', ', ', isset($client->refreshPaymentIntentSecret($id)['clientSessionSecret']) ? 'a secret' : 'no secret', "\n";
echo $client->setPaymentIntentAmount($id, ['amount' => $gbp(2500)])['amount']['value'], ' ';
echo $client->setPaymentIntentTips($id, ['tipsAmount' => $gbp(250)])['tipsAmount']['value'], "\n";
echo Dojo\Client::checkoutUrl($id) === 'https://pay.dojo.tech/checkout/' . $id ? "checkout page\n" : "other page\n";
$sandbox->pay($id);
$paid = $client->getPaymentIntent($id);
echo $paid['status'], ' ', $paid['paymentDetails']['card']['last4PAN'] ?? 'no card', "\n";
var_dump($client->sendReceipt($id, ['emails' => ['shopper@example.com']]));
echo count($sandbox->helper('GET', '/receipts')['receipts'] ?? []), " receipt\n";

echo "Refunds\n";
$refund = $client->refundPaymentIntent($id, ['amount' => 500, 'refundReason' => 'damaged'], 'refund-1');
$again = $client->refundPaymentIntent($id, ['amount' => 500, 'refundReason' => 'damaged'], 'refund-1');
echo $refund === $again ? 'once' : 'twice', ', ', $client->getPaymentIntent($id)['refundedAmount'], ', ', $client->getRefund($refund['refundId'])['refundReason'], "\n";
refused(static fn () => $client->refundPaymentIntent($id, ['amount' => 499], 'refund-1'));
$client->refundPaymentIntent($id, ['amount' => 2250], 'refund-2');
echo $client->getPaymentIntent($id)['status'], "\n";
refused(static fn () => $client->reversePaymentIntent($id));

echo "Reversal\n";
$id = $client->createPaymentIntent(['amount' => $gbp(700), 'reference' => 'order 2'])['id'];
refused(static fn () => $client->setPaymentIntentTips($id, ['tipsAmount' => $gbp(1)]));
$sandbox->pay($id, Sandbox::DECLINED_CARD);
echo $client->getPaymentIntent($id)['status'], ' ';
$sandbox->pay($id);
echo $client->getPaymentIntent($id)['status'], ' ', isset($client->reversePaymentIntent($id)['reversalId']) ? 'reversed' : '', ' ', $client->getPaymentIntent($id)['status'], "\n";

echo "Capture\n";
$id = $client->createPaymentIntent([
    'amount' => $gbp(900), 'reference' => 'order 3', 'captureMode' => Dojo\CaptureMode::Manual,
    'autoExpireIn' => new DateInterval('P6D'), 'autoExpireAction' => Dojo\AutoExpireAction::Release,
])['id'];
$sandbox->pay($id);
echo $client->getPaymentIntent($id)['status'], ' ', isset($client->capturePaymentIntent($id, ['amount' => 800])['captureId']) ? 'captured' : '', ' ';
echo $client->getPaymentIntent($id)['status'], ' ', count($client->getPaymentIntent($id)['captures']), "\n";

echo "Cancellation\n";
$id = $client->createPaymentIntent(['amount' => $gbp(100), 'reference' => 'order 4'])['id'];
echo $client->cancelPaymentIntent($id)['status'], ' ', $client->getPaymentIntent($id, true)['status'], ' ', $client->getPaymentIntent($id, returnCanceled: true)['reference'], "\n";
refused(static fn () => $client->getPaymentIntent($id));

echo "Search\n";
$found = $client->searchPaymentIntents(['statuses' => [Dojo\PaymentIntentStatus::Captured, 'Refunded'], 'startDate' => new DateTimeImmutable('-1 hour'), 'cursor' => ['limit' => 10]]);
echo implode(', ', array_column($found['data'], 'reference')), ' of ', count($client->searchPaymentIntents()['data']), "\n";

echo "Another account\n";
refused(static fn () => $sandbox->client(apiKey: 'sk_sandbox_other')->getPaymentIntent($id));
refused(static fn () => $client->getRefund('rfnd_none'));
?>
--EXPECT--
Created 10.00
no secret, a secret
2500 250
checkout page
Captured 1005
NULL
1 receipt
Refunds
once, 500, damaged
Dojo\InvalidRequestException 400: The idempotencyKey has been used for another refund. A new refund needs a new key.
Refunded
Dojo\ConflictException 409: The payment intent cannot be reversed: it is Refunded.
Reversal
Dojo\InvalidRequestException 405: Tips are not allowed on payment intent
Created Captured reversed Reversed
Capture
Authorized captured Captured 1
Cancellation
Canceled Canceled order 4
Dojo\NotFoundException 404: The payment intent is canceled. Add returnCanceled=true to see it.
Search
order 3, order 1 of 4
Another account
Dojo\NotFoundException 404: There is no such payment intent.
Dojo\InvalidRequestException 400: There is no such refund.
