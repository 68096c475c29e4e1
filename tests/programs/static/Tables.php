<?php

declare(strict_types=1);

/** The tables of the core: dojo_operations.def and dojo_schemas.def. */
final class Tables
{
    /** @var array<string, array{method: string, path: string, retry: string, flags: string, shape: string, promise: ?string, settle: ?string}> */
    public readonly array $operations;
    /** @var array<string, list<array{kind: string, arguments: list<string>}>> */
    public readonly array $shapes;

    public function __construct(string $folder)
    {
        $operations = [];
        $text = (string) file_get_contents("$folder/dojo_operations.def");
        preg_match_all('~^#define (\w+) (".*")$~m', $text, $macros);
        foreach (self::rows($text, 'DOJO_OPERATION') as [, $row]) {
            [$name, $method, $path, $retry, $flags, , $shape, $promise, $settle] = array_map(
                static fn (string $cell): string => trim(array_combine($macros[1], $macros[2])[$cell] ?? $cell, '"'),
                $row,
            );
            $path = str_replace(',}', '}', $path);
            $promise = $promise === 'NULL' ? null : $promise;
            $settle = $settle === 'NULL' ? null : $settle;
            $operations[$name] = compact('method', 'path', 'retry', 'flags', 'shape', 'promise', 'settle');
        }
        $shapes = [];
        $name = '';
        foreach (self::rows((string) file_get_contents("$folder/dojo_schemas.def"), '[A-Z_]+') as [$kind, $row]) {
            if ($kind === 'SHAPE') {
                $shapes[$name = $row[0]] = [];
            } else {
                $shapes[$name][] = ['kind' => $kind, 'arguments' => array_map(static fn (string $cell): string => trim($cell, '"'), $row)];
            }
        }
        if ($operations === [] || $shapes === []) {
            throw new RuntimeException("$folder has no tables that Tables.php can read");
        }
        $this->operations = $operations;
        $this->shapes = $shapes;
    }

    /** @return iterable<array{string, list<string>}> the macro and its arguments */
    private static function rows(string $text, string $macro): iterable
    {
        $text = (string) preg_replace('~/\*(?s:.*?)\*/|^#.*$~m', '', $text);
        preg_match_all("~^\\s*($macro)\\(((?:\"[^\"]*\"|[^()\"]+)+)\\)~m", $text, $matches, PREG_SET_ORDER);
        foreach ($matches as [, $name, $arguments]) {
            preg_match_all('~\s*("[^"]*"|[^,"]+)\s*(?:,|$)~', $arguments, $cells);
            yield [$name, array_map('trim', $cells[1])];
        }
    }

    /** The shape of a request body as its rows have it. */
    public function shape(string $name): Shape
    {
        $shape = new Shape();
        $shape->name = $name;
        $shape->fields = [];
        foreach ($this->shapes[$name] as ['kind' => $kind, 'arguments' => $arguments]) {
            if ($kind === 'ONE_OF') {
                continue; // each member is optional by itself
            }
            [$field, $flags] = $arguments;
            $type = $this->type($kind, array_slice($arguments, 2));
            if (str_contains($flags, 'NUL')) {
                $type->add(Shape::of('null'));
            }
            $shape->fields[$field] = ['required' => str_contains($flags, 'REQ'), 'shape' => $type];
        }

        return $shape;
    }

    /** @param list<string> $details */
    private function type(string $kind, array $details): Shape
    {
        $literals = static fn (string $values): Shape => Shape::of(...array_map(static fn (string $v): string => "'$v'", explode('|', $values)));
        $list = new Shape();

        switch ($kind) {
            case 'STRING': case 'TEXT': case 'URL': case 'WEBHOOK_URL': case 'CURRENCY':
                return Shape::of('string');
            case 'INTEGER':
                return Shape::of(is_numeric($details[0]) ? "int<$details[0], $details[1]>" : 'int');
            case 'MINOR_UNITS':
                return Shape::of('int');
            case 'BOOLEAN':
                return Shape::of('bool');
            case 'DATE_TIME':
                return Shape::of('string', 'DateTimeInterface');
            case 'TIME_SPAN':
                return Shape::of('string', 'DateInterval');
            case 'ENUM':
                return $literals($details[0]);
            case 'OBJECT':
                return $this->shape($details[0]);
            case 'OBJECTS':
                $list->item = $this->shape($details[0]);

                return $list;
            case 'LIST':
                $list->item = $this->type($details[0], []);

                return $list;
            case 'ENUMS':
                $list->item = $literals($details[0]);

                return $list;
            case 'MAP':
                $list->value = Shape::of('string');

                return $list;
        }
        throw new RuntimeException("dojo_schemas.def has a kind of row that Tables.php does not know: $kind");
    }
}
