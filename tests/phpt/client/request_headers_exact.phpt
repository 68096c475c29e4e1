--TEST--
Each kind of call sends exactly these bytes
--EXTENSIONS--
dojo
--ENV--
http_proxy=http://127.0.0.1:1/
HTTP_PROXY=http://127.0.0.1:1/
all_proxy=http://127.0.0.1:1/
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

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
    echo preg_replace('~libcurl/\S+~', 'libcurl/CURL', str_replace([substr($wire->url, 7), PHP_VERSION, phpversion('dojo'), "\r\n\r\n", "\r\n"], ['HOST', 'PHP', 'DOJO', "\n\n", "\n"], $request)), "\n---\n";
}
?>
--EXPECT--
GET /base/payment-intents/pi_1 HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2026-02-27
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL


---
POST /base/payment-intents HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2026-02-27
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL
Content-Type: application/json
Content-Length: 59

{"amount":{"value":1,"currencyCode":"GBP"},"reference":"x"}
---
DELETE /base/payment-intents/pi_1 HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2026-02-27
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL


---
POST /payment-intents/pi_1/reversal HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Length: 0


---
POST /payment-intents/pi_1/refunds HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
idempotencyKey: key-1
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Type: application/json
Content-Length: 12

{"amount":1}
---
PATCH /customers/cust_1 HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Type: application/json
Content-Length: 12

{"name":"A"}
---
GET /customers/public/cust_1/payment-methods HTTP/1.1
Host: HOST
Authorization: Basic cs_secret
version: 2024-02-05
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4


---
GET /terminals?statuses=Created&statuses=In%20Use HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
software-house-id: house 42
reseller-id: reseller-7
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4


---
PUT /terminal-sessions/ts_1/cancel HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
software-house-id: house 42
reseller-id: reseller-7
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Length: 0


---
PUT /epos/integrations/ws HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Type: application/json
Content-Length: 19

{"capabilities":[]}
---
PUT /webhooks/ws_1/secrets/sc_1/activate HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
Accept: application/json
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Content-Length: 0


---
POST /next?x=1 HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
software-house-id: house 42
reseller-id: reseller-7
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Accept: application/json
Content-Type: application/json
X-Extra: yes
Version: 2030-01-01
Content-Length: 7

{"a":1}
---
DELETE /next HTTP/1.1
Host: HOST
Authorization: Basic sk_sandbox_example
version: 2024-02-05
software-house-id: house 42
reseller-id: reseller-7
User-Agent: dojo-php/DOJO php/PHP libcurl/CURL my-plugin/1.2 Shop/9.4
Accept: application/json
Content-Type: application/json
Content-Length: 7

{"a":1}
---
PUT /next HTTP/1.1
Host: HOST
version: 2024-02-05
software-house-id: house 42
reseller-id: reseller-7
Content-Type: text/plain
user-agent: mine
Authorization: Basic other
accept: */*
Content-Length: 0


---
