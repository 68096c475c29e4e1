--TEST--
The tables of operations and request shapes match the published OpenAPI document
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_unless(is_file((string) getenv('DOJO_OPENAPI')), 'DOJO_OPENAPI does not name the published document');
?>
--FILE--
<?php
declare(strict_types=1);

require_once __DIR__ . '/../../support/Tables.php';

$document = json_decode((string) file_get_contents((string) getenv('DOJO_OPENAPI')), true, 512, JSON_THROW_ON_ERROR);
$schemas = $document['components']['schemas'];
$shapes = Tables::shapes();

/** A schema with its references and parts merged. Alternatives differ in their required fields, so none of those is required. */
$resolve = static function (array $schema) use (&$resolve, $schemas): array {
    $parts = [...$schema['oneOf'] ?? [], ...$schema['allOf'] ?? []];
    if (isset($schema['$ref'])) {
        $parts[] = $schemas[basename($schema['$ref'])];
    }
    foreach (array_map($resolve, $parts) as $part) {
        if (count($schema['oneOf'] ?? []) > 1) {
            unset($part['required']);
        }
        $schema['properties'] = ($schema['properties'] ?? []) + ($part['properties'] ?? []);
        $schema['required'] = [...$schema['required'] ?? [], ...$part['required'] ?? []];
        $schema += $part;
    }

    return array_filter($schema, static fn (mixed $value): bool => $value !== []);
};

/** A row in the words used for a property of the document. */
$ofRow = static function (array $row) use (&$shapes): string {
    $words = match ($row['kind']) {
        'STRING' => 'string ' . $row['least'] . '..' . $row['most'],
        'TEXT', 'CURRENCY', 'URL', 'WEBHOOK_URL', 'TIME_SPAN', 'DATE_TIME' => 'string',
        'ENUM' => 'enum ' . implode('|', $row['values']),
        'INTEGER', 'MINOR_UNITS' => 'integer',
        'BOOLEAN' => 'boolean',
        'OBJECT', 'MAP' => 'object',
        'LIST', 'ENUMS', 'OBJECTS' => 'array',
    };

    return $words . ($row['required'] ? ' required' : '') . ($row['nullable'] ? ' nullable' : '');
};
$differences = [];
/** The name of a schema: of its reference, or of the place that uses it. */
$nameOf = static function (array $schema, string $place) use (&$nameOf): string {
    $parts = [...$schema['oneOf'] ?? [], ...$schema['allOf'] ?? []];

    return isset($schema['$ref']) ? basename($schema['$ref']) : (count($parts) === 1 ? $nameOf($parts[0], $place) : $place);
};
$compare = static function (string $shape, array $schema, string $place) use (&$compare, &$differences, $shapes, $resolve, $ofRow, $nameOf): void {
    if ($shape !== $nameOf($schema, $place)) {
        $differences["$shape: the document names it {$nameOf($schema, $place)}"] = true;
    }
    $schema = $resolve($schema);
    $rows = array_column(array_filter($shapes[$shape], static fn (array $row): bool => $row['kind'] !== 'ONE_OF'), null, 'name');
    foreach (array_diff(array_keys($schema['properties']), array_keys($rows)) as $missing) {
        $differences["$shape.$missing: no row"] = true;
    }
    foreach ($rows as $name => $row) {
        if (!isset($schema['properties'][$name])) {
            $differences["$shape.$name: not in the document"] = true;
            continue;
        }
        $property = $resolve($schema['properties'][$name]);
        $type = isset($property['properties']) ? 'object' : $property['type'] ?? '?';
        $bounded = $row['kind'] === 'STRING';
        $words = match (true) {
            isset($property['enum']) && $type === 'string' => 'enum ' . implode('|', $property['enum']),
            $bounded => $type . ' ' . ($property['minLength'] ?? 0) . '..' . ($property['maxLength'] ?? 'any'),
            default => $type,
        };
        $words .= (in_array($name, $schema['required'] ?? [], true) ? ' required' : '') . (($property['nullable'] ?? false) ? ' nullable' : '');
        if ($words !== $ofRow($row)) {
            $differences["$shape.$name: the table has {$ofRow($row)}, the document $words"] = true;
        }
        if (!$bounded && $row['kind'] !== 'CURRENCY' && isset($property['maxLength'])) {
            $differences["$shape.$name: the document has a maxLength of {$property['maxLength']}"] = true;
        }
        if ($row['kind'] === 'OBJECT') {
            $compare($row['shape'], $schema['properties'][$name], $shape . ucfirst($name));
        } elseif ($row['kind'] === 'OBJECTS') {
            $compare($row['shape'], $property['items'], $shape . ucfirst($name));
        }
    }
};

$seen = [];
foreach (Tables::operations() as $name => $row) {
    foreach ($document['paths'] as $path => $methods) {
        $same = preg_replace('~\{[^}]+\}~', '{}', $path) === preg_replace('~\{[^}]+\}~', '{}', $row['path']);
        if (!$same || !isset($methods[strtolower($row['method'])])) {
            continue;
        }
        $operation = $methods[strtolower($row['method'])];
        $seen["$row[method] $path"] = $name;
        $body = $operation['requestBody']['content']['application/json']['schema'] ?? null;
        if (($body === null) !== ($row['shape'] === null)) {
            $differences["$name: a body on one side only"] = true;
        } elseif ($body !== null) {
            $compare($row['shape'], $body, $name);
        }
        $parameters = array_map(static fn (array $parameter): array => isset($parameter['$ref']) ? $document['components']['parameters'][basename($parameter['$ref'])] : $parameter, [...$operation['parameters'] ?? [], ...$methods['parameters'] ?? []]);
        $names = static fn (string $in): array => array_column(array_filter($parameters, static fn (array $parameter): bool => $parameter['in'] === $in), 'name');
        if ($names('query') !== ($row['query'] === null ? [] : [$row['query']])) {
            $differences["$name: query parameters " . implode(' ', $names('query'))] = true;
        }
        foreach (['version' => 'DOJO_SENDS_VERSION', 'software-house-id' => 'DOJO_SENDS_TERMINAL_HEADERS', 'idempotencyKey' => 'DOJO_SENDS_IDEMPOTENCY_KEY'] as $header => $flag) {
            if (in_array(strtolower($header), array_map(strtolower(...), $names('header')), true) !== in_array($flag, $row['flags'], true)) {
                $differences["$name: the header $header on one side only"] = true;
            }
        }
        $empty = !isset($operation['responses']['200']);
        if ($empty !== in_array('DOJO_ANSWERS_NOTHING', $row['flags'], true)) {
            $differences["$name: an answer on one side only"] = true;
        }
    }
}
foreach ($document['paths'] as $path => $methods) {
    foreach (array_intersect_key($methods, array_flip(['get', 'post', 'put', 'patch', 'delete'])) as $method => $operation) {
        if (!isset($seen[strtoupper($method) . " $path"])) {
            $differences[strtoupper($method) . " $path: no row"] = true;
        }
    }
}
echo count($seen), " operations\n", implode("\n", [...array_keys($differences), 'no more differences']), "\n";
?>
--EXPECT--
49 operations
no more differences
