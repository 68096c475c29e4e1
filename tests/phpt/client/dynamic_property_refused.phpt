--TEST--
A client accepts no undeclared property; a subclass may declare some
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

class Shop extends Dojo\Client
{
    public string $name = 'shop';
}

#[AllowDynamicProperties]
class Loose extends Dojo\Client
{
}

$client = new Dojo\Client('sk_sandbox_example');
thrown(static function () use ($client): void {
    $client->timeout = 3;
});
$shop = new Shop('sk_sandbox_example');
$shop->name = 'mine';
$loose = new Loose('sk_sandbox_example');
$loose->anything = 'goes';
echo $shop->name, ' ', $loose->anything, "\n";
?>
--EXPECT--
Error: Cannot create dynamic property Dojo\Client::$timeout
mine goes
