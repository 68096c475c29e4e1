--TEST--
A client whose constructor threw can be constructed again, and is unusable until then
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

$client = (new ReflectionClass(Dojo\Client::class))->newInstanceWithoutConstructor();
thrown(fn () => $client->__construct('', onExchange: fn () => null));
thrown(fn () => $client->isSandbox());
$client->__construct('sk_sandbox_example');
var_dump($client->isSandbox());
?>
--EXPECT--
Dojo\ValidationException(apiKey): apiKey is empty: pass the secret key, which starts with sk_sandbox_ or sk_prod_
Error: Dojo\Client::isSandbox() was called on a client that was not constructed: call parent::__construct() in your subclass, and don't use a client whose constructor threw
bool(true)
