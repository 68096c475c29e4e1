--TEST--
A client cannot be cloned, serialized or unserialized
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

class Mine extends Dojo\Client
{
    public string $note = 'mine';
}

foreach ([new Dojo\Client('sk_sandbox_example'), new Mine('sk_sandbox_example')] as $client) {
    thrown(fn () => clone $client);
    thrown(fn () => serialize($client));
    thrown(fn () => serialize([$client]));
    thrown(fn () => $client->__serialize());
    $class = $client::class;
    thrown(fn () => unserialize('O:' . strlen($class) . ":\"$class\":0:{}"));
    thrown(fn () => unserialize('C:' . strlen($class) . ":\"$class\":0:{}"));
}
var_dump(unserialize('O:11:"Dojo\Client":0:{}', ['allowed_classes' => false])::class);
?>
--EXPECT--
Error: Trying to clone an uncloneable object of class Dojo\Client
Exception: Serialization of 'Dojo\Client' is not allowed
Exception: Serialization of 'Dojo\Client' is not allowed
Error: Call to undefined method Dojo\Client::__serialize()
Exception: Unserialization of 'Dojo\Client' is not allowed
Exception: Unserialization of 'Dojo\Client' is not allowed
Error: Trying to clone an uncloneable object of class Mine
Exception: Serialization of 'Mine' is not allowed
Exception: Serialization of 'Mine' is not allowed
Error: Call to undefined method Mine::__serialize()
Exception: Unserialization of 'Mine' is not allowed
Exception: Unserialization of 'Mine' is not allowed
string(22) "__PHP_Incomplete_Class"
