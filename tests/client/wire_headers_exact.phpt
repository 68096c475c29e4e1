--TEST--
The bytes on the wire: headers of each kind of call, and none that was not asked for
--EXTENSIONS--
dojo
--ENV--
http_proxy=http://127.0.0.1:1/
HTTP_PROXY=http://127.0.0.1:1/
all_proxy=http://127.0.0.1:1/
--FILE--
<?php
require __DIR__ . '/../support/wire.inc';

$wire = new Wire();
$client = $wire->client(apiVersion: '2024-02-05', softwareHouseId: 'house 42', resellerId: 'reseller-7', appInfo: 'my-plugin/1.2 Shop/9.4');
$plain = $wire->client(baseUrl: "$wire->url/base/");
$plain->getPaymentIntent('pi_1');
$plain->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x']);
$plain->cancelPaymentIntent('pi_1');
$client->reversePaymentIntent('pi_1');
$client->refundPaymentIntent('pi_1', ['amount' => 1], 'key-1');
$client->updateCustomer('cust_1', ['name' => 'A']);
$client->getCustomerPaymentMethods('cust_1', 'cs_secret');
$client->listTerminals([Dojo\PaymentIntentStatus::Created, 'In Use']);
$client->cancelTerminalSession('ts_1');
$client->setEposWebSocketIntegration(['capabilities' => []]);
$client->activateWebhookSecret('ws_1', 'sc_1');
$client->request('post', '/next?x=1', ['a' => 1], ['X-Extra' => 'yes', 'Version' => '2030-01-01']);
$client->request('DELETE', '/next', ['a' => 1]);
$client->request('PUT', '/next', null, ['Content-Type' => 'text/plain', 'user-agent' => 'mine', 'Authorization' => 'Basic other', 'accept' => '*/*']);
foreach ($wire->requests() as $request) {
    echo str_replace([substr($wire->url, 7), PHP_VERSION, phpversion('dojo'), "\r\n\r\n", "\r\n"], ['HOST', 'PHP', 'DOJO', "\n\n", "\n"], $request), "\n---\n";
}
?>
--EXPECT--
