--TEST--
If a request may have been carried out, the outcome is unknown and the message says how to find out
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

$reverse = fn (Dojo\Client $c) => $c->reversePaymentIntent('pi_1');
$create = fn (Dojo\Client $c) => $c->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x']);
$read = fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1');
foreach (['a reversal' => $reverse, 'a new intent' => $create, 'a read' => $read] as $label => $call) {
    foreach ([400, 408, 409, 500, 503] as $status) {
        echo "$label, $status: ";
        print_failure(Wire::response($status, ''), $call);
    }
    echo "$label, closed: ";
    print_failure(['then' => 'close'], $call);
    echo "$label, cut off: ";
    print_failure(['response' => "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":", 'then' => 'close'], $call);
    echo "$label, 200 with HTML: ";
    print_failure(Wire::response(200, '<html>'), $call);
    echo "$label, silence: ";
    print_failure(['then' => 'hang'], $call, timeout: 2);
}
echo 'a sentence of the API\'s: ';
print_failure(Wire::response(500, '{"detail":"It failed."}'), $reverse);
?>
--EXPECT--
a reversal, 400: Dojo\InvalidRequestException: POST /payment-intents/pi_1/reversal returned 400
  {"body":""}
a reversal, 408: Dojo\ApiException: POST /payment-intents/pi_1/reversal returned 408; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"","outcomeUnknown":true}
a reversal, 409: Dojo\ConflictException: POST /payment-intents/pi_1/reversal returned 409
  {"body":""}
a reversal, 500: Dojo\ServerException: POST /payment-intents/pi_1/reversal returned 500; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"","outcomeUnknown":true}
a reversal, 503: Dojo\ServerException: POST /payment-intents/pi_1/reversal returned 503; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"","outcomeUnknown":true}
a reversal, closed: Dojo\ResponseException: POST /payment-intents/pi_1/reversal lost the connection before the response was complete (...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"outcomeUnknown":true}
a reversal, cut off: Dojo\ResponseException: POST /payment-intents/pi_1/reversal lost the connection before the response was complete (...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"outcomeUnknown":true}
a reversal, 200 with HTML: Dojo\ResponseException: POST /payment-intents/pi_1/reversal returned 200, but the body is not valid JSON: unexpected text, at byte 0; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"kept","outcomeUnknown":true}
a reversal, silence: Dojo\TimeoutException: POST /payment-intents/pi_1/reversal timed out (...); the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"outcomeUnknown":true}
a new intent, 400: Dojo\InvalidRequestException: POST /payment-intents returned 400
  {"body":""}
a new intent, 408: Dojo\ApiException: POST /payment-intents returned 408; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"","outcomeUnknown":true}
a new intent, 409: Dojo\ConflictException: POST /payment-intents returned 409
  {"body":""}
a new intent, 500: Dojo\ServerException: POST /payment-intents returned 500; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"","outcomeUnknown":true}
a new intent, 503: Dojo\ServerException: POST /payment-intents returned 503; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"","outcomeUnknown":true}
a new intent, closed: Dojo\ResponseException: POST /payment-intents lost the connection before the response was complete (...); the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"outcomeUnknown":true}
a new intent, cut off: Dojo\ResponseException: POST /payment-intents lost the connection before the response was complete (...); the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"outcomeUnknown":true}
a new intent, 200 with HTML: Dojo\ResponseException: POST /payment-intents returned 200, but the body is not valid JSON: unexpected text, at byte 0; the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"body":"kept","outcomeUnknown":true}
a new intent, silence: Dojo\TimeoutException: POST /payment-intents timed out (...); the outcome is unknown, so don't repeat the call until you know it: searchPaymentIntents() by date, matching your reference and metadata, shows whether it exists
  {"outcomeUnknown":true}
a read, 400: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":""}
a read, 408: Dojo\ApiException: GET /payment-intents/pi_1 returned 408
  {"body":""}
a read, 409: Dojo\ConflictException: GET /payment-intents/pi_1 returned 409
  {"body":""}
a read, 500: Dojo\ServerException: GET /payment-intents/pi_1 returned 500
  {"body":""}
a read, 503: Dojo\ServerException: GET /payment-intents/pi_1 returned 503
  {"body":""}
a read, closed: Dojo\ResponseException: GET /payment-intents/pi_1 lost the connection before the response was complete (...)
  {"outcomeUnknown":false}
a read, cut off: Dojo\ResponseException: GET /payment-intents/pi_1 lost the connection before the response was complete (...)
  {"outcomeUnknown":false}
a read, 200 with HTML: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: unexpected text, at byte 0
  {"body":"kept","outcomeUnknown":false}
a read, silence: Dojo\TimeoutException: GET /payment-intents/pi_1 timed out (...)
  {"outcomeUnknown":false}
a sentence of the API's: Dojo\ServerException: POST /payment-intents/pi_1/reversal returned 500: It failed; the outcome is unknown, so don't repeat the call until you know it: getPaymentIntent() shows its status and amounts
  {"body":"{\"detail\":\"It failed.\"}","detail":"It failed.","outcomeUnknown":true}
