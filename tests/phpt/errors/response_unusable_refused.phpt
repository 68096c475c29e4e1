--TEST--
A success with an unusable body is a ResponseException that says what is wrong
--EXTENSIONS--
dojo
--INI--
dojo.max_response_bytes=2000
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/print_failure.inc';

$read = fn (Dojo\Client $c) => $c->getPaymentIntent('pi_1');
$bodies = [
    'HTML' => '<html>Maintenance</html>',
    'empty' => '',
    'blank' => " \n",
    'string' => '"text"',
    'number' => '7',
    'true' => 'true',
    'null' => 'null',
    'cut JSON' => '{"id":"pi_1",',
    'two documents' => '{"a":1}{"b":2}',
    'trailing text' => '{"a":1} x',
    'trailing comma' => '{"a":1,}',
    'single quotes' => "{'a':1}",
    'comment' => '{"a":1/* one */}',
    'NaN' => '{"a":NaN}',
    'leading zero' => '{"a":01}',
    'lone dot' => '{"a":1.}',
    'raw control character' => "{\"a\":\"\x01\"}",
    'invalid UTF-8' => "{\"a\":\"\xff\"}",
    'NUL in a key' => '{"a\u0000b":1}',
    'BOM' => "\xef\xbb\xbf{\"a\":1}",
    'too deep' => str_repeat('[', 65) . str_repeat(']', 65),
];
foreach ($bodies as $label => $body) {
    echo "$label: ";
    print_failure(Wire::json($body), $read);
}
echo "-- sizes\n";
foreach (['just fits' => 2000 - 9, 'a byte too large' => 2001 - 9] as $label => $size) {
    echo "$label: ";
    print_failure(Wire::json('{"id":"' . str_repeat('x', $size) . '"}'), $read);
}
echo 'too large without a length: ';
print_failure(['response' => "HTTP/1.1 200 OK\r\n\r\n" . str_repeat('x', 100000), 'then' => 'close'], $read);
echo 'too large, chunked: ';
print_failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" . str_repeat("3e8\r\n" . str_repeat('x', 1000) . "\r\n", 3) . "0\r\n\r\n", $read);
echo 'too large, an error: ';
print_failure(Wire::json('{"detail":"' . str_repeat('x', 100000) . '"}', 404), $read);
echo "-- other statuses\n";
foreach ([201, 204, 301, 302, 304] as $status) {
    echo "$status: ";
    print_failure(Wire::response($status, $status === 201 ? '{"id":1}' : '', 'Location: http://127.0.0.1:1/'), $read);
}
echo "-- not HTTP\n";
print_failure(['response' => "\x00\xff this is no HTTP\r\n\r\n", 'then' => 'close'], $read);
// libcurl limits the size of headers; its error code depends on the version.
$wire = new Wire(['response' => "HTTP/1.1 200 OK\r\nX: " . str_repeat('y', 400000) . "\r\n\r\n{}", 'then' => 'close']);
try {
    $read($wire->client(maxRetries: 0));
    echo "headers without end were read\n";
} catch (Dojo\TransportException) {
    echo "headers without end are refused\n";
}
// An interim response and a chunked body are valid HTTP.
print_failure("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n2\r\n7}\r\n0\r\n\r\n", $read);
?>
--EXPECT--
HTML: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: unexpected text, at byte 0
  {"body":"kept","outcomeUnknown":false}
empty: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but has no body
  {"outcomeUnknown":false}
blank: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but has no body
  {"body":"kept","outcomeUnknown":false}
string: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is neither an object nor a list
  {"body":"kept","outcomeUnknown":false}
number: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is neither an object nor a list
  {"body":"kept","outcomeUnknown":false}
true: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is neither an object nor a list
  {"body":"kept","outcomeUnknown":false}
null: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is neither an object nor a list
  {"body":"kept","outcomeUnknown":false}
cut JSON: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: expected a key, at byte 13
  {"body":"kept","outcomeUnknown":false}
two documents: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: text after the end, at byte 7
  {"body":"kept","outcomeUnknown":false}
trailing text: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: text after the end, at byte 8
  {"body":"kept","outcomeUnknown":false}
trailing comma: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: expected a key, at byte 7
  {"body":"kept","outcomeUnknown":false}
single quotes: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: expected a key, at byte 1
  {"body":"kept","outcomeUnknown":false}
comment: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: expected a comma, at byte 7
  {"body":"kept","outcomeUnknown":false}
NaN: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: unexpected text, at byte 5
  {"body":"kept","outcomeUnknown":false}
leading zero: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: malformed number, at byte 7
  {"body":"kept","outcomeUnknown":false}
lone dot: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: malformed number, at byte 7
  {"body":"kept","outcomeUnknown":false}
raw control character: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: raw control character in a string, at byte 7
  {"body":"kept","outcomeUnknown":false}
invalid UTF-8: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: malformed UTF-8
  {"body":"kept","outcomeUnknown":false}
NUL in a key: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: an escaped NUL in a key, at byte 9
  {"body":"kept","outcomeUnknown":false}
BOM: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: unexpected text, at byte 0
  {"body":"kept","outcomeUnknown":false}
too deep: Dojo\ResponseException: GET /payment-intents/pi_1 returned 200, but the body is not valid JSON: nested too deeply, at byte 64
  {"body":"kept","outcomeUnknown":false}
-- sizes
just fits: no exception, but a long result
a byte too large: Dojo\ResponseException: GET /payment-intents/pi_1 received a response larger than dojo.max_response_bytes
  {"outcomeUnknown":false}
too large without a length: Dojo\ResponseException: GET /payment-intents/pi_1 received a response larger than dojo.max_response_bytes
  {"outcomeUnknown":false}
too large, chunked: Dojo\ResponseException: GET /payment-intents/pi_1 received a response larger than dojo.max_response_bytes
  {"outcomeUnknown":false}
too large, an error: Dojo\NotFoundException: GET /payment-intents/pi_1 returned 404
  {"body":""}
-- other statuses
201: no exception, but {"id":1}
204: Dojo\ResponseException: GET /payment-intents/pi_1 returned 204, but has no body
  {"outcomeUnknown":false}
301: Dojo\ResponseException: GET /payment-intents/pi_1 returned 301, which is neither a success nor an error (...)
  {"outcomeUnknown":false}
302: Dojo\ResponseException: GET /payment-intents/pi_1 returned 302, which is neither a success nor an error (...)
  {"outcomeUnknown":false}
304: Dojo\ResponseException: GET /payment-intents/pi_1 returned 304, which is neither a success nor an error (...)
  {"outcomeUnknown":false}
-- not HTTP
Dojo\ResponseException: GET /payment-intents/pi_1 received a response that is not HTTP (...)
  {"outcomeUnknown":false}
headers without end are refused
no exception, but {"id":7}
