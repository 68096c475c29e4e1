--TEST--
No method's arguments appear in a trace, whichever exception it throws
--EXTENSIONS--
dojo
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
declare(strict_types=1);

use Dojo\Tests\Tables;

require __DIR__ . '/../../support/schema_cases.inc';
require_once __DIR__ . '/../../support/Tables.php';

/** Parameters that cannot contain a secret, apart from ids. Every other one may. */
const PLAIN = [
    'apiVersion', 'timeout', 'connectTimeout', 'maxRetries', 'caFile', 'softwareHouseId', 'resellerId', 'appInfo', 'onExchange', // settings
    'method', 'path', 'idempotencyKey', 'payload', 'returnCanceled', 'concurrency', 'statuses',
];

/** Arguments for a method: valid if that matters, with `hidden` in every one that may contain a secret. */
function arguments_for(ReflectionMethod $method, array $shapes): array
{
    $cases = new SchemaCases(Tables::shapes());
    $arguments = [];
    foreach ($method->getParameters() as $parameter) {
        $name = $parameter->getName();
        $arguments[$name] = match (true) {
            $name === 'request' => (isset($shapes[$method->name]) ? $cases->minimal($shapes[$method->name]) : []) + ['extra' => ['secret' => 'hidden-word']],
            $name === 'statuses' => ['Available'],
            $name === 'body', $name === 'headers' => ['X-Extra' => 'hidden-word'],
            $name === 'secrets' => ['hidden-word', 'hidden-other'],
            str_ends_with($name, 'Ids') => ['x_1', 'x_2'],
            str_ends_with($name, 'Id') => 'x_1',
            $name === 'method' => 'POST',
            $name === 'path' => '/x',
            $name === 'payload' => '{}',
            $name === 'idempotencyKey' => 'key-1',
            !in_array($name, PLAIN, true) => 'hidden-word',
            default => $parameter->getDefaultValue(),
        };
    }

    return $arguments;
}

$leaks = [];
$note = static function (string $where, mixed $shown) use (&$leaks): void {
    if (str_contains(print_r($shown, true), 'hidden')) {
        $leaks[$where] = true;
    }
};
$backtraces = 0;
$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'http://127.0.0.1:1', maxRetries: 0, softwareHouseId: 'house1', onExchange: static function () use (&$backtraces, &$current, $note): void {
    $note("$current, as onExchange sees it", debug_backtrace());
    $note("$current, in an exception of onExchange", (new LogicException('observer'))->getTrace());
    $backtraces++;
});
$unconstructed = (new ReflectionClass(Dojo\Client::class))->newInstanceWithoutConstructor();
$shapes = array_filter(array_map(static fn (array $row): ?string => $row['shape'], Tables::operations()));
$methods = $thrown = 0;
foreach ([Dojo\Client::class, Dojo\Webhook::class] as $class) {
    foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        if ($method->getNumberOfParameters() === 0 || $method->name === 'checkoutUrl') {
            continue;
        }
        $current = "$class::$method->name";
        $methods++;
        $arguments = arguments_for($method, $shapes);
        // The same with arguments of wrong types.
        $wrong = array_map(static fn (mixed $value): mixed => is_array($value) ? 'hidden-word' : ['hidden-word'], $arguments);
        $wrong = array_diff_key($wrong, array_flip([...PLAIN, ...array_filter(array_keys($arguments), static fn (string $name): bool => str_contains(substr($name, -3), 'Id'))]));
        $on = $method->isStatic() ? [$class] : [$client, $unconstructed];
        foreach ([$arguments, $wrong === [] ? $arguments : $wrong + $arguments] as $given) {
            foreach ($on as $object) {
                try {
                    $result = $method->isConstructor() ? new $class(...$given) : [$object, $method->name](...$given);
                    if ($result instanceof Iterator) {
                        $result->next();
                    }
                } catch (Throwable $error) {
                    $thrown++;
                    for (; $error; $error = $error->getPrevious()) {
                        $note("$current, " . get_class($error), [$error->getTrace(), (string) $error]);
                    }
                }
            }
        }
    }
}
echo implode("\n", array_keys($leaks)), $leaks ? "\n" : '';
var_dump($methods >= 50, $thrown >= 3 * 50, $backtraces >= 45);
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
