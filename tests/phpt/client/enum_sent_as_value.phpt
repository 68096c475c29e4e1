--TEST--
A backed enum, of the extension or of the caller, is sent as its value in bodies and queries
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';
require __DIR__ . '/../../support/thrown.inc';

enum Shop: string
{
    case Order = 'order-7';
    case Card = 'Card';
}
enum Pence: int
{
    case Postage = 399;
}
enum Plain
{
    case Card;
}

$wire = new Wire();
$client = $wire->client(softwareHouseId: 'softwareHouse1');
$intent = [
    'amount' => ['value' => Pence::Postage, 'currencyCode' => 'GBP'],
    'reference' => Shop::Order,
    'captureMode' => Dojo\CaptureMode::Manual,
    'autoExpireAction' => Dojo\AutoExpireAction::Release,
    'paymentMethods' => [Dojo\PaymentMethod::Card, Dojo\PaymentMethod::SavedCard, Shop::Card, 'Wallet'],
    'metadata' => ['source' => Shop::Order],
];
$client->createPaymentIntent($intent);
$client->searchPaymentIntents(['statuses' => Dojo\PaymentIntentStatus::cases()]);
$client->listTerminals([Dojo\TerminalStatus::Available, 'InUse', Shop::Order]);
$client->request('POST', '/x', ['status' => Dojo\CaptureStatus::Declined]);
foreach (array_map(null, $wire->requestLines(), $wire->bodies()) as [$line, $body]) {
    echo rtrim("$line $body"), "\n";
}
thrown(static fn () => $client->createPaymentIntent(['paymentMethods' => [Plain::Card]] + $intent));
thrown(static fn () => $client->createPaymentIntent(['captureMode' => Shop::Card] + $intent));
thrown(static fn () => $client->createPaymentIntent(['reference' => Pence::Postage] + $intent));
thrown(static fn () => $client->searchPaymentIntents(['statuses' => [Dojo\TerminalStatus::InUse]]));
thrown(static fn () => $client->listTerminals([Pence::Postage]));
thrown(static fn () => $client->listTerminals([Plain::Card]));
echo count($wire->requests()), " requests\n";
?>
--EXPECT--
POST /payment-intents HTTP/1.1 {"amount":{"value":399,"currencyCode":"GBP"},"reference":"order-7","captureMode":"Manual","autoExpireAction":"Release","paymentMethods":["Card","SavedCard","Card","Wallet"],"metadata":{"source":"order-7"}}
POST /payment-intents/search HTTP/1.1 {"statuses":["Created","Authorized","Captured","Reversed","Refunded","Canceled"]}
GET /terminals?statuses=Available&statuses=InUse&statuses=order-7 HTTP/1.1
POST /x HTTP/1.1 {"status":"Declined"}
Dojo\ValidationException(paymentMethods[0]): paymentMethods[0]: unsupported object of class Plain: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
Dojo\ValidationException(captureMode): captureMode: expected one of Auto|Manual, got string "Card"
Dojo\ValidationException(reference): reference: expected string, got an integer
Dojo\ValidationException(statuses[0]): statuses[0]: expected one of Created|Authorized|Captured|Reversed|Refunded|Canceled, got string "InUse"
Dojo\ValidationException(statuses[0]): statuses[0]: expected string, got Pence
Dojo\ValidationException(statuses[0]): statuses[0]: expected string, got Plain
4 requests
