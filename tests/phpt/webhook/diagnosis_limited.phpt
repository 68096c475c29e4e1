--TEST--
A forgery gets the general message; large bodies and long lists of secrets are not searched
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

echo "-- forged\n";
thrown(fn () => Dojo\Webhook::verify(BODY, signed(BODY, 'guess'), SECRET));
$general = thrown(fn () => Dojo\Webhook::verify(BODY, signed(BODY, 'guess'), [SECRET, OTHER_SECRET]))->getMessage();
// Something that merely looks like a mistake gets it too: a cause is reported only if the MAC proves it.
$bodies = [BODY . "\n", "\xEF\xBB\xBF" . BODY, json_encode(json_decode(BODY), JSON_PRETTY_PRINT), 'no JSON', "\xFF", '{', ' ', "\n", "\xEF\xBB\xBF", str_repeat('[', 5000)];
$secrets = [SECRET, 'ws_x', ' x ', base64_encode(SECRET), 'ws_', 'x', ' ', '====', "\0", str_repeat('A', 252), str_repeat('A', 256), str_repeat('A', 1000)];
$different = 0;
foreach ($bodies as $body) {
    foreach ($secrets as $secret) {
        try {
            Dojo\Webhook::verify($body, signed($body, 'guess'), $secret);
            $different++;
        } catch (Dojo\SignatureException $error) {
            $different += $error->getMessage() === $general ? 0 : 1;
        }
    }
}
echo "$different other messages\n";

echo "-- bodies up to 16 KiB\n";
foreach ([16384, 16385, 200000] as $size) {
    $body = str_pad('{"id":"evt_1","text":"', $size - 3, 'x') . '"}';
    thrown(fn () => Dojo\Webhook::verify("$body\n", signed($body), SECRET), (string) strlen("$body\n"));
}

echo "-- up to 8 secrets\n";
foreach ([8, 9] as $count) {
    $list = array_merge(array_fill(0, $count - 1, 'another'), [SECRET]);
    thrown(fn () => Dojo\Webhook::verify(BODY . "\n", SIGNATURE, $list), (string) $count);
}

echo "-- what was wrong to pass at all is said first\n";
thrown(fn () => Dojo\Webhook::verify(BODY . "\n", 'sha256=', SECRET));
thrown(fn () => Dojo\Webhook::verify(BODY . "\n", null, SECRET));
thrown(fn () => Dojo\Webhook::verify(BODY . "\n", SIGNATURE, [SECRET, '']));
?>
--EXPECT--
-- forged
Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
0 other messages
-- bodies up to 16 KiB
16384: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
16385: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
200000: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
-- up to 8 secrets
8: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
9: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
-- what was wrong to pass at all is said first
Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 7 bytes
Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
