--TEST--
The operations table, the classes, the stub, the docs and the tests agree on methods and signatures
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Tests\Tables;

require_once __DIR__ . '/../../support/Tables.php';

$root = dirname(__DIR__, 3);
$rows = Tables::operations();
$beyond = ['request', 'isSandbox', 'checkoutUrl', 'getPaymentIntents', 'iteratePaymentIntents', 'iterateCustomers', 'poolStats', 'resetPool'];

// The methods of the loaded extension.
$reflected = [];
foreach ((new ReflectionClass(Dojo\Client::class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
    if ($method->isConstructor() || in_array($method->name, $beyond, true)) {
        continue;
    }
    $parameters = array_map(static fn (ReflectionParameter $parameter): string => implode('', [
        $parameter->getAttributes() ? '#[\\' . $parameter->getAttributes()[0]->getName() . '] ' : '',
        $parameter->getType(), ' $', $parameter->name,
        $parameter->isDefaultValueAvailable() ? ' = ' . ['[]' => '[]', 'false' => 'false'][json_encode($parameter->getDefaultValue())] : '',
    ]), $method->getParameters());
    $reflected[$method->name] = "$method->name(" . implode(', ', $parameters) . "): {$method->getReturnType()}";
}

// The methods of the stub.
preg_match('~^class Client$(.*?)^}~ms', (string) file_get_contents("$root/stubs/dojo.stub.php"), $class);
preg_match_all('~(/\*\*(?:(?!\*/).)*\*/)?\s*public function ((\w+)\([^)]*\): \S+) \{~s', $class[1], $matches, PREG_SET_ORDER);
$stub = array_diff_key(array_column($matches, 2, 3), array_flip($beyond));
$undocumented = array_filter($matches, static fn (array $match): bool => $match[1] === '');

// The table of docs/methods.md: `name($a, $b = x)`, `METHOD /path`, whether it is retried.
preg_match_all('~^\| `(\w+)\(([^`]*)\)` \| `(\w+) ([^`]+)` \| (yes|no) \|~m', (string) file_get_contents("$root/docs/methods.md"), $matches, PREG_SET_ORDER);
$documented = [];
foreach ($matches as [, $name, $parameters, $method, $path, $again]) {
    $documented[$name] = "$name($parameters), $method $path, retried: $again";
}

// The methods that tests call. One test does not count: it calls every method, but checks only the request.
$files = array_diff(glob(__DIR__ . '/*.phpt'), [__DIR__ . '/every_operation_sent_as_documented.phpt']);
$tests = implode('', array_map(file_get_contents(...), [...$files, __DIR__ . '/../../programs/contract/cases.php']));

foreach (array_keys($rows + $reflected + $stub + $documented) as $name) {
    if (!isset($rows[$name])) {
        echo "$name() is in no row of dojo_operations.def\n";
        continue;
    }
    $row = $rows[$name];
    $signature = Tables::signature($name, $row);
    foreach (['the class' => $reflected, 'the stub' => $stub] as $where => $signatures) {
        if (($signatures[$name] ?? '') !== $signature) {
            echo "dojo_operations.def means $signature, $where has ", $signatures[$name] ?? 'no such method', "\n";
        }
    }
    $short = preg_replace('~#\[\S+\] |(?:string|array|bool) (?=\$)|\): \w+$~', '', $signature) . ')';
    // In docs/methods.md one id is {id}, a list {id,id…}, and two ids have names.
    $path = preg_replace(['~\{\w+,\}~', '~^([^{]*)\{\w+\}([^{]*)$~'], ['{id,id…}', '$1{id}$2'], $row['path']);
    $expected = "$short, {$row['method']} $path, retried: " . ($row['retry'] === 'REPEATABLE' ? 'yes' : 'no');
    if (($documented[$name] ?? '') !== $expected) {
        echo "docs/methods.md must have $expected, it has ", $documented[$name] ?? 'nothing', "\n";
    }
    $changesNothing = $row['method'] === 'GET' || str_ends_with($row['path'], '/search');
    if (($row['settle'] !== null) === $changesNothing) {
        echo "$name: a row must say how to settle an unknown outcome if, and only if, the request changes something\n";
    }
    if (!str_contains($tests, "->$name(") && !str_contains($tests, "'$name'")) {
        echo "no test in tests/phpt/operations and no case in tests/programs/contract/cases.php calls $name()\n";
    }
}
foreach ($undocumented as $match) {
    echo "$match[3]() has no comment in the stub\n";
}
$counts = [count($rows), count($reflected), count($stub), count($documented)];
echo count(array_unique($counts)) === 1 && $counts[0] >= 49 ? "all agree\n" : implode(' ', $counts) . " in table, class, stub, docs/methods.md\n";

// Tests the comparison: a row that exists nowhere else is found.
$more = Tables::operations('DOJO_OPERATION(splitPaymentIntent, POST, "/payment-intents/{paymentIntentId}/splits/{splitId}", ONCE, V, NULL, SplitRequest, NULL, NULL)');
echo Tables::signature('splitPaymentIntent', $more['splitPaymentIntent']), ' ', isset($reflected['splitPaymentIntent']) ? 'known' : 'unknown', "\n";
?>
--EXPECT--
all agree
splitPaymentIntent(string $paymentIntentId, string $splitId, #[\SensitiveParameter] array $request): array unknown
