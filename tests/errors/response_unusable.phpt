--TEST--
A success whose body can't be used is a ResponseException that says what is wrong with it
--EXTENSIONS--
dojo
--INI--
dojo.max_response_bytes=2000
--FILE--
<?php
require __DIR__ . '/../support/errors.inc';

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
    failing(Wire::json($body), $read);
}
echo "-- sizes\n";
foreach (['just fits' => 2000 - 8, 'a byte too large' => 2001 - 8] as $label => $size) {
    echo "$label: ";
    failing(Wire::json('{"a":"' . str_repeat('x', $size) . '"}'), $read);
}
echo 'too large without saying so: ';
failing(['answer' => "HTTP/1.1 200 OK\r\n\r\n" . str_repeat('x', 100000), 'then' => 'close'], $read);
echo 'too large, chunked: ';
failing("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" . str_repeat("3e8\r\n" . str_repeat('x', 1000) . "\r\n", 3) . "0\r\n\r\n", $read);
echo 'too large, an error: ';
failing(Wire::json('{"detail":"' . str_repeat('x', 100000) . '"}', 404), $read);
echo "-- other statuses\n";
foreach ([201, 204, 301, 302, 304, 199] as $status) {
    echo "$status: ";
    failing(Wire::answer($status, $status === 201 ? '{"a":1}' : '', 'Location: http://127.0.0.1:1/'), $read, timeout: 0.3);
}
echo "-- not HTTP\n";
failing(['answer' => "\x00\xff this is no HTTP\r\n\r\n", 'then' => 'close'], $read);
failing(['answer' => "HTTP/1.1 200 OK\r\nX: " . str_repeat('y', 400000) . "\r\n\r\n{}", 'then' => 'close'], $read);
// Chunked and with an interim answer: both are plain HTTP.
failing("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n2\r\n7}\r\n0\r\n\r\n", $read);
?>
--EXPECTF--
