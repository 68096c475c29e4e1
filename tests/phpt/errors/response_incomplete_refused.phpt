--TEST--
A success without the field that its method promises is a ResponseException with the body
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

$create = static fn (Dojo\Client $c): array => $c->createPaymentIntent(['amount' => ['value' => 100, 'currencyCode' => 'GBP'], 'reference' => 'r']);
$read = static fn (Dojo\Client $c): array => $c->getPaymentIntent('pi_1');
foreach (['{}', '[]', '{"Id":"pi_1","Status":"Created"}', '{"id":null}', '{"id":""}', '{"data":{"id":"pi_1"}}', '{"id":"pi_1"}'] as $body) {
    echo "$body\n";
    print_failure(Wire::json($body), $create);
    print_failure(Wire::json($body), $read);
}
echo "-- other keys\n";
$calls = [
    '{"id":"cap_1"}' => static fn (Dojo\Client $c): array => $c->capturePaymentIntent('pi_1', ['amount' => 1]),
    '{"id":"rf_1"}' => static fn (Dojo\Client $c): array => $c->refundPaymentIntent('pi_1', ['amount' => 1], 'key'),
    '{"message":"Declined"}' => static fn (Dojo\Client $c): array => $c->chargePaymentIntent('pi_1'),
    '{"status":"Canceled"}' => static fn (Dojo\Client $c): array => $c->cancelPaymentIntent('pi_1'),
    '{"createdAt":"2026-02-27T00:00:00Z"}' => static fn (Dojo\Client $c): array => $c->createCustomerSecret('cust_1'),
    '{"data":[]}' => static fn (Dojo\Client $c): array => $c->getCustomers(['cust_1']),
];
foreach ($calls as $body => $call) {
    print_failure(Wire::json($body), $call);
}
echo "-- nothing is promised\n";
$calls = [
    '{"message":"Reversed"}' => static fn (Dojo\Client $c): array => $c->reversePaymentIntent('pi_1'),
    '{"after":null}' => static fn (Dojo\Client $c): array => $c->searchPaymentIntents(),
    '{"Id":7}' => static fn (Dojo\Client $c): mixed => $c->request('POST', '/payment-intents', []),
];
foreach ($calls as $body => $call) {
    print_failure(Wire::json($body), $call);
}
echo "-- in a parallel fetch, with onExchange\n";
$wire = new Wire(Wire::json('{"id":"pi_1"}'), Wire::json('{"ID":"pi_2"}'), Wire::json('{"id":"pi_3"}'));
$client = $wire->client(onExchange: static function (Dojo\Exchange $e): void {
    echo "$e->path $e->status ", var_export($e->error, true), "\n";
});
foreach ($client->getPaymentIntents(['pi_1', 'pi_2', 'pi_3'], 1) as $id => $intent) {
    echo "$id: ", is_array($intent) ? $intent['id'] : get_class($intent) . " $intent->body", "\n";
}
?>
--EXPECT--
{}
Dojo\ResponseException: POST /payment-intents returned 200, but the body lacks "id"; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body lacks "id"
  {"body":"kept","outcomeUnknown":false}
[]
Dojo\ResponseException: POST /payment-intents returned 200, but the body lacks "id"; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body lacks "id"
  {"body":"kept","outcomeUnknown":false}
{"Id":"pi_1","Status":"Created"}
Dojo\ResponseException: POST /payment-intents returned 200, but the body has "id" only in a different letter case; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body has "id" only in a different letter case
  {"body":"kept","outcomeUnknown":false}
{"id":null}
Dojo\ResponseException: POST /payment-intents returned 200, but the body lacks "id"; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body lacks "id"
  {"body":"kept","outcomeUnknown":false}
{"id":""}
Dojo\ResponseException: POST /payment-intents returned 200, but the body lacks "id"; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body lacks "id"
  {"body":"kept","outcomeUnknown":false}
{"data":{"id":"pi_1"}}
Dojo\ResponseException: POST /payment-intents returned 200, but the body lacks "id"; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body lacks "id"
  {"body":"kept","outcomeUnknown":false}
{"id":"pi_1"}
no exception, but {"id":"pi_1"}
no exception, but {"id":"pi_1"}
-- other keys
Dojo\ResponseException: POST /payment-intents/pi_1/captures returned 200, but the body lacks "captureId"; the outcome is unknown, so don't repeat the call until you know it: compare the total of the captures in getPaymentIntent() with the total before the call
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: POST /payment-intents/pi_1/refunds returned 200, but the body lacks "refundId"; the outcome is unknown: calling it again with the same idempotency key is safe
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: POST /payment-intents/pi_1/charge returned 200, but the body lacks "status"; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: DELETE /payment-intents/pi_1 returned 200, but the body lacks "id"; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: POST /customers/cust_1/create-secret returned 200, but the body lacks "secret"; the outcome is unknown, so don't repeat the call until you know it: no call shows it; calling it again creates a new secret and moves no money
  {"body":"kept","outcomeUnknown":true}
Dojo\ResponseException: GET /customers/cust_1 returned 200, but the body is not a list
  {"body":"kept","outcomeUnknown":false}
-- nothing is promised
no exception, but {"message":"Reversed"}
no exception, but {"after":null}
no exception, but {"Id":7}
-- in a parallel fetch, with onExchange
/payment-intents/pi_1 200 NULL
/payment-intents/pi_2 200 'incomplete'
/payment-intents/pi_3 200 NULL
pi_1: pi_1
pi_2: Dojo\ResponseException {"ID":"pi_2"}
pi_3: pi_3
