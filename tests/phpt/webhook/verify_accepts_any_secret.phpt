--TEST--
Any of several secrets may match, and secretIndex says which
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

enum Stored: string
{
    case Current = SECRET;
}

var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, [SECRET])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, [SECRET, OTHER_SECRET])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, OTHER_SIGNATURE, [SECRET, OTHER_SECRET])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, ['a', 'b', 'c', SECRET, 'd'])->secretIndex);
// The first of equal secrets, by its position, not its key.
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, ['x' => 'a', 'y' => SECRET, 'z' => SECRET])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, [7 => 'a', 3 => SECRET])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, array_fill(0, 500, 'wrong') + [500 => SECRET])->secretIndex);
$reference = SECRET;
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, ['a', &$reference])->secretIndex);
var_dump(Dojo\Webhook::verify(BODY, SIGNATURE, [Stored::Current])->secretIndex);
thrown(fn () => Dojo\Webhook::verify(BODY, SIGNATURE, ['a', OTHER_SECRET]));
// Secrets are bytes of any length.
foreach (["a\0b", str_repeat('long', 100), "\xff\xfe", ' ' . SECRET] as $secret) {
    var_dump(Dojo\Webhook::verify(BODY, signed(BODY, $secret), ['x', $secret])->secretIndex, Dojo\Webhook::isValid(BODY, SIGNATURE, $secret));
}
?>
--EXPECT--
int(0)
int(0)
int(1)
int(3)
int(1)
int(1)
int(500)
int(1)
int(0)
Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
int(1)
bool(false)
int(1)
bool(false)
int(1)
bool(false)
int(1)
bool(false)
