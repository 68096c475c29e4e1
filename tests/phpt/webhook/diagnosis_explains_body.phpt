--TEST--
A mismatch reports what was done to the body: white space, a byte order mark or re-encoding
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$told = fn (string $label, string $body, string $signature = SIGNATURE, string|array $secrets = SECRET) => thrown(fn () => Dojo\Webhook::verify($body, $signature, $secrets), $label);

echo "-- white space\n";
$told('newline', BODY . "\n");
$told('Windows newline', BODY . "\r\n");
$told('many', "\n\t " . BODY . " \r\n\n");
$told('before', ' ' . BODY);
// If the newline was signed and then trimmed, the received bytes cannot show it.
$told('trimmed away', BODY, signed(BODY . "\n"));

echo "-- byte order mark\n";
$told('UTF-8', "\xEF\xBB\xBF" . BODY);

echo "-- encoded again\n";
$told('pretty', json_encode(json_decode(BODY), JSON_PRETTY_PRINT));
$told('pretty and a newline', json_encode(json_decode(BODY), JSON_PRETTY_PRINT) . "\n");
$told('tabs', str_replace(['{', ','], ["{\n\t", ",\n\t"], BODY));
$rich = '{"id":"evt_1","event":"x","data":{"url":"https://shop.example/order/1","name":"Zoë £5 😀","rate":1.50,"quote":"a\"b\\\\c"}}';
$told('slashes escaped', json_encode(json_decode($rich), JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION), signed(str_replace('1.50', '1.5', $rich)));
$told('all that json_encode escapes', json_encode(json_decode($rich)), signed(str_replace('1.50', '1.5', $rich)));
$told('and HTML', json_encode(json_decode($rich), JSON_HEX_QUOT | JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS), signed(str_replace('1.50', '1.5', $rich)));
$told('a float that keeps its zeros', str_replace(':', ': ', '{"a":1.50}'), signed('{"a":1.50}'));

echo "-- by the second secret of two\n";
$told('newline', BODY . "\n", SIGNATURE, [OTHER_SECRET, SECRET]);
$told('mark', "\xEF\xBB\xBF" . BODY, SIGNATURE, [OTHER_SECRET, SECRET]);
$told('pretty', json_encode(json_decode(BODY), JSON_PRETTY_PRINT), SIGNATURE, [OTHER_SECRET, SECRET]);
?>
--EXPECT--
-- white space
newline: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
Windows newline: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
many: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
before: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
trimmed away: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
-- byte order mark
UTF-8: Dojo\SignatureException: the signature does not match: the body begins with a byte order mark that was not signed: pass the raw body
-- encoded again
pretty: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
pretty and a newline: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
tabs: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
slashes escaped: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
all that json_encode escapes: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
and HTML: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
a float that keeps its zeros: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
-- by the second secret of two
newline: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
mark: Dojo\SignatureException: the signature does not match: the body begins with a byte order mark that was not signed: pass the raw body
pretty: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
