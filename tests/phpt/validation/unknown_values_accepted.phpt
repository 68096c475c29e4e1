--TEST--
Unknown values are accepted in every open field of a request and in every response
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$responses = [
    '{"id":"pi_1","status":"PartiallyCaptured","captureMode":"Timed","paymentMethods":["Card","PayByBank"]}',
    '{"paymentIntentId":"pi_1","status":"Pending","message":"LATER"}',
    '{"id":"ts_1","status":"AwaitingTap"}',
    '[{"id":"tm_1","status":"Updating"}]',
];
$wire = new Wire(...array_map(Wire::json(...), $responses), ...[Wire::good()]);
$client = $wire->client(softwareHouseId: 'softwareHouse1');
$got = [
    $client->createPaymentIntent([
        'amount' => ['value' => 100, 'currencyCode' => 'XTS'], 'reference' => 'r',
        'paymentMethods' => ['PayByBank', 'Card'], 'newField' => ['nested' => [1, 2.5, null, true]],
    ]),
    $client->chargePaymentIntent('pi_1'),
    $client->getTerminalSession('ts_1'),
    $client->listTerminals(['Updating']),
];
foreach ($got as $i => $response) {
    echo $response === json_decode($responses[$i], true) ? 'same' : 'different', "\n";
}
var_dump(Dojo\PaymentIntentStatus::tryFrom($got[0]['status']));

$client->createSetupIntent(['reference' => 'r', 'terms' => 't', 'merchantInitiatedTransactionType' => 'Instalment']);
$client->sendEposEvent(['eventType' => 'TableMoved', 'event' => ['orderId' => 'o']]);
$client->setEposWebSocketIntegration(['capabilities' => [['name' => 'Tables2', 'version' => 'v9']]]);
$client->subscribeWebhook(['events' => ['payment_intent.unheard_of'], 'url' => 'https://shop.example/hook']);
foreach (array_map(null, $wire->requestLines(), $wire->bodies()) as [$line, $body]) {
    echo rtrim("$line $body"), "\n";
}
?>
--EXPECT--
same
same
same
same
NULL
POST /payment-intents HTTP/1.1 {"amount":{"value":100,"currencyCode":"XTS"},"reference":"r","paymentMethods":["PayByBank","Card"],"newField":{"nested":[1,2.5,null,true]}}
POST /payment-intents/pi_1/charge HTTP/1.1
GET /terminal-sessions/ts_1 HTTP/1.1
GET /terminals?statuses=Updating HTTP/1.1
POST /setup-intents HTTP/1.1 {"reference":"r","terms":"t","merchantInitiatedTransactionType":"Instalment"}
POST /epos/events HTTP/1.1 {"eventType":"TableMoved","event":{"orderId":"o"}}
PUT /epos/integrations/ws HTTP/1.1 {"capabilities":[{"name":"Tables2","version":"v9"}]}
POST /webhooks HTTP/1.1 {"events":["payment_intent.unheard_of"],"url":"https://shop.example/hook"}
