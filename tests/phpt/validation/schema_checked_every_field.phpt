--TEST--
Every field of every request shape is checked: missing, of each wrong type, just out of bounds
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Tests\Tables;

require __DIR__ . '/../../support/schema_cases.inc';
require_once __DIR__ . '/../../support/Tables.php';

// Nothing listens on port 1, so a request that is accepted ends in a ConnectionException.
$attempts = 0;
$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'http://127.0.0.1:1', maxRetries: 0, softwareHouseId: 'softwareHouse1', onExchange: static function () use (&$attempts): void {
    $attempts++;
});
// A method's arguments, with the request among them.
$arguments = static function (string $method, array $request): array {
    $arguments = [];
    foreach ((new ReflectionMethod(Dojo\Client::class, $method))->getParameters() as $parameter) {
        $arguments[] = (string) $parameter->getType() === 'array' ? $request : 'x_1';
    }

    return $arguments;
};

$shapes = Tables::shapes();
$cases = new SchemaCases($shapes);
$count = $wrong = $sent = 0;
foreach (Tables::operations() as $method => $row) {
    if ($row['shape'] === null) {
        continue;
    }
    foreach ($cases->of($row['shape']) as [$what, $request, $field]) {
        $count++;
        $error = null;
        try {
            $client->$method(...$arguments($method, $request));
        } catch (Throwable $error) {
        }
        $sent += $field === null ? 1 : 0;
        $right = $field === null
            ? $error instanceof Dojo\ConnectionException
            : $error instanceof Dojo\ValidationException && $error->field === $field && str_starts_with($error->getMessage(), "$field: ");
        if (!$right && $wrong++ < 20) {
            echo "$method: $what: expected ", $field === null ? 'no objection' : "an objection to $field", ', got ',
                $error === null ? 'a response' : get_class($error) . ': ' . $error->getMessage(), "\n";
        }
    }
}
echo $wrong, " wrong\n", $attempts === $sent ? "only valid requests were sent\n" : "$attempts attempts for $sent valid requests\n";

foreach ($shapes as $shape => $rows) {
    foreach ($rows as $row) {
        if (!isset($cases->visited["$shape.$row[name]"])) {
            echo "no request has $shape.$row[name]\n";
        }
    }
}
echo $count > 100 * count($shapes) ? "many cases\n" : "only $count cases\n";
?>
--EXPECT--
0 wrong
only valid requests were sent
many cases
