--TEST--
A request that the API would certainly refuse is refused by field, and nothing is sent
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
require __DIR__ . '/../../support/thrown.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$gbp = static fn (mixed $value, mixed $currency = 'GBP'): array => ['value' => $value, 'currencyCode' => $currency];
$good = ['amount' => $gbp(1000), 'reference' => 'Order 1'];
$wrong = [
    [],
    ['amount' => $gbp(1000)],
    ['reference' => 'Order 1'],
    ['amount' => 1000] + $good,
    ['amount' => null] + $good,
    ['amount' => []] + $good,
    ['amount' => ['value' => 1000]] + $good,
    ['amount' => $gbp(10.5)] + $good,
    ['amount' => $gbp(1000.0)] + $good,
    ['amount' => $gbp('1000')] + $good,
    ['amount' => $gbp('19.99')] + $good,
    ['amount' => $gbp(true)] + $good,
    ['amount' => $gbp(null)] + $good,
    ['amount' => $gbp([1000])] + $good,
    ['amount' => $gbp(1000, 'gbp')] + $good,
    ['amount' => $gbp(1000, 'GBP ')] + $good,
    ['amount' => $gbp(1000, "GB\u{420}")] + $good,
    ['amount' => $gbp(1000, '')] + $good,
    ['amount' => $gbp(1000, 826)] + $good,
    ['amount' => $gbp(1000, null)] + $good,
    ['reference' => ''] + $good,
    ['reference' => str_repeat('x', 61)] + $good,
    ['reference' => str_repeat("\u{a3}", 61)] + $good,
    ['reference' => 42] + $good,
    ['reference' => null] + $good,
    ['captureMode' => 'auto'] + $good,
    ['captureMode' => null] + $good,
    ['autoExpireAction' => 'Refund'] + $good,
    ['autoExpireIn' => '5 minutes'] + $good,
    ['autoExpireIn' => 300] + $good,
    ['expireAt' => 'tomorrow'] + $good,
    ['expireAt' => 1767225600] + $good,
    ['cardHolderNotPresent' => 'yes'] + $good,
    ['generateRemoteToken' => 1] + $good,
    ['description' => str_repeat('x', 4097)] + $good,
    ['metadata' => ['order' => 42]] + $good,
    ['metadata' => ['a', 'b']] + $good,
    ['metadata' => 'order=42'] + $good,
    ['paymentMethods' => 'Card'] + $good,
    ['paymentMethods' => ['Card', 1]] + $good,
    ['itemLines' => ['name' => 'Tea']] + $good,
    ['itemLines' => [['name' => 'Tea', 'amountTotal' => $gbp(1)], ['name' => 'Milk']]] + $good,
    ['itemLines' => [['amountTotal' => $gbp(1)], ['amountTotal' => $gbp(1)], ['amountTotal' => $gbp(0.99)]]] + $good,
    ['itemLines' => [['amountTotal' => $gbp(1), 'quantity' => 2147483648]]] + $good,
    ['taxLines' => [['caption' => 'VAT', 'amountTotal' => 20]]] + $good,
    ['billingAddress' => ['address1' => 'x']] + $good,
    ['customer' => ['emailAddress' => str_repeat('x', 255)]] + $good,
    ['config' => ['redirectUrl' => '/paid']] + $good,
    ['config' => ['title' => str_repeat('x', 101)]] + $good,
    ['config' => ['customerEmail' => ['collectionRequired' => 'true']]] + $good,
    ['config' => 'none'] + $good,
    ['actionLink' => ['url' => 'https://shop.example', 'label' => '']] + $good,
    ['tipsAmount' => 100] + $good,
];
foreach ($wrong as $request) {
    thrown(fn () => $client->createPaymentIntent($request));
}
$calls = [
    fn () => $client->capturePaymentIntent('pi_1', []),
    fn () => $client->capturePaymentIntent('pi_1', ['amount' => $gbp(1)]),
    fn () => $client->capturePaymentIntent('pi_1', ['amount' => 5.0]),
    fn () => $client->refundPaymentIntent('pi_1', ['amount' => $gbp(1)], 'key'),
    fn () => $client->refundPaymentIntent('pi_1', ['amount' => '100'], 'key'),
    fn () => $client->refundPaymentIntent('pi_1', ['amount' => 1, 'refundReason' => str_repeat('x', 1025)], 'key'),
    fn () => $client->setPaymentIntentAmount('pi_1', ['amount' => 5]),
    fn () => $client->setPaymentIntentTips('pi_1', ['tips' => $gbp(1)]),
    fn () => $client->sendReceipt('pi_1', ['emails' => 'a@b.example']),
    fn () => $client->searchPaymentIntents(['statuses' => ['created']]),
    fn () => $client->searchPaymentIntents(['cursor' => ['limit' => 101]]),
    fn () => $client->searchPaymentIntents(['cursor' => ['limit' => 0]]),
    fn () => $client->subscribeWebhook(['events' => ['payment_intent.created'], 'url' => 'http://shop.example/hook']),
    fn () => $client->subscribeWebhook(['events' => 'payment_intent.created', 'url' => 'https://shop.example/hook']),
    fn () => $client->subscribeWebhook(['url' => 'https://shop.example/hook']),
    fn () => $client->createCustomer(['phoneNumber' => '1234']),
    fn () => $client->listTerminals(),
    fn () => $client->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Sale']]),
    fn () => $client->getCustomers([]),
    fn () => $client->getCustomers(['cust_1', 'a,b']),
    fn () => $client->getCustomers(['cust_1', 7]),
];
foreach ($calls as $call) {
    thrown($call);
}
echo count($sandbox->requests()), " requests were sent\n";
$client->createPaymentIntent($good);
echo count($sandbox->requests()), " request is sent by a good one\n";
?>
--EXPECT--
Dojo\ValidationException(amount): amount: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
Dojo\ValidationException(reference): reference: missing, expected string
Dojo\ValidationException(amount): amount: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
Dojo\ValidationException(amount): amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 1000
Dojo\ValidationException(amount): amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got null
Dojo\ValidationException(amount.value): amount.value: missing, expected integer minor units
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: missing, expected an ISO 4217 code of three capital letters such as GBP
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got float 10.5
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got float 1000
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got string "1000"
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got string "19.99"
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got boolean true
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got null
Dojo\ValidationException(amount.value): amount.value: expected integer minor units, got a list
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "gbp"
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "GBP "
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "GBР"
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string ""
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got integer 826
Dojo\ValidationException(amount.currencyCode): amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got null
Dojo\ValidationException(reference): reference: expected at least 1 character, got 0
Dojo\ValidationException(reference): reference: expected at most 60 characters, got 61
Dojo\ValidationException(reference): reference: expected at most 60 characters, got 61
Dojo\ValidationException(reference): reference: expected string, got an integer
Dojo\ValidationException(reference): reference: expected string, got null
Dojo\ValidationException(captureMode): captureMode: expected one of Auto|Manual, got string "auto"
Dojo\ValidationException(captureMode): captureMode: expected one of Auto|Manual, got null
Dojo\ValidationException(autoExpireAction): autoExpireAction: expected one of Release|Capture, got string "Refund"
Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval), got string "5 minutes"
Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval), got integer 300
Dojo\ValidationException(expireAt): expireAt: expected a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface), got string "tomorrow"
Dojo\ValidationException(expireAt): expireAt: expected a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface), got integer 1767225600
Dojo\ValidationException(cardHolderNotPresent): cardHolderNotPresent: expected boolean, got string "yes"
Dojo\ValidationException(generateRemoteToken): generateRemoteToken: expected boolean, got integer 1
Dojo\ValidationException(description): description: expected at most 4096 characters, got 4097
Dojo\ValidationException(metadata.order): metadata.order: expected string, got an integer
Dojo\ValidationException(metadata): metadata: expected object (an array with string keys), got a list
Dojo\ValidationException(metadata): metadata: expected object (an array with string keys), got a string of 8 bytes
Dojo\ValidationException(paymentMethods): paymentMethods: expected list (an array with the keys 0, 1, 2 and so on), got a string of 4 bytes
Dojo\ValidationException(paymentMethods[1]): paymentMethods[1]: expected string, got an integer
Dojo\ValidationException(itemLines): itemLines: expected list (an array with the keys 0, 1, 2 and so on), got an array with other keys
Dojo\ValidationException(itemLines[1].amountTotal): itemLines[1].amountTotal: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
Dojo\ValidationException(itemLines[2].amountTotal.value): itemLines[2].amountTotal.value: expected integer minor units, got float 0.99
Dojo\ValidationException(itemLines[0].quantity): itemLines[0].quantity: expected an integer from -2147483648 to 2147483647, got 2147483648
Dojo\ValidationException(taxLines[0].amountTotal): taxLines[0].amountTotal: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 20
Dojo\ValidationException(billingAddress.countryCode): billingAddress.countryCode: missing, expected string
Dojo\ValidationException(customer.emailAddress): customer.emailAddress: expected at most 254 characters, got 255
Dojo\ValidationException(config.redirectUrl): config.redirectUrl: expected an absolute URL such as https://shop.example/paid
Dojo\ValidationException(config.title): config.title: expected at most 100 characters, got 101
Dojo\ValidationException(config.customerEmail.collectionRequired): config.customerEmail.collectionRequired: expected boolean, got string "true"
Dojo\ValidationException(config): config: expected object (an array with string keys), got a string of 4 bytes
Dojo\ValidationException(actionLink.label): actionLink.label: expected at least 1 character, got 0
Dojo\ValidationException(tipsAmount): tipsAmount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 100
Dojo\ValidationException(amount): amount: missing, expected integer minor units
Dojo\ValidationException(amount): amount: expected integer minor units, got an object (an array with string keys)
Dojo\ValidationException(amount): amount: expected integer minor units, got float 5
Dojo\ValidationException(amount): amount: expected integer minor units, got an object (an array with string keys)
Dojo\ValidationException(amount): amount: expected integer minor units, got string "100"
Dojo\ValidationException(refundReason): refundReason: expected at most 1024 characters, got 1025
Dojo\ValidationException(amount): amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 5
Dojo\ValidationException(tipsAmount): tipsAmount: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
Dojo\ValidationException(emails): emails: expected list (an array with the keys 0, 1, 2 and so on), got a string of 11 bytes
Dojo\ValidationException(statuses[0]): statuses[0]: expected one of Created|Authorized|Captured|Reversed|Refunded|Canceled, got string "created"
Dojo\ValidationException(cursor.limit): cursor.limit: expected an integer from 1 to 100, got 101
Dojo\ValidationException(cursor.limit): cursor.limit: expected an integer from 1 to 100, got 0
Dojo\ValidationException(url): url: expected a URL that starts with https:// (webhooks are delivered over TLS only)
Dojo\ValidationException(events): events: expected list (an array with the keys 0, 1, 2 and so on), got a string of 22 bytes
Dojo\ValidationException(events): events: missing, expected list (an array with the keys 0, 1, 2 and so on)
Dojo\ValidationException(phoneNumber): phoneNumber: expected at least 5 characters, got 4
Dojo\ValidationException(softwareHouseId): listTerminals() needs the software house id: pass softwareHouseId to the client's constructor
Dojo\ValidationException(details): details: expected exactly one of sale|matchedRefund|unlinkedRefund, got 0 of them
Dojo\ValidationException(customerIds): customerIds is empty: pass at least one id
Dojo\ValidationException(customerIds[1]): customerIds[1] contains a comma: pass each id separately
Dojo\ValidationException(customerIds[1]): customerIds[1]: expected string, got int
0 requests were sent
1 request is sent by a good one
