<?php

declare(strict_types=1);

namespace Dojo\Tests\Docs;

/** Compares the methods and enums that a page names with those of the extension. */
final class Methods
{
    /** @return list<string> how a page and the extension differ */
    public static function problems(string $markdown): array
    {
        preg_match_all('~^\| `(\w+)\(([^`]*)\)` \| `[A-Z]+ /~m', $markdown, $rows);
        $rows = array_combine($rows[1], $rows[2]);
        $problems = [];
        foreach ([\Dojo\Client::class, \Dojo\Webhook::class, \Dojo\Money::class] as $class) {
            foreach ((new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
                $parameters = implode(', ', array_map(
                    static fn (\ReflectionParameter $p): string => "\$$p->name" . ($p->isOptional() ? ' = ' . str_replace(["array (\n)", 'NULL'], ['[]', 'null'], var_export($p->getDefaultValue(), true)) : ''),
                    $method->getParameters(),
                ));
                if ($class === \Dojo\Client::class && ($rows[$method->name] ?? $parameters) !== $parameters) {
                    $problems[] = "the table has $method->name({$rows[$method->name]}), the class $method->name($parameters)";
                }
                if (!$method->isConstructor() && !str_contains($markdown, "`$method->name(")) {
                    $problems[] = "$method->name() of $class is missing";
                }
                unset($rows[$method->name]);
            }
        }
        foreach ((new \ReflectionExtension('dojo'))->getClasses() as $class) {
            if ($class->isEnum() && !str_contains($markdown, "`{$class->getShortName()}`")) {
                $problems[] = "the enum {$class->getShortName()} is missing";
            }
        }
        foreach (array_keys($rows) as $name) {
            $problems[] = "the table has $name(), but the class does not";
        }

        return $problems;
    }
}
