--TEST--
A second __construct() is refused and changes nothing
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

$client = new Dojo\Client('sk_sandbox_example');
thrown(fn () => $client->__construct('sk_prod_example'));
thrown(fn () => $client->__construct(''));
var_dump($client->isSandbox());
?>
--EXPECT--
Error: a Dojo\Client can't be constructed twice: create a new one
Error: a Dojo\Client can't be constructed twice: create a new one
bool(true)
