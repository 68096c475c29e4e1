--TEST--
request() sends any method, path and JSON, and refuses paths and headers that are unsafe
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$responses = ['{"a":1,"b":[true,null,1.5,"x"],"c":{},"d":[]}', '[1,2]', '"text"', '17', 'null', 'false', '', "\n"];
$wire = new Wire(...array_map(Wire::json(...), $responses));
$client = $wire->client();
foreach ($responses as $i => $response) {
    echo json_encode($response), ' => ', json_encode($client->request(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'][$i % 5], "/thing/$i?q=a%20b&r[]=1")), "\n";
}
echo implode("\n", $wire->requestLines()), "\n";
$sent = count($wire->requests());
$wrong = [
    ['FETCH', '/x'], ['', '/x'], ["GET\r\n", '/x'], ['HEAD', '/x'],
    ['GET', 'x'], ['GET', ''], ['GET', 'https://evil.example/'], ['GET', "/x\r\nX-Evil: 1"], ['GET', '/a b'], ['GET', '/x#y'],
    ['GET', '/a/../b'], ['GET', '/..'], ['GET', '/.'], ['GET', '/a/./b'], ['GET', '/a\\b'], ['GET', "/\u{a3}"],
    ['GET', '/x', ['a' => 1]], ['GET', '/x', []],
    ['POST', '/x', null, ['X-A' => "b\r\nX-Evil: 1"]], ['POST', '/x', null, ["X-A: b\r\nX" => 'c']], ['POST', '/x', null, ['' => 'x']],
    ['POST', '/x', null, ['X A' => 'x']], ['POST', '/x', null, ['X-A: b']], ['POST', '/x', null, ['X-A' => 1]], ['POST', '/x', null, ['X-A' => null]],
    ['POST', '/x', null, ['Host' => 'evil.example']], ['POST', '/x', null, ['content-length' => '0']],
    ['POST', '/x', null, ['Transfer-Encoding' => 'chunked']], ['POST', '/x', null, ['Connection' => 'close']], ['POST', '/x', null, ['Expect' => '100-continue']],
    ['POST', '/x', null, ['X-A' => "\u{a3}"]], ['POST', '/x', null, ['X-A' => '']], ['POST', '/x', null, ['Authorization' => ' ']], ['POST', '/x', null, ['version' => '']],
];
foreach ($wrong as $arguments) {
    thrown(fn () => $client->request(...$arguments));
}
echo count($wire->requests()) - $sent, " of these were sent\n";
$client->request('GET', '/a..b/.c/d...', null, ['x-number' => '1', 'VERSION' => '2030-01-01', 'User-Agent' => 'me']);
echo preg_replace(['~\r~', '~^Host.*~m'], ['', 'Host'], $wire->requests()[$sent]);
?>
--EXPECT--
"{\"a\":1,\"b\":[true,null,1.5,\"x\"],\"c\":{},\"d\":[]}" => {"a":1,"b":[true,null,1.5,"x"],"c":[],"d":[]}
"[1,2]" => [1,2]
"\"text\"" => "text"
"17" => 17
"null" => null
"false" => false
"" => null
"\n" => null
GET /thing/0?q=a%20b&r[]=1 HTTP/1.1
POST /thing/1?q=a%20b&r[]=1 HTTP/1.1
PUT /thing/2?q=a%20b&r[]=1 HTTP/1.1
PATCH /thing/3?q=a%20b&r[]=1 HTTP/1.1
DELETE /thing/4?q=a%20b&r[]=1 HTTP/1.1
GET /thing/5?q=a%20b&r[]=1 HTTP/1.1
POST /thing/6?q=a%20b&r[]=1 HTTP/1.1
PUT /thing/7?q=a%20b&r[]=1 HTTP/1.1
Dojo\ValidationException(method): method must be one of GET, POST, PUT, PATCH, DELETE
Dojo\ValidationException(method): method must be one of GET, POST, PUT, PATCH, DELETE
Dojo\ValidationException(method): method must be one of GET, POST, PUT, PATCH, DELETE
Dojo\ValidationException(method): method must be one of GET, POST, PUT, PATCH, DELETE
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path contains a "." or ".." segment
Dojo\ValidationException(path): path contains a "." or ".." segment
Dojo\ValidationException(path): path contains a "." or ".." segment
Dojo\ValidationException(path): path contains a "." or ".." segment
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(path): path must start with a slash and contain only printable ASCII: encode ids with rawurlencode()
Dojo\ValidationException(body): body: a GET has no body; put parameters in the query of the path
Dojo\ValidationException(body): body: a GET has no body; put parameters in the query of the path
Dojo\ValidationException(headers[X-A]): headers[X-A] must be printable ASCII without line breaks, and not only spaces
Dojo\ValidationException(headers): headers: a header name is empty or contains a character that is not allowed
Dojo\ValidationException(headers): headers: a header name is empty or contains a character that is not allowed
Dojo\ValidationException(headers): headers: a header name is empty or contains a character that is not allowed
Dojo\ValidationException(headers): headers must be an array of name => string
Dojo\ValidationException(headers): headers must be an array of name => string
Dojo\ValidationException(headers): headers must be an array of name => string
Dojo\ValidationException(headers[Host]): headers[Host] can't be passed: the extension sets this header
Dojo\ValidationException(headers[content-length]): headers[content-length] can't be passed: the extension sets this header
Dojo\ValidationException(headers[Transfer-Encoding]): headers[Transfer-Encoding] can't be passed: the extension sets this header
Dojo\ValidationException(headers[Connection]): headers[Connection] can't be passed: the extension sets this header
Dojo\ValidationException(headers[Expect]): headers[Expect] can't be passed: the extension sets this header
Dojo\ValidationException(headers[X-A]): headers[X-A] must be printable ASCII without line breaks, and not only spaces
Dojo\ValidationException(headers[X-A]): headers[X-A] must be printable ASCII without line breaks, and not only spaces
Dojo\ValidationException(headers[Authorization]): headers[Authorization] must be printable ASCII without line breaks, and not only spaces
Dojo\ValidationException(headers[version]): headers[version] must be printable ASCII without line breaks, and not only spaces
0 of these were sent
GET /a..b/.c/d... HTTP/1.1
Host
Authorization: Basic sk_sandbox_example
Accept: application/json
x-number: 1
VERSION: 2030-01-01
User-Agent: me
