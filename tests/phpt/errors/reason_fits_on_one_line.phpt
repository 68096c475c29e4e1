--TEST--
ApiException::$reason is one line for staff and never empty
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$bodies = [
    'a field' => [400, '{"errors":{"Reference":["The length must be 1 to 60."]},"title":"Bad Request","status":400,"detail":"One or more fields are not valid."}'],
    'fields' => [400, '{"errors":{"Amount.Value":["Too small.","Not for this card."],"Reference":"Too long."},"detail":"One or more fields are not valid."}'],
    'detail' => [409, '{"title":"Conflict","detail":"The intent is captured already."}'],
    'PascalCase' => [400, '{"Status":400,"Detail":"Your refund was refused.","Errors":{"Amount":["More than is left."]}}'],
    'title' => [403, '{"title":"Not for this key","detail":""}'],
    'code' => [409, '{"code":"TERMINAL_UNAVAILABLE","errors":[{"code":1}]}'],
    'code and field' => [401, '{"code":"INVALID_REQUEST","errors":{"header":["missing"]}}'],
    'field only' => [422, '{"errors":{"Session":["Expired."]}}'],
    'list of sentences' => [400, '{"detail":"Not valid.","errors":["First.","Second.",3]}'],
    'nothing readable' => [400, '{"title":["x"],"detail":{"a":"b"},"errors":{"a":1,"b":[],"c":{"d":"e"}}}'],
    'lines and controls' => [400, '{"detail":"two\r\nlines\u0000\u001b[1m","errors":{"a\nb":["c\td"]}}'],
    'long' => [400, json_encode(['detail' => str_repeat('é', 5000), 'errors' => array_fill_keys(array_map(static fn (int $i): string => "field$i", range(1, 100)), [str_repeat('long ', 100)])], JSON_UNESCAPED_UNICODE)],
    'HTML' => [502, '<html><body>Bad Gateway</body></html>'],
];
foreach ([400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 418, 422, 429, 451, 500, 501, 502, 503, 504, 599] as $status) {
    $bodies["$status, empty"] = [$status, ''];
}
$wire = new Wire(...array_map(static fn (array $response): string => Wire::json($response[1], $response[0]), array_values($bodies)));
foreach ($bodies as $name => [$status, $body]) {
    try {
        $wire->client(maxRetries: 0)->capturePaymentIntent('pi_1', ['amount' => 1]);
    } catch (Dojo\ApiException $error) {
        $long = strlen($error->reason) > 300;
        echo "$name: ", $long ? preg_replace(['~é+~u', '~(long )+~'], ['é... ', 'long ... '], $error->reason) . ' (' . (strlen($error->reason) < 600 ? 'cut' : 'too long') . ')' : $error->reason;
        // The message contains the reason after the request and the status.
        $asked = "POST /payment-intents/pi_1/captures returned $status";
        $tail = substr($error->getMessage(), strlen($asked));
        $same = str_starts_with($error->getMessage(), $asked) && ($body === '' || $status === 502 || $name === 'nothing readable' || str_starts_with($tail, ": $error->reason") || $long);
        $fit = preg_match('~~u', $error->reason) && !preg_match('~[\x00-\x1f\x7f]~', $error->reason);
        echo $same ? '' : " - but the message is {$error->getMessage()}", $fit ? '' : ' - and cannot be logged', "\n";
    }
}
var_dump((new Dojo\ConflictException('made by a test'))->reason);
?>
--EXPECT--
a field: One or more fields are not valid. (Reference: The length must be 1 to 60.)
fields: One or more fields are not valid. (Amount.Value: Too small. Not for this card.; Reference: Too long.)
detail: The intent is captured already.
PascalCase: Your refund was refused. (Amount: More than is left.)
title: Not for this key
code: TERMINAL_UNAVAILABLE
code and field: INVALID_REQUEST (header: missing)
field only: The request can't be processed (Session: Expired.)
list of sentences: Not valid. (First. Second.)
nothing readable: Bad request
lines and controls: two  lines (a b: c d)
long: é...  (field1: long ... ) (cut)
HTML: The gateway received no response from the API
400, empty: Bad request
401, empty: Not authorised
402, empty: The API rejected the request
403, empty: Not permitted
404, empty: Not found
405, empty: Not allowed
408, empty: The request took too long
409, empty: Conflict
413, empty: The request is too large
415, empty: The API rejected the request
418, empty: The API rejected the request
422, empty: The request can't be processed
429, empty: Too many requests
451, empty: The API rejected the request
500, empty: The API failed
501, empty: The API failed
502, empty: The gateway received no response from the API
503, empty: The API is not available
504, empty: The API took too long
599, empty: The API failed
string(0) ""
