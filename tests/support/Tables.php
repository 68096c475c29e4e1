<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The core's tables as arrays: src/core/dojo_operations.def and src/core/dojo_schemas.def. The only parser of them in the tests. */
final class Tables
{
    /** The arguments of each kind of field, after its name and flags. */
    private const ARGUMENTS = [
        'STRING' => ['least', 'most'], 'TEXT' => [], 'INTEGER' => ['least', 'most'], 'MINOR_UNITS' => [], 'BOOLEAN' => [],
        'DATE_TIME' => [], 'TIME_SPAN' => [], 'URL' => [], 'WEBHOOK_URL' => [], 'CURRENCY' => [], 'ENUM' => ['values'],
        'ENUMS' => ['values'], 'OBJECT' => ['shape'], 'OBJECTS' => ['shape'], 'LIST' => ['item'], 'MAP' => [],
    ];
    private const NUMBERS = [
        'INT64_MIN' => PHP_INT_MIN, 'INT64_MAX' => PHP_INT_MAX, 'INT32_MIN' => -2147483648, 'INT32_MAX' => 2147483647,
    ];

    /**
     * The operations by name. `path` marks a list of ids as {customerIds,}; `settle` is null for an operation that changes nothing.
     *
     * @return array<string, array{method: string, path: string, retry: string, flags: list<string>, query: ?string, shape: ?string, promise: ?string, settle: ?string}>
     */
    public static function operations(?string $table = null): array
    {
        $table ??= self::read('dojo_operations.def');
        preg_match_all('~^#define (\w+) "?(.*?)"?$~m', $table, $macros);
        $macros = array_combine($macros[1], $macros[2]);
        $operations = [];
        foreach (self::rows($table) as [$macro, $cells]) {
            if ($macro !== 'DOJO_OPERATION' || count($cells) !== 9) {
                throw new \RuntimeException("dojo_operations.def has a row that can't be read: $macro(" . implode(', ', $cells) . ')');
            }
            $value = static fn (string $cell): string => $macros[$cell] ?? trim($cell, '"');
            $optional = static fn (string $cell): ?string => in_array($cell, ['NULL', 'NONE'], true) ? null : $value($cell);
            [$name, $method, $path, $retry, $flags, $query, $shape, $promise, $settle] = $cells;
            $operations[$name] = [
                'method' => $method,
                'path' => $value($path),
                'retry' => $retry,
                'flags' => array_map($value, preg_split('~\s*\|\s*~', $flags)),
                'query' => $optional($query),
                'shape' => $optional($shape),
                'promise' => $optional($promise),
                'settle' => $optional($settle),
            ];
        }

        return $operations;
    }

    /**
     * The shapes by name, each a list of rows: kind, name, required, nullable, and the kind's own arguments (ARGUMENTS).
     *
     * @return array<string, list<array<string, mixed>>>
     */
    public static function shapes(?string $table = null): array
    {
        $shapes = [];
        $shape = null;
        foreach (self::rows($table ?? self::read('dojo_schemas.def')) as [$kind, $cells]) {
            if ($kind === 'SHAPE') {
                $shapes[$shape = $cells[0]] = [];
            } else {
                $shapes[$shape ?? throw new \RuntimeException("dojo_schemas.def has a row outside a shape: $cells[0]")][] = self::field($kind, $cells);
            }
        }

        return $shapes;
    }

    /** The method's signature that a row implies: the path's ids, the request, what the headers need, the query. */
    public static function signature(string $name, array $row): string
    {
        preg_match_all('~\{(\w+)(,?)\}~', $row['path'], $ids, PREG_SET_ORDER);
        $parameters = array_map(static fn (array $id): string => ($id[2] ? 'array' : 'string') . ' $' . $id[1], $ids);
        $has = static fn (string $flag): bool => in_array($flag, $row['flags'], true);
        if ($row['shape'] !== null) {
            $parameters[] = '#[\SensitiveParameter] array $request' . ($has('DOJO_BODY_OPTIONAL') ? ' = []' : '');
        }
        if ($has('DOJO_SENDS_IDEMPOTENCY_KEY')) {
            $parameters[] = 'string $idempotencyKey';
        }
        if ($has('DOJO_SENDS_CUSTOMER_SECRET')) {
            $parameters[] = '#[\SensitiveParameter] string $customerSecret';
        }
        if ($row['query'] !== null) {
            $parameters[] = $has('DOJO_QUERY_LIST') ? "array \${$row['query']} = []" : "bool \${$row['query']} = false";
        }

        return "$name(" . implode(', ', $parameters) . '): ' . ($has('DOJO_ANSWERS_NOTHING') ? 'void' : 'array');
    }

    /** What the response to a request must contain: a key, "[]" for a list, or null if nothing is certain. */
    public static function promise(string $method, string $path): ?string
    {
        static $operations;
        foreach ($operations ??= self::operations() as $row) {
            $pattern = preg_replace('~\\\\\{[^}]*\}~', '[^/]+', preg_quote($row['path']));
            if ($row['method'] === $method && preg_match("~$pattern(\\?|$)~", $path) === 1) {
                return $row['promise'];
            }
        }

        return null;
    }

    /** A row's path as the published document writes it. */
    public static function publishedPath(array $row): string
    {
        return str_replace(',}', '}', $row['path']);
    }

    private static function read(string $file): string
    {
        return (string) file_get_contents(dirname(__DIR__, 2) . "/src/core/$file");
    }

    /** @return list<array{string, list<string>}> each row's macro and arguments, strings in their quotes */
    private static function rows(string $table): array
    {
        $table = preg_replace(['~/\*.*?\*/~s', '~^(?:#.*|END)$~m'], '', $table);
        $row = '(\w+)\(((?:"[^"]*"|[^()"]+)+)\)';
        if (trim(preg_replace("~$row~", '', $table)) !== '') {
            throw new \RuntimeException("A table has text that can't be read: " . trim(preg_replace("~$row~", '', $table)));
        }
        preg_match_all("~$row~", $table, $matches, PREG_SET_ORDER);

        return array_map(static function (array $match): array {
            preg_match_all('~("[^"]*"|[^,"]+)(?:,|$)~', $match[2], $cells);

            return [$match[1], array_map('trim', $cells[1])];
        }, $matches);
    }

    /** @param list<string> $cells */
    private static function field(string $kind, array $cells): array
    {
        if ($kind === 'ONE_OF' && count($cells) === 1) {
            return ['kind' => $kind, 'name' => null, 'values' => explode('|', trim($cells[0], '"'))];
        }
        $arguments = self::ARGUMENTS[$kind] ?? null;
        if ($arguments === null || count($cells) !== 2 + count($arguments) || !in_array($cells[1], ['REQ', 'NUL', 'REQ_NUL', 'OPT'], true)) {
            throw new \RuntimeException("dojo_schemas.def has a row that can't be read: $kind(" . implode(', ', $cells) . ')');
        }
        [$name, $flags] = $cells;
        $row = ['kind' => $kind, 'name' => $name, 'required' => str_starts_with($flags, 'REQ'), 'nullable' => str_ends_with($flags, 'NUL')];
        foreach (array_combine($arguments, array_slice($cells, 2)) as $argument => $value) {
            $row[$argument] = match ($argument) {
                'least', 'most' => self::NUMBERS[$value] ?? (int) $value,
                'values' => explode('|', trim($value, '"')),
                default => $value,
            };
        }

        return $row;
    }
}
