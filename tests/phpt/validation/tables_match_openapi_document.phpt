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

use Dojo\Tests\Tables;

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

/** A row, in the words that $ofProperty uses for a property of the document. */
$ofRow = static function (array $row): string {
    $range = static fn (int $least, int $most): string => "$least..$most";
    $words = match ($row['kind']) {
        'STRING' => 'string ' . $range($row['least'], $row['most']),
        'TEXT' => 'string ' . $range(0, PHP_INT_MAX),
        'CURRENCY' => 'string ' . $range(1, 10), // the schema's bounds; its description says ISO 4217
        'DATE_TIME' => 'date-time',
        'TIME_SPAN' => 'timespan',
        'URL', 'WEBHOOK_URL' => 'uri',
        'ENUM' => 'enum ' . implode('|', $row['values']),
        'INTEGER' => 'integer ' . $range($row['least'], $row['most']),
        'MINOR_UNITS' => 'integer ' . $range(PHP_INT_MIN, PHP_INT_MAX),
        'BOOLEAN' => 'boolean',
        'OBJECT' => 'object',
        'MAP' => 'map of string',
        'LIST' => 'array of ' . strtolower($row['item']),
        'ENUMS' => 'array of enum ' . implode('|', $row['values']),
        'OBJECTS' => 'array of object',
    };

    return $words . ($row['required'] ? ' required' : '') . ($row['nullable'] ? ' nullable' : '');
};
$ofProperty = static function (array $property, bool $isItem = false) use (&$ofProperty, $resolve): string {
    $property = $resolve($property);
    $type = $property['type'] ?? (isset($property['properties']) ? 'object' : '?');
    $bits = ($property['format'] ?? '') === 'int32' ? 31 : 63;

    return match (true) {
        $type === 'string' && isset($property['enum']) => 'enum ' . implode('|', $property['enum']),
        $type === 'string' && in_array($property['format'] ?? '', ['date-time', 'timespan', 'uri'], true) => $property['format'],
        $type === 'string' && $isItem => 'string',
        $type === 'string' => 'string ' . ($property['minLength'] ?? 0) . '..' . ($property['maxLength'] ?? PHP_INT_MAX),
        $type === 'integer' => 'integer ' . ($property['minimum'] ?? ~PHP_INT_MAX >> 63 - $bits) . '..' . ($property['maximum'] ?? PHP_INT_MAX >> 63 - $bits),
        $type === 'array' => 'array of ' . $ofProperty($property['items'], true),
        $type === 'object' && !isset($property['properties']) && is_array($property['additionalProperties'] ?? null) => 'map of ' . $ofProperty($property['additionalProperties'], true),
        default => $type,
    };
};
$differences = [];
/** The name of a schema: of its reference, or of the place that uses it. */
$nameOf = static function (array $schema, string $place) use (&$nameOf): string {
    $parts = [...$schema['oneOf'] ?? [], ...$schema['allOf'] ?? []];

    return isset($schema['$ref']) ? basename($schema['$ref']) : (count($parts) === 1 ? $nameOf($parts[0], $place) : $place);
};
$compare = static function (string $shape, array $schema, string $place) use (&$compare, &$differences, $shapes, $resolve, $ofRow, $ofProperty, $nameOf): void {
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
        $words = $ofProperty($property) . (in_array($name, $schema['required'] ?? [], true) ? ' required' : '') . (($property['nullable'] ?? false) ? ' nullable' : '');
        if ($words !== $ofRow($row)) {
            $differences["$shape.$name: the table has {$ofRow($row)}, the document $words"] = true;
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
            $differences["$name: a response on one side only"] = true;
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
$operations = count(Tables::operations());
echo count($seen) === $operations && $operations >= 49 ? 'every operation' : count($seen) . " of $operations operations", "\n", implode("\n", [...array_keys($differences), 'no more differences']), "\n";
?>
--EXPECT--
every operation
no more differences
