<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Tables;

/** @return list<string> what has no docblock that says something */
function undocumented(Stub $stub): array
{
    $missing = [];
    foreach ($stub->classes() as $class) {
        $members = [
            $class,
            ...array_filter($class->getMethods(), static fn (\ReflectionMethod $m): bool => $m->isPublic() && !$m->isInternal()),
            ...$class->getProperties(),
            ...array_filter($class->getReflectionConstants(), static fn (\ReflectionClassConstant $c): bool => !$c->isEnumCase()),
        ];
        foreach ($members as $member) {
            $own = $member instanceof \ReflectionClass || $member->getDeclaringClass()->getName() === $class->getName();
            $native = $member instanceof \ReflectionProperty && $class->isEnum(); // name and value
            if ($own && !$native && Stub::prose($stub->doc($member)) === '') {
                $missing[] = $class->getShortName() . ($member instanceof \ReflectionClass ? '' : "::{$member->getName()}");
            }
        }
    }

    return $missing;
}

/** @return list<string> */
function operations_disagree(Stub $stub): array
{
    $problems = [];
    foreach (Tables::operations() as $name => $row) {
        if (!$stub->client()->hasMethod($name)) {
            $problems[] = "$name: there is no such method";
            continue;
        }
        $method = $stub->client()->getMethod($name);
        $doc = $stub->doc($method);
        $line = "{$row['method']} " . Tables::publishedPath($row) . ' · ' . strtolower($row['retry']);
        if ($row['settle'] !== null) {
            $line .= " · unknown outcome: {$row['settle']}";
        }
        if (!str_ends_with(Stub::prose($doc), $line)) {
            $problems[] = "$name: its description must end in \"$line\"";
        }
        if (Stub::prose($doc) === $line) {
            $problems[] = "$name: does not say what it does";
        }
        if (!preg_match('~^DojoException( \d{3}(, \d{3})*)?$~', implode('', Stub::tags($doc, 'throws')))) {
            $problems[] = "$name: needs one line \"@throws DojoException\", with the statuses that the reference lists";
        }
        if (!preg_match('~^https://docs\.dojo\.tech/api#tag/[A-Z][a-z]+(-[a-z]+)?$~', implode('', Stub::tags($doc, 'link')))) {
            $problems[] = "$name: needs one line \"@link\", with its place in the API reference";
        }
        $returns = Stub::types($doc, 'return');
        if (($returns === []) !== ((string) $method->getReturnType() === 'void')) {
            $problems[] = "$name: needs @return if, and only if, it returns something";
        }
        foreach ($method->getParameters() as $parameter) {
            if ((string) $parameter->getType() === 'array' && parameter_type($doc, $parameter->getName()) === null) {
                $problems[] = "$name: needs @param for \${$parameter->getName()}";
            }
        }
    }

    return $problems;
}

/** A parameter's type, null if the docblock has none. */
function parameter_type(string $doc, string $parameter): ?string
{
    foreach (Stub::types($doc, 'param') as $tag) {
        if (preg_match('~^(.*) \$' . $parameter . '\b~', $tag, $match) === 1) {
            return $match[1];
        }
    }

    return null;
}

/** @return list<string> */
function requests_disagree(Stub $stub): array
{
    $problems = [];
    $parser = new ShapeParser($stub->aliases);
    foreach (Tables::operations() as $name => $row) {
        if ($row['shape'] === null) {
            continue;
        }
        $notation = parameter_type($stub->doc($stub->client()->getMethod($name)), 'request') ?? throw new \RuntimeException("$name: no shape");
        $documented = $parser->parse($notation);
        $wanted = RequestShape::of($row['shape']);
        take_enums_out($stub, $documented, $wanted, $name, $problems);
        array_push($problems, ...$documented->differences($wanted, $name, static fn (string $difference): bool => is_named_otherwise($difference)));
    }

    return $problems;
}

/** Whether the difference is a name that the stub gives on purpose: Dojo\Money is a class, and the others accept more than a response has. */
function is_named_otherwise(string $difference): bool
{
    return preg_match('~: is named (Amount, not Money|(OrderDetails|TerminalSessionDetails)Request, not \2)$~', $difference) === 1;
}

/**
 * A value may also be a case of an enum, which the table does not say. For an open list the table has a string; for a closed one the
 * enum must have the same values.
 *
 * @param list<string> $problems
 */
function take_enums_out(Stub $stub, Shape $documented, Shape $wanted, string $path, array &$problems): void
{
    foreach (array_keys($documented->atoms) as $atom) {
        $values = $stub->enumValues($atom);
        if ($values === null) {
            continue;
        }
        unset($documented->atoms[$atom]);
        $literals = array_map(static fn (string $value): string => "'$value'", $values);
        if (!isset($wanted->atoms['string']) && array_diff($literals, array_keys($wanted->atoms)) !== []) {
            $problems[] = "$path: $atom has values that the table does not have";
        }
    }
    foreach ($documented->fields ?? [] as $name => $field) {
        if (isset($wanted->fields[$name])) {
            take_enums_out($stub, $field['shape'], $wanted->fields[$name]['shape'], "$path.$name", $problems);
        }
    }
    if ($documented->item && $wanted->item) {
        take_enums_out($stub, $documented->item, $wanted->item, "{$path}[]", $problems);
    }
}

/** @return list<string> */
function responses_disagree(Stub $stub): array
{
    $document = OpenApi::published();
    $parser = new ShapeParser($stub->aliases);
    $deviations = require __DIR__ . '/deviations.php';
    $met = [];
    $forgiven = static function (string $difference) use ($deviations, &$met): bool {
        foreach (array_keys($deviations) as $pattern) {
            if (fnmatch(strtr($pattern, ['[' => '\[']), $difference)) {
                $met[$pattern] = true;

                return true;
            }
        }

        return false;
    };
    $problems = [];
    foreach (Tables::operations() as $name => $row) {
        $responses = $document->responses($row['method'], Tables::publishedPath($row));
        $doc = $stub->doc($stub->client()->getMethod($name));
        $errors = array_filter(array_keys($responses), static fn (int|string $status): bool => intdiv((int) $status, 100) === 4);
        if (implode('', Stub::tags($doc, 'throws')) !== trim('DojoException ' . implode(', ', $errors))) {
            $problems[] = "$name: the reference lists " . (implode(', ', $errors) ?: 'no errors');
        }
        $schema = array_values($responses['200']['content'] ?? [])[0]['schema'] ?? null;
        $returns = Stub::types($doc, 'return')[0] ?? null;
        if (($schema === null) !== ($returns === null)) {
            $problems[] = "$name: the reference has " . ($schema === null ? 'no' : 'a') . ' response';
        } elseif ($schema !== null && $returns !== null) {
            array_push($problems, ...$parser->parse($returns)->differences($document->shape($schema), $name, $forgiven));
        }
    }
    foreach (array_diff_key($deviations, $met) as $pattern => $reason) {
        $problems[] = "deviations.php: $pattern no longer matches anything";
    }

    return $problems;
}

/** Compares docs/methods.md's table of lengths with the schemas table. @return list<string> */
function lengths_disagree(string $markdown): array
{
    preg_match('~^## Text lengths$(.*?)(?:^##|\z)~ms', $markdown, $section);
    preg_match_all('~^\| (`.+?) \| (`.+?) \|$~m', $section[1] ?? '', $rows, PREG_SET_ORDER);
    $documented = [];
    foreach ($rows as [, $places, $fields]) {
        preg_match_all('~`([^`]+)`~', $places, $names);
        preg_match_all('~((?:`\w+`(?:, | and )?)+) ((?:\d+ to )?\d+)~', $fields, $groups, PREG_SET_ORDER);
        foreach ($groups as [, $list, $length]) {
            preg_match_all('~`(\w+)`~', $list, $listed);
            foreach ($names[1] as $place) {
                foreach ($listed[1] as $field) {
                    $documented[] = "$place: $field $length";
                }
            }
        }
    }
    $wanted = [];
    foreach (Tables::shapes() as $shape => $fields) {
        foreach ($fields as $row) {
            if ($row['kind'] === 'STRING') {
                foreach (places_of($shape) as $place) {
                    $wanted[] = "$place: $row[name] " . ($row['least'] === 0 ? $row['most'] : "$row[least] to $row[most]");
                }
            }
        }
    }

    return [
        ...array_map(static fn (string $length): string => "docs/methods.md lacks $length", array_diff($wanted, $documented)),
        ...array_map(static fn (string $length): string => "docs/methods.md has $length", array_diff($documented, $wanted)),
    ];
}

/** @return list<string> the methods whose request has that shape, or the fields that do */
function places_of(string $shape): array
{
    $places = [];
    foreach (Tables::operations() as $name => $row) {
        if ($row['shape'] === $shape) {
            $places[] = "$name()";
        }
    }
    foreach (Tables::shapes() as $fields) {
        foreach ($fields as $row) {
            if (($row['shape'] ?? null) === $shape) {
                $places[] = $row['name'];
            }
        }
    }

    return array_values(array_unique($places));
}
