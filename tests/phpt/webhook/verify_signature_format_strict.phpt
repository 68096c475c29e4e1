--TEST--
A signature is sha256= and 64 hex digits, with dashes between all bytes or none
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$hex = str_replace('-', '', substr(SIGNATURE, 7));
foreach ([SIGNATURE, strtolower(SIGNATURE), "sha256=$hex", 'sha256=' . strtolower($hex), 'sha256=' . substr($hex, 0, 32) . strtolower(substr($hex, 32))] as $form) {
    var_dump(Dojo\Webhook::verify(BODY, $form, SECRET)->id);
}
$wrong = [
    'no prefix' => substr(SIGNATURE, 7), 'no prefix, no dashes' => $hex, 'upper-case prefix' => 'SHA256=' . substr(SIGNATURE, 7), 'sha1=' => 'sha1=' . substr(SIGNATURE, 7),
    'prefix only' => 'sha256=', 'leading space' => ' ' . SIGNATURE, 'trailing space' => SIGNATURE . ' ', 'line end' => SIGNATURE . "\n",
    'space in the middle' => 'sha256= ' . $hex, 'a byte less' => substr(SIGNATURE, 0, -3), 'a digit less' => substr(SIGNATURE, 0, -1),
    'a byte more' => SIGNATURE . '-00', 'no dash once' => substr_replace(SIGNATURE, '', 9, 1), 'a dash at the end' => SIGNATURE . '-',
    'underscores' => str_replace('-', '_', SIGNATURE), 'other digits' => substr_replace(SIGNATURE, 'G', 7, 1), 'NUL' => substr_replace(SIGNATURE, "\0", 7, 1),
    'dashes elsewhere' => 'sha256=' . implode('-', str_split($hex, 4)), 'base64' => 'sha256=' . base64_encode(hex2bin($hex)),
    'two of them' => SIGNATURE . ',' . SIGNATURE, 'long' => str_repeat('x', 100000), 'full width' => 'sha256=' . str_replace('4', "\u{ff14}", $hex),
    'truncated to the same length' => str_pad('sha256=4B', 102, '-00'), 'one dash moved' => 'sha256=4-B49' . substr(SIGNATURE, 11),
];
foreach ($wrong as $label => $signature) {
    thrown(fn () => Dojo\Webhook::verify(BODY, $signature, SECRET), $label);
}
// Every digit counts.
$accepted = 0;
for ($i = 7; $i < strlen(SIGNATURE); $i++) {
    $changed = SIGNATURE;
    $changed[$i] = $changed[$i] === '0' ? '1' : ($changed[$i] === '-' ? '0' : '0');
    $accepted += $changed !== SIGNATURE && Dojo\Webhook::isValid(BODY, $changed, SECRET);
}
var_dump($accepted);
?>
--EXPECT--
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
no prefix: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 95 bytes
no prefix, no dashes: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 64 bytes
upper-case prefix: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 102 bytes
sha1=: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 100 bytes
prefix only: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 7 bytes
leading space: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 103 bytes
trailing space: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 103 bytes
line end: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 103 bytes
space in the middle: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 72 bytes
a byte less: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 99 bytes
a digit less: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 101 bytes
a byte more: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 105 bytes
no dash once: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 101 bytes
a dash at the end: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 103 bytes
underscores: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 102 bytes
other digits: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 102 bytes
NUL: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 102 bytes
dashes elsewhere: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 86 bytes
base64: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 51 bytes
two of them: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 205 bytes
long: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 100000 bytes
full width: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 83 bytes
truncated to the same length: Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
one dash moved: Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 103 bytes
int(0)
