--TEST--
request() calls what no method does: any method, any path, any JSON
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/thrown.inc';
require __DIR__ . '/../support/wire.inc';

$answers = ['{"a":1,"b":[true,null,1.5,"x"],"c":{},"d":[]}', '[1,2]', '"text"', '17', 'null', 'false', '', "\n"];
$wire = new Wire(...array_map(Wire::json(...), $answers));
$client = $wire->client();
foreach ($answers as $i => $answer) {
    echo json_encode($answer), ' => ', json_encode($client->request(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'][$i % 5], "/thing/$i?q=a%20b&r[]=1")), "\n";
}
foreach ($wire->requests() as $request) {
    echo strstr($request, "\r\n", true), "\n";
}
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
    ['POST', '/x', null, ['X-A' => "\u{a3}"]],
];
foreach ($wrong as $arguments) {
    thrown(fn () => $client->request(...$arguments));
}
echo count($wire->requests()) - $sent, " of these were sent\n";
$client->request('GET', '/a..b/.c/d...', null, ['X-Empty' => '', 'x-number' => '1']);
echo preg_replace('~\r~', '', $wire->requests()[$sent]);
?>
--EXPECT--
