<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Tables;

/**
 * What a success can be checked for: a key that is in the published schema and in every published example of the response (of this
 * operation, or if it has none, of the same schema elsewhere), or "[]" if the schema is a list and no example contradicts it. The
 * table promises one of these if there is any, and the stub says that it is always present.
 *
 * @return list<string>
 */
function promises_disagree(Stub $stub): array
{
    $document = OpenApi::published();
    $parser = new ShapeParser($stub->aliases);
    $problems = [];
    foreach (Tables::operations() as $name => $row) {
        $possible = $document->agreed($row['method'], Tables::publishedPath($row));
        if ($row['promise'] === null ? $possible !== [] : !in_array($row['promise'], $possible, true)) {
            $problems[] = "$name: the table promises " . json_encode($row['promise']) . ', the document ' . json_encode($possible);
        }
        $returns = Stub::types($stub->doc($stub->client()->getMethod($name)), 'return');
        if ($row['promise'] === null || $returns === []) {
            continue;
        }
        $shape = $parser->parse($returns[0]);
        $field = $shape->fields[$row['promise']] ?? null;
        if ($row['promise'] === '[]' ? $shape->item === null : $field === null || !$field['required'] || isset($field['shape']->atoms['null'])) {
            $problems[] = "$name: the table promises \"{$row['promise']}\", the stub says that it may be missing";
        }
    }

    return $problems;
}
