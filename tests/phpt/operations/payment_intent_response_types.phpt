--TEST--
The operations of a payment return the documented fields and types
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

function show(array $response, string ...$fields): void
{
    foreach ($fields as $field) {
        $value = array_reduce(explode('.', $field), static fn (mixed $v, string $key): mixed => $v[$key] ?? null, $response);
        echo $field, ' = ', get_debug_type($value), ' ', is_array($value) ? json_encode($value) : preg_replace('~(?<=pi_|rfnd_|ws_|sc_)[\w-]+~', 'ID', var_export($value, true)), "\n";
    }
}

$sandbox = new Sandbox();
$client = $sandbox->client();
$intent = $client->createPaymentIntent([
    'amount' => ['value' => 1999, 'currencyCode' => 'GBP'],
    'reference' => "Order \u{a3}1/2",
    'metadata' => ['order' => '42'],
    'itemLines' => [['name' => 'Tea', 'quantity' => 2, 'amountTotal' => ['value' => 1999, 'currencyCode' => 'GBP']]],
    'config' => ['payment' => ['tipsAllowed' => true, 'customAmountAllowed' => true]],
]);
show($intent, 'id', 'status', 'amount', 'amount.value', 'refundedAmount', 'captureMode', 'reference', 'metadata.order', 'itemLines.0.quantity', 'captures', 'clientSessionSecret', 'cardHolderNotPresent');
var_dump($client->getPaymentIntent($intent['id']) === $intent);

echo "-- amount and tip\n";
show($client->setPaymentIntentAmount($intent['id'], ['amount' => ['value' => 2500, 'currencyCode' => 'GBP']]), 'amount.value', 'totalAmount.value');
show($client->setPaymentIntentTips($intent['id'], ['tipsAmount' => ['value' => 250, 'currencyCode' => 'GBP']]), 'totalAmount.value');
$refreshed = $client->refreshPaymentIntentSecret($intent['id']);
var_dump(strlen($refreshed['clientSessionSecret']) > 60, $refreshed['id'] === $intent['id']);

echo "-- paid and refunded\n";
$sandbox->pay($intent['id']);
show($client->getPaymentIntent($intent['id']), 'status', 'paymentDetails.card.cardType', 'paymentDetails.card.last4PAN');
var_dump($client->sendReceipt($intent['id'], ['emails' => ['shopper@shop.example']]));
$refund = $client->refundPaymentIntent($intent['id'], ['amount' => 750, 'refundReason' => 'Broken'], 'key-1');
show($refund, 'refundId', 'refundReason', 'notes');
var_dump($client->getRefund($refund['refundId']) === $refund);
show($client->getPaymentIntent($intent['id']), 'status', 'refundedAmount');

echo "-- canceled\n";
$other = $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'EUR'], 'reference' => 'x']);
show($client->cancelPaymentIntent($other['id']), 'status');
try {
    $client->getPaymentIntent($other['id']);
} catch (Dojo\NotFoundException $error) {
    echo $error->status, ' ', $error->detail, "\n";
}
show($client->getPaymentIntent($other['id'], true), 'status');

echo "-- search\n";
$found = $client->searchPaymentIntents(['statuses' => [Dojo\PaymentIntentStatus::Captured]]);
var_dump(count($found['data']), $found['data'][0]['id'] === $intent['id'], $found['after'] ?? null);
var_dump(count($client->searchPaymentIntents()['data']));

echo "-- webhooks\n";
['model' => $model, 'events' => $events] = $client->listWebhookEvents()[0];
echo $model, ' ', json_encode(array_intersect(['payment_intent.created', 'payment_intent.status_updated'], $events)), "\n";
echo json_encode($client->listWebhooks()), "\n";
$subscription = $client->subscribeWebhook(['events' => ['payment_intent.created'], 'url' => 'https://shop.example/hook', 'description' => null]);
show($subscription, 'id', 'url', 'events', 'secrets.0.id', 'secrets.0.isActive');
show($client->updateWebhook($subscription['id'], ['description' => 'the shop']), 'description', 'url');
$secrets = $client->generateWebhookSecret($subscription['id'])['secrets'];
var_dump(array_column($secrets, 'isActive'));
var_dump($client->activateWebhookSecret($subscription['id'], $secrets[1]['id']));
var_dump($client->deleteWebhookSecret($subscription['id'], $secrets[0]['id']));
var_dump(array_column($client->listWebhookSecrets($subscription['id'])['secrets'], 'id') === [$secrets[1]['id']]);
var_dump(count($client->listWebhooks()), $client->deleteWebhook($subscription['id']), $client->listWebhooks());
?>
--EXPECT--
id = string 'pi_ID'
status = string 'Created'
amount = array {"value":1999,"currencyCode":"GBP"}
amount.value = int 1999
refundedAmount = int 0
captureMode = string 'Auto'
reference = string 'Order £1/2'
metadata.order = string '42'
itemLines.0.quantity = int 2
captures = array []
clientSessionSecret = null NULL
cardHolderNotPresent = bool false
bool(true)
-- amount and tip
amount.value = int 2500
totalAmount.value = int 2500
totalAmount.value = int 2750
bool(true)
bool(true)
-- paid and refunded
status = string 'Captured'
paymentDetails.card.cardType = string 'MASTERCARD'
paymentDetails.card.last4PAN = string '1005'
NULL
refundId = string 'rfnd_ID'
refundReason = string 'Broken'
notes = null NULL
bool(true)
status = string 'Captured'
refundedAmount = int 750
-- canceled
status = string 'Canceled'
404 The payment intent is canceled. Add returnCanceled=true to see it.
status = string 'Canceled'
-- search
int(1)
bool(true)
NULL
int(2)
-- webhooks
PaymentIntent ["payment_intent.created","payment_intent.status_updated"]
[]
id = string 'ws_ID'
url = string 'https://shop.example/hook'
events = array ["payment_intent.created"]
secrets.0.id = string 'sc_ID'
secrets.0.isActive = bool true
description = string 'the shop'
url = string 'https://shop.example/hook'
array(2) {
  [0]=>
  bool(true)
  [1]=>
  bool(false)
}
NULL
NULL
bool(true)
int(1)
NULL
array(0) {
}
