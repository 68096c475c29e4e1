--TEST--
A lone surrogate in a response, which ext/json refuses, becomes U+FFFD; everything else stays
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$texts = [
    'high' => '\ud800', 'low' => '\udfff', 'upper case' => '\uDBFF', 'pair' => '\ud83d\ude00', 'two high' => '\ud83d\ud83d', 'two low' => '\ude00\ude00',
    'turned round' => '\ude00\ud83d', 'high before a pair' => '\ud800\ud83d\ude00', 'pair before a low' => '\ud83d\ude00\udc00', 'high before text' => '\ud83dx',
    'high before an escape' => '\ud83d\n\udc00', 'high before another character' => '\ud83d\u00e9', 'no escape' => '\\\\ud800', 'after a backslash' => '\\\\\ud800',
    'at the ends' => '\udc00x\ud800', 'in a word' => 'a\ud800b\udc00c', 'next to a pair' => '\ud7ff\ue000', 'nothing' => '',
];
$members = [];
foreach ($texts as $name => $text) {
    $members[] = json_encode($name) . ":\"$text\"";
}
$json = '{' . implode(',', $members) . ',"\ud800":"\udc00","list":["\ud800",["\udfff",1]]}';
$wire = new Wire(Wire::json($json), Wire::json('["\ud800"]'), Wire::json('"\ud800"'), Wire::json('{"detail":"\ud800","errors":{"a":["\udc00"]}}', 409));
$client = $wire->client(maxRetries: 0);
foreach ($client->listWebhooks() as $name => $value) {
    echo json_encode((string) $name), ': ', json_encode($value), "\n";
}
var_dump($client->listWebhooks() === ["\u{FFFD}"], $client->request('GET', '/x') === "\u{FFFD}");
try {
    $client->getPaymentIntent('pi_1');
} catch (Dojo\ConflictException $error) {
    var_dump($error->reason);
}

// Random strings, compared with a replacement by regular expression: valid pairs first, then lone surrogates.
mt_srand(20260227);
$units = ['\ud800', '\uDBFF', '\udc00', '\uDfff', '\uDE00', 'x', '\\\\', '\n', '\u0041', '\ue000', 'é'];
$documents = $expected = [];
for ($i = 0; $i < 300; $i++) {
    $text = '';
    for ($n = mt_rand(0, 12); $n > 0; $n--) {
        $text .= $units[mt_rand(0, count($units) - 1)];
    }
    $whole = preg_replace_callback(
        '~(\\\\\\\\)|(\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\\\u[dD][89a-fA-F][0-9a-fA-F]{2})~',
        static fn (array $m): string => isset($m[3]) ? '\ufffd' : $m[0],
        $text,
    );
    $documents[] = "\"$text\"";
    $expected[] = json_decode("\"$whole\"", flags: JSON_THROW_ON_ERROR);
}
$wire = new Wire(Wire::json('[' . implode(',', $documents) . ']'));
var_dump($wire->client()->listWebhooks() === $expected);
?>
--EXPECT--
"high": "\ufffd"
"low": "\ufffd"
"upper case": "\ufffd"
"pair": "\ud83d\ude00"
"two high": "\ufffd\ufffd"
"two low": "\ufffd\ufffd"
"turned round": "\ufffd\ufffd"
"high before a pair": "\ufffd\ud83d\ude00"
"pair before a low": "\ud83d\ude00\ufffd"
"high before text": "\ufffdx"
"high before an escape": "\ufffd\n\ufffd"
"high before another character": "\ufffd\u00e9"
"no escape": "\\ud800"
"after a backslash": "\\\ufffd"
"at the ends": "\ufffdx\ufffd"
"in a word": "a\ufffdb\ufffdc"
"next to a pair": "\ud7ff\ue000"
"nothing": ""
"\ufffd": "\ufffd"
"list": ["\ufffd",["\ufffd",1]]
bool(true)
bool(true)
string(12) "� (a: �)"
bool(true)
