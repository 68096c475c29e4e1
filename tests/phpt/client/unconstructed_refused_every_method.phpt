--TEST--
Every method of a client that was not constructed throws
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

final class Forgetful extends Dojo\Client
{
    public function __construct()
    {
    }
}

$methods = array_filter(
    (new ReflectionClass(Dojo\Client::class))->getMethods(),
    static fn (ReflectionMethod $method): bool => !$method->isStatic() && !$method->isConstructor(),
);
$clients = [new Forgetful(), (new ReflectionClass(Dojo\Client::class))->newInstanceWithoutConstructor()];
$refused = 0;
foreach ($clients as $client) {
    foreach ($methods as $method) {
        $arguments = [];
        foreach ($method->getParameters() as $parameter) {
            $arguments[] = (string) $parameter->getType() === 'string' ? 'x' : ['x' => 'y'];
            if ($parameter->isOptional()) {
                array_pop($arguments);
            }
        }
        try {
            $result = $method->invoke($client, ...$arguments);
            if ($result instanceof Iterator) {
                // An iterator fetches its first page only now, through the method that a subclass may override.
                $result->rewind();
            }
            echo "$method->name worked\n";
        } catch (Error $error) {
            $good = get_class($error) === 'Error' && preg_match('~^Dojo\\\\Client::' . preg_replace('~^iterate~', 'search', $method->name) . '\(\) was called on a client that was not constructed~', $error->getMessage());
            $good ? $refused++ : print("$method->name: {$error->getMessage()}\n");
        }
    }
}
var_dump($refused === 2 * count($methods), count($methods) >= 51);
thrown(fn () => $clients[0]->createPaymentIntent(['amount' => 1.5]));
?>
--EXPECT--
bool(true)
bool(true)
Error: Dojo\Client::createPaymentIntent() was called on a client that was not constructed: call parent::__construct() in your subclass, and don't use a client whose constructor threw
