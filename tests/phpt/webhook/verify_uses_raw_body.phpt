--TEST--
The signature covers the raw bytes: a body re-encoded, trimmed or extended does not verify
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$bodies = [
    're-encoded' => json_encode(json_decode(BODY), JSON_PRETTY_PRINT),
    'trailing newline' => BODY . "\n",
    'byte order mark' => "\xef\xbb\xbf" . BODY,
    'cut' => substr(BODY, 0, -1),
    'another amount of spaces' => str_replace(',', ', ', BODY),
    'one bit' => str_replace('Created', 'Creatfd', BODY),
    'trailing NUL' => BODY . "\0",
];
foreach ($bodies as $label => $body) {
    $error = thrown(fn () => Dojo\Webhook::verify($body, SIGNATURE, SECRET), $label);
    var_dump($error::class === Dojo\SignatureException::class, Dojo\Webhook::isValid($body, SIGNATURE, SECRET));
}
?>
--EXPECT--
re-encoded: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
bool(true)
bool(false)
trailing newline: Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
bool(true)
bool(false)
byte order mark: Dojo\SignatureException: the signature does not match: the body begins with a byte order mark that was not signed: pass the raw body
bool(true)
bool(false)
cut: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
bool(true)
bool(false)
another amount of spaces: Dojo\SignatureException: the signature does not match: the body was decoded and re-encoded, or pretty-printed: pass the raw body from php://input
bool(true)
bool(false)
one bit: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
bool(true)
bool(false)
trailing NUL: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
bool(true)
bool(false)
