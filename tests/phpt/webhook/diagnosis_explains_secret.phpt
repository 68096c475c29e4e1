--TEST--
A mismatch reports what is wrong with the secret: white space, base64, its prefix, or its id instead
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$explain = fn (string $label, string|array $secrets, string $signature = SIGNATURE) => thrown(fn () => Dojo\Webhook::verify(BODY, $signature, $secrets), $label);

echo "-- white space\n";
$explain('newline', SECRET . "\n");
$explain('spaces', '  ' . SECRET . "\t");
$explain('Windows newline', SECRET . "\r\n");

echo "-- prefix\n";
$explain('cut off', substr(OTHER_SECRET, 3), OTHER_SIGNATURE);
$explain('added', 'ws_' . SECRET);

echo "-- base64\n";
$explain('encoded', base64_encode(SECRET));
$explain('encoded, no padding needed', base64_encode('abcdef'), signed(BODY, 'abcdef'));
$explain('encoded, one of padding', base64_encode('abcde'), signed(BODY, 'abcde'));
$explain('decoded', base64_decode(strtr(SECRET, '-_', '+/')));
$explain('decoded, one that had padding', base64_decode('c2VjcmV0IQ=='), signed(BODY, 'c2VjcmV0IQ=='));
$explain('decoded, + and /', base64_decode('+/+/+/+/'), signed(BODY, '+/+/+/+/'));
$explain('decoded, - and _', base64_decode('+/+/+/+/'), signed(BODY, '-_-_-_-_'));

echo "-- id\n";
$explain('its id', 'sc_RkLkLqPv0E2q3b7YtLhQaA');

echo "-- in a list, first and last\n";
$explain('newline', [SECRET . "\n", OTHER_SECRET]);
$explain('prefix', ['something else', substr(OTHER_SECRET, 3)], OTHER_SIGNATURE);
$explain('id', ['something else', 'sc_RkLkLqPv0E2q3b7YtLhQaA']);

echo "-- of every length\n";
$wrong = 0;
for ($length = 1; $length <= 240; $length++) {
    $secret = substr(str_repeat('aB3_-zQ9x', 30), 0, $length);
    $forms = ['leading or trailing white space' => "$secret ", 'an extra ws_ prefix' => "ws_$secret"];
    $forms += $length <= 180 ? ['was base64-encoded' => base64_encode($secret)] : [];
    foreach ($forms as $words => $form) {
        try {
            Dojo\Webhook::verify(BODY, signed(BODY, $secret), $form);
            $wrong++;
        } catch (Dojo\SignatureException $error) {
            $wrong += str_contains($error->getMessage(), $words) ? 0 : 1;
        }
    }
}
echo "$wrong wrong\n";
?>
--EXPECT--
-- white space
newline: Dojo\SignatureException: the signature does not match: the secret has leading or trailing white space: trim it where it is read
spaces: Dojo\SignatureException: the signature does not match: the secret has leading or trailing white space: trim it where it is read
Windows newline: Dojo\SignatureException: the signature does not match: the secret has leading or trailing white space: trim it where it is read
-- prefix
cut off: Dojo\SignatureException: the signature does not match: the secret lacks its ws_ prefix: pass it exactly as displayed
added: Dojo\SignatureException: the signature does not match: the secret has an extra ws_ prefix: pass it exactly as displayed
-- base64
encoded: Dojo\SignatureException: the signature does not match: the secret was base64-encoded: pass it exactly as displayed
encoded, no padding needed: Dojo\SignatureException: the signature does not match: the secret was base64-encoded: pass it exactly as displayed
encoded, one of padding: Dojo\SignatureException: the signature does not match: the secret was base64-encoded: pass it exactly as displayed
decoded: Dojo\SignatureException: the signature does not match: the secret was base64-decoded: pass it exactly as displayed
decoded, one that had padding: Dojo\SignatureException: the signature does not match: the secret was base64-decoded: pass it exactly as displayed
decoded, + and /: Dojo\SignatureException: the signature does not match: the secret was base64-decoded: pass it exactly as displayed
decoded, - and _: Dojo\SignatureException: the signature does not match: the secret was base64-decoded: pass it exactly as displayed
-- id
its id: Dojo\SignatureException: the signature does not match: the secret looks like a secret's id (sc_…): pass its value
-- in a list, first and last
newline: Dojo\SignatureException: the signature does not match: the secret has leading or trailing white space: trim it where it is read
prefix: Dojo\SignatureException: the signature does not match: the secret lacks its ws_ prefix: pass it exactly as displayed
id: Dojo\SignatureException: the signature does not match: the secret looks like a secret's id (sc_…): pass its value
-- of every length
0 wrong
