--TEST--
PHP code cannot create a sealed class: not by new, Reflection, unserialize() or as a stream wrapper
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/sealed_classes.inc';

$objects = [Dojo\Webhook::class => verified(), Dojo\Exchange::class => exchange(), Dojo\PageIterator::class => (new Dojo\Client('sk_sandbox_example'))->iterateCustomers()];
foreach (SEALED as $class) {
    $reflected = new ReflectionClass($class);
    $constructor = $reflected->getConstructor();
    $object = $objects[$class];
    echo "$class: ";
    print_refused([
        'new' => fn () => new $class(),
        'new with an argument' => fn () => new $class('x'),
        'new as a default' => fn () => eval("return (static function (\$x = new \\$class()) { return \$x; })();"),
        'Reflection' => fn () => $reflected->newInstance(),
        'Reflection with an argument' => fn () => $reflected->newInstance('x'),
        'Reflection with an array' => fn () => $reflected->newInstanceArgs([]),
        'Reflection with arguments' => fn () => $reflected->newInstanceArgs(['payload' => 'x']),
        'new with a call' => fn () => new $class(print("an argument was evaluated\n"), ...['a', 'b']),
        'its constructor again' => fn () => $constructor->invoke($object),
        'its constructor as a closure' => fn () => $constructor->getClosure($object)(),
        'its constructor in another scope' => fn () => Closure::fromCallable($constructor->getClosure($object))(),
        'its clone method' => fn () => (new ReflectionMethod($class, '__clone'))->invoke($object),
        'a stream wrapper' => function () use ($class) {
            stream_wrapper_register('forged', $class);
            try {
                return fopen('forged://x', 'r');
            } finally {
                stream_wrapper_unregister('forged');
            }
        },
        'a directory of a stream wrapper' => function () use ($class) {
            stream_wrapper_register('forged', $class);
            try {
                return opendir('forged://x');
            } finally {
                stream_wrapper_unregister('forged');
            }
        },
    ]);
}
$money = (new ReflectionClass(Dojo\Money::class))->newInstanceWithoutConstructor();
try {
    (new ReflectionMethod(Dojo\Money::class, '__construct'))->invoke($money);
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}

// Refused by the engine itself.
$refusals = 0;
foreach (SEALED as $class) {
    $reflected = new ReflectionClass($class);
    $object = $objects[$class];
    $name = strlen($class) . ":\"$class\"";
    $attempts = [
        fn () => $reflected->newInstanceWithoutConstructor(),
        fn () => clone $object,
        fn () => serialize($object),
        fn () => unserialize("O:$name:0:{}"),
        fn () => unserialize("O:$name:1:{s:2:\"id\";s:4:\"fake\";}"),
        fn () => unserialize("C:$name:0:{}"),
        fn () => unserialize("E:$name:0;"),
        fn () => $class::__set_state([]),
        fn () => eval('return ' . var_export($object, true) . ';'),
        fn () => (new ReflectionMethod($class, '__construct'))->invoke(new stdClass()),
        fn () => (new ReflectionMethod($class, '__construct'))->getClosure($object)->bindTo(new stdClass())(),
    ];
    if (PHP_VERSION_ID >= 80400) {
        array_push(
            $attempts,
            fn () => $reflected->newLazyGhost(static fn () => null),
            fn () => $reflected->newLazyProxy(static fn () => $object),
            fn () => $reflected->resetAsLazyGhost($object, static fn () => null),
            fn () => $reflected->resetAsLazyProxy($object, static fn () => $object),
        );
    }
    if (PHP_VERSION_ID >= 80500) {
        $attempts[] = fn () => ('clone')($object, ['id' => 'fake']);
    }
    foreach ($attempts as $number => $attempt) {
        try {
            $result = @$attempt();
            $result === false ? $refusals++ : print("$class, $number: created " . get_debug_type($result) . "\n");
        } catch (Throwable $error) {
            $refused = preg_match('~ objects are created only by |uncloneable|erialization of .* is not allowed|is not an enum|cannot be instantiated|non-public constructor|'
                . 'undefined method .*::__set_state|not an instance of|annot bind|null given|Value of type null|Cannot make instance of internal class lazy~', $error->getMessage());
            $refused ? $refusals++ : print("$class, $number: " . get_class($error) . ": {$error->getMessage()}\n");
        }
    }
}
foreach (SEALED as $class) {
    var_dump((new ReflectionClass($class))->isCloneable(), (new ReflectionClass($class))->isInstantiable());
}
echo $refusals >= 33 ? "all other attempts refused\n" : "only $refusals\n";
?>
--EXPECT--
Dojo\Webhook: 14 of 14 attempts refused
Dojo\Exchange: 14 of 14 attempts refused
Dojo\PageIterator: 14 of 14 attempts refused
Dojo\Money can't be instantiated: call its static methods
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
bool(false)
all other attempts refused
