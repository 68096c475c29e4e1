--TEST--
An empty secret, list, header or body never verifies; a caller's mistake has its own exception
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

final class StringableSecret
{
    public function __toString(): string
    {
        return SECRET;
    }
}

$secrets = ['', [], [''], [SECRET, ''], ['', SECRET], [null], [SECRET, null], [SECRET, 1], [[SECRET]], [new StringableSecret()]];
foreach ($secrets as $secret) {
    $label = json_encode($secret);
    thrown(fn () => Dojo\Webhook::verify(BODY, signed(BODY, ''), $secret), "verify $label");
    thrown(fn () => Dojo\Webhook::isValid(BODY, signed(BODY, ''), $secret), "isValid $label");
}
echo "-- signature and body\n";
foreach ([[BODY, null], [BODY, ''], ['', signed('')], ['', null], ["\n", SIGNATURE]] as [$body, $signature]) {
    $error = thrown(fn () => Dojo\Webhook::verify($body, $signature, SECRET));
    var_dump($error instanceof Dojo\SignatureException, Dojo\Webhook::isValid($body, $signature, SECRET));
}
echo "-- signing\n";
thrown(fn () => Dojo\Webhook::sign('', SECRET));
thrown(fn () => Dojo\Webhook::sign(BODY, ''));
thrown(fn () => Dojo\Webhook::verify([], SIGNATURE, SECRET));
thrown(fn () => Dojo\Webhook::verify(BODY, SIGNATURE));
?>
--EXPECT--
verify "": Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
isValid "": Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
verify []: Dojo\ValidationException(secrets): secrets is empty: pass the subscription's secret, or a list of them
isValid []: Dojo\ValidationException(secrets): secrets is empty: pass the subscription's secret, or a list of them
verify [""]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
isValid [""]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
verify ["PDYkJQq6sESYHp_zJuTTBQ",""]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
isValid ["PDYkJQq6sESYHp_zJuTTBQ",""]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
verify ["","PDYkJQq6sESYHp_zJuTTBQ"]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
isValid ["","PDYkJQq6sESYHp_zJuTTBQ"]: Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
verify [null]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got null
isValid [null]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got null
verify ["PDYkJQq6sESYHp_zJuTTBQ",null]: Dojo\ValidationException(secrets[1]): secrets[1]: expected string, got null
isValid ["PDYkJQq6sESYHp_zJuTTBQ",null]: Dojo\ValidationException(secrets[1]): secrets[1]: expected string, got null
verify ["PDYkJQq6sESYHp_zJuTTBQ",1]: Dojo\ValidationException(secrets[1]): secrets[1]: expected string, got int
isValid ["PDYkJQq6sESYHp_zJuTTBQ",1]: Dojo\ValidationException(secrets[1]): secrets[1]: expected string, got int
verify [["PDYkJQq6sESYHp_zJuTTBQ"]]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got array
isValid [["PDYkJQq6sESYHp_zJuTTBQ"]]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got array
verify [{}]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got StringableSecret
isValid [{}]: Dojo\ValidationException(secrets[0]): secrets[0]: expected string, got StringableSecret
-- signature and body
Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
bool(true)
bool(false)
Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
bool(true)
bool(false)
Dojo\SignatureException: the body is empty: the request is not from Dojo, or something has already read the body
bool(true)
bool(false)
Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
bool(true)
bool(false)
Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
bool(true)
bool(false)
-- signing
Dojo\ValidationException(payload): payload is empty: there is nothing to sign
Dojo\ValidationException(secret): secret is empty: pass the subscription's secret
TypeError: Dojo\Webhook::verify(): Argument #1 ($payload) must be of type string, array given
ArgumentCountError: Dojo\Webhook::verify() expects exactly 3 arguments, 2 given
