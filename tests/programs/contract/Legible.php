<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/**
 * The document as Prism can use it. In a schema without a type, such as `{"nullable": true, "oneOf": [...]}`, Prism's JSON Schema
 * library refuses `nullable`, and Prism then silently checks nothing against that schema or any that contains it. Here such a schema
 * becomes a choice between the schema and null.
 */
final class Legible
{
    private const DATA = ['example' => true, 'examples' => true, 'default' => true, 'enum' => true];

    /** @param string $copy the file to write it to */
    public static function copy(string $document, string $copy): void
    {
        $flags = JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE;
        file_put_contents($copy, json_encode(self::spelled(json_decode((string) file_get_contents($document), false, 512, $flags)), $flags));
    }

    private static function spelled(mixed $value): mixed
    {
        if (is_array($value)) {
            return array_map(self::spelled(...), $value);
        }
        if (!$value instanceof \stdClass) {
            return $value;
        }
        foreach (get_object_vars($value) as $name => $part) {
            if (!isset(self::DATA[$name])) {
                $value->{$name} = self::spelled($part);
            }
        }
        if (($value->nullable ?? null) !== true || isset($value->type)) {
            return $value;
        }
        unset($value->nullable);

        return (object) ['anyOf' => [$value, (object) ['enum' => [null]]]];
    }
}
