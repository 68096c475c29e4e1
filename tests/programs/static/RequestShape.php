<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Tables;

/** A request body's shape according to the core's table, to be compared with the stub's. */
final class RequestShape
{
    public static function of(string $name): Shape
    {
        static $shapes;
        $shapes ??= Tables::shapes();
        $shape = new Shape();
        $shape->name = $name;
        $shape->fields = [];
        foreach ($shapes[$name] as $row) {
            if ($row['kind'] === 'ONE_OF') {
                continue; // each member is optional on its own
            }
            $type = self::type($row);
            if ($row['nullable']) {
                $type->add(Shape::of('null'));
            }
            $shape->fields[$row['name']] = ['required' => $row['required'], 'shape' => $type];
        }

        return $shape;
    }

    private static function type(array $row): Shape
    {
        $literals = static fn (array $values): Shape => Shape::of(...array_map(static fn (string $value): string => "'$value'", $values));
        $list = new Shape();

        switch ($row['kind']) {
            case 'STRING': case 'TEXT': case 'URL': case 'WEBHOOK_URL': case 'CURRENCY':
                return Shape::of('string');
            case 'INTEGER': // the bounds of every int or 32-bit value are not a separate type
                return Shape::of($row['least'] >= 0 ? "int<$row[least], $row[most]>" : 'int');
            case 'MINOR_UNITS':
                return Shape::of('int');
            case 'BOOLEAN':
                return Shape::of('bool');
            case 'DATE_TIME':
                return Shape::of('string', 'DateTimeInterface');
            case 'TIME_SPAN':
                return Shape::of('string', 'DateInterval');
            case 'ENUM':
                return $literals($row['values']);
            case 'OBJECT':
                return self::of($row['shape']);
            case 'OBJECTS':
                $list->item = self::of($row['shape']);

                return $list;
            case 'LIST':
                $list->item = self::type(['kind' => $row['item']]);

                return $list;
            case 'ENUMS':
                $list->item = $literals($row['values']);

                return $list;
            case 'MAP':
                $list->value = Shape::of('string');

                return $list;
        }
        throw new \RuntimeException("RequestShape.php does not know this kind of row: $row[kind]");
    }
}
