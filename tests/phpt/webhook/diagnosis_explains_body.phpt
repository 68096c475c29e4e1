--TEST--
A mismatch reports what was done to the body: white space, a byte order mark or re-encoding
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$explain = fn (string $label, string $body, string $signature = SIGNATURE, string|array $secrets = SECRET) => thrown(fn () => Dojo\Webhook::verify($body, $signature, $secrets), $label);

echo "-- white space\n";
$explain('newline', BODY . "\n");
$explain('Windows newline', BODY . "\r\n");
$explain('many', "\n\t " . BODY . " \r\n\n");
$explain('before', ' ' . BODY);
// If the newline was signed and then trimmed, the received bytes cannot show it.
$explain('trimmed away', BODY, signed(BODY . "\n"));

echo "-- byte order mark\n";
$explain('UTF-8', "\xEF\xBB\xBF" . BODY);

echo "-- encoded again\n";
$explain('pretty', json_encode(json_decode(BODY), JSON_PRETTY_PRINT));
$explain('pretty and a newline', json_encode(json_decode(BODY), JSON_PRETTY_PRINT) . "\n");
$explain('tabs', str_replace(['{', ','], ["{\n\t", ",\n\t"], BODY));
$rich = '{"id":"evt_1","event":"x","data":{"url":"https://shop.example/order/1","name":"Zoë £5 😀","rate":1.50,"quote":"a\"b\\\\c"}}';
$explain('slashes escaped', json_encode(json_decode($rich), JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION), signed(str_replace('1.50', '1.5', $rich)));
$explain('all that json_encode escapes', json_encode(json_decode($rich)), signed(str_replace('1.50', '1.5', $rich)));
$explain('and HTML', json_encode(json_decode($rich), JSON_HEX_QUOT | JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS), signed(str_replace('1.50', '1.5', $rich)));
$explain('a float that keeps its zeros', str_replace(':', ': ', '{"a":1.50}'), signed('{"a":1.50}'));

echo "-- by the second secret of two\n";
$explain('newline', BODY . "\n", SIGNATURE, [OTHER_SECRET, SECRET]);
$explain('mark', "\xEF\xBB\xBF" . BODY, SIGNATURE, [OTHER_SECRET, SECRET]);
$explain('pretty', json_encode(json_decode(BODY), JSON_PRETTY_PRINT), SIGNATURE, [OTHER_SECRET, SECRET]);
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
