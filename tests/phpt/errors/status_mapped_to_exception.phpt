--TEST--
Each error status has its exception class, with the fields of the body as properties
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

$pd = '{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.1","title":"Bad","status":%d,"detail":"The detail.","traceId":"00-abc-01","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]}}';
foreach ([400, 405, 422, 401, 403, 404, 409, 429, 500, 502, 503, 504, 402, 408, 410, 418, 451] as $status) {
    print_failure(Wire::json(sprintf($pd, $status), $status), fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
}

echo "-- other shapes\n";
$shapes = [
    'PascalCase' => '{"Status":400,"Detail":"Your refund request was not successful. Status: Failed.","Extensions":{},"TraceId":"T","Errors":{"A":["b"]}}',
    'terminals' => '{"code":"TERMINAL_UNAVAILABLE","title":"Unavailable","type":"t","status":400,"traceId":"x","errors":[{"field":"a"}]}',
    'title only' => '{"title":"Only a title"}',
    'odd types' => '{"type":7,"title":null,"detail":["x"],"status":"400","traceId":{},"errors":"none"}',
    'empty object' => '{}',
    'list' => '[{"detail":"in a list"}]',
    'string' => '"just text"',
    'number' => '42',
    'null' => 'null',
    'empty' => '',
    'not JSON' => '{"detail":',
    'invalid UTF-8' => "{\"detail\":\"caf\xe9\"}",
    'long detail' => '{"detail":"' . str_repeat('x', 5000) . '"}',
    'line breaks' => '{"detail":"one\ntwo\u0000three"}',
];
foreach ($shapes as $label => $body) {
    echo "$label: ";
    print_failure(Wire::json($body, 400), fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
}

echo "-- not from the API\n";
print_failure(Wire::response(502, "<html><h1>502 Bad Gateway</h1></html>\n", 'Content-Type: text/html'), fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
print_failure(Wire::response(401, ''), fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
print_failure(Wire::response(403, 'Forbidden', 'Content-Type: text/plain', 'trace-id: from-the-header'), fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
// An error status counts even if its body was cut off.
print_failure(['response' => "HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n{\"detail\":\"half", 'then' => 'close'], fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1'));
?>
--EXPECT--
Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 405: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 422: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\AuthenticationException: GET /payment-intents/pi_1 returned 401: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\PermissionException: GET /payment-intents/pi_1 returned 403: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\NotFoundException: GET /payment-intents/pi_1 returned 404: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ConflictException: GET /payment-intents/pi_1 returned 409: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\RateLimitException: GET /payment-intents/pi_1 returned 429: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ServerException: GET /payment-intents/pi_1 returned 500: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ServerException: GET /payment-intents/pi_1 returned 502: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ServerException: GET /payment-intents/pi_1 returned 503: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ServerException: GET /payment-intents/pi_1 returned 504: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ApiException: GET /payment-intents/pi_1 returned 402: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ApiException: GET /payment-intents/pi_1 returned 408: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ApiException: GET /payment-intents/pi_1 returned 410: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ApiException: GET /payment-intents/pi_1 returned 418: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
Dojo\ApiException: GET /payment-intents/pi_1 returned 451: The detail. (Amount.Value: too small, odd; Reference: missing)
  {"body":"202 bytes","detail":"The detail.","errors":{"Amount.Value":["too small","odd"],"Reference":["missing"]},"title":"Bad","traceId":"00-abc-01","type":"https://tools.ietf.org/html/rfc7231#section-6.5.1"}
-- other shapes
PascalCase: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: Your refund request was not successful. Status: Failed. (A: b)
  {"body":"132 bytes","detail":"Your refund request was not successful. Status: Failed.","errors":{"A":["b"]},"traceId":"T"}
terminals: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: Unavailable
  {"body":"116 bytes","errors":[{"field":"a"}],"title":"Unavailable","traceId":"x","type":"t"}
title only: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: Only a title
  {"body":"{\"title\":\"Only a title\"}","title":"Only a title"}
odd types: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"{\"type\":7,\"title\":null,\"detail\":[\"x\"],\"status\":\"400\",\"traceId\":{},\"errors\":\"none\"}"}
empty object: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"{}"}
list: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"[{\"detail\":\"in a list\"}]"}
string: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"\"just text\""}
number: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"42"}
null: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"null"}
empty: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":""}
not JSON: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"{\"detail\":"}
invalid UTF-8: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400
  {"body":"{\"detail\":\"caf\ufffd\"}"}
long detail: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: x...x
  {"body":"5013 bytes","detail":"x...x"}
line breaks: Dojo\InvalidRequestException: GET /payment-intents/pi_1 returned 400: one two
  {"body":"{\"detail\":\"one\\ntwo\\u0000three\"}","detail":"one\ntwo\u0000three"}
-- not from the API
Dojo\ServerException: GET /payment-intents/pi_1 returned 502
  {"body":"<html><h1>502 Bad Gateway</h1></html>\n"}
Dojo\AuthenticationException: GET /payment-intents/pi_1 returned 401
  {"body":""}
Dojo\PermissionException: GET /payment-intents/pi_1 returned 403
  {"body":"Forbidden","traceId":"from-the-header"}
Dojo\NotFoundException: GET /payment-intents/pi_1 returned 404
  {"body":"{\"detail\":\"half"}
