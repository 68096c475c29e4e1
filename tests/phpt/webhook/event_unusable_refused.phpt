--TEST--
A signed body that is not an event is a ResponseException
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$bodies = ['not json', '[]', '{}', 'null', '"evt"', '42', '{"id":"evt_1"}', '{"id":"evt_1","event":"x"}', '{"id":"","event":"x","data":{}}', '{"id":1,"event":"x","data":{}}',
    '{"id":"evt_1","event":"x","data":[]}', '{"id":"evt_1","event":"x","data":null}', '{"id":"evt_1","event":"x","data":"{}"}', '{"id":"evt_1","event":"x","data":{}}x',
    "{\"id\":\"evt_1\",\"event\":\"\xff\",\"data\":{}}", '{"id":"evt_1","event":"x","data":{"a\u0000":1}}', str_repeat('[', 100), '{"id":"evt_1","event":"x","data":' . str_repeat('{"a":', 70) . '1' . str_repeat('}', 71)];
foreach ($bodies as $body) {
    thrown(fn () => Dojo\Webhook::verify($body, signed($body), SECRET), substr($body, 0, 40));
    var_dump(Dojo\Webhook::isValid($body, signed($body), SECRET));
}
?>
--EXPECT--
not json: Dojo\ResponseException: not valid JSON: unexpected text, at byte 0
bool(true)
[]: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
null: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
"evt": Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
42: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1"}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1","event":"x"}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"","event":"x","data":{}}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":1,"event":"x","data":{}}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1","event":"x","data":[]}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1","event":"x","data":null}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1","event":"x","data":"{}"}: Dojo\ResponseException: the signature is valid, but the payload is not an event: id, event or data is missing
bool(true)
{"id":"evt_1","event":"x","data":{}}x: Dojo\ResponseException: not valid JSON: text after the end, at byte 36
bool(true)
{"id":"evt_1","event":"ÿ","data":{}}: Dojo\ResponseException: not valid JSON: malformed UTF-8
bool(true)
{"id":"evt_1","event":"x","data":{"a\u00: Dojo\ResponseException: not valid JSON: an escaped NUL in a key, at byte 42
bool(true)
[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[: Dojo\ResponseException: not valid JSON: nested too deeply, at byte 64
bool(true)
{"id":"evt_1","event":"x","data":{"a":{": Dojo\ResponseException: not valid JSON: nested too deeply, at byte 348
bool(true)
