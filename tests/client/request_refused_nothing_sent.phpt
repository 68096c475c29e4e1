--TEST--
A request that the API is certain to refuse is refused here, by the path of its field, and nothing is sent
--EXTENSIONS--
dojo
--SKIPIF--
<?php require __DIR__ . '/../support/skip-without-sandbox.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/sandbox.inc';
require __DIR__ . '/../support/thrown.inc';

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
