<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

/** What stubs/dojo.stub.php says. */
final class Stub
{
    private const NAMESPACE = 'DojoStub'; // not Dojo, because the extension may be loaded

    /** @var array<string, string> the notation behind each `@phpstan-type` of Client */
    public readonly array $aliases;

    public function __construct(string $file)
    {
        $code = (string) file_get_contents($file);
        eval(preg_replace('~^<\?php|^namespace Dojo;~m', '', 'namespace ' . self::NAMESPACE . ';' . str_replace('<?php', '', $code)));
        $this->aliases = array_column(
            array_map(static fn (string $type): array => explode(' ', $type, 2), self::tags($this->doc($this->client()), 'phpstan-type')),
            1,
            0,
        );
    }

    /** @return \ReflectionClass<object> */
    public function client(): \ReflectionClass
    {
        return new \ReflectionClass(self::NAMESPACE . '\Client');
    }

    /** @return list<\ReflectionClass<object>> */
    public function classes(): array
    {
        $names = array_filter(
            [...get_declared_classes(), ...get_declared_interfaces()],
            static fn (string $name): bool => str_starts_with($name, self::NAMESPACE . '\\'),
        );

        return array_values(array_map(static fn (string $name): \ReflectionClass => new \ReflectionClass($name), $names));
    }

    /** @return ?list<string> the values of an enum of the stub, null if there is none of that name */
    public function enumValues(string $name): ?array
    {
        $enum = self::NAMESPACE . "\\$name";

        return enum_exists($enum) ? array_column($enum::cases(), 'value') : null;
    }

    /**
     * A docblock's text without its decoration.
     *
     * @param \ReflectionClass<object>|\ReflectionMethod|\ReflectionProperty|\ReflectionClassConstant $of
     */
    public function doc(\ReflectionClass|\ReflectionMethod|\ReflectionProperty|\ReflectionClassConstant $of): string
    {
        return trim((string) preg_replace('~^\s*(/\*\*|\*/|\*)[ \t]?|\*/$~m', '', (string) $of->getDocComment()));
    }

    /** What a docblock says in prose, in one line. */
    public static function prose(string $doc): string
    {
        return trim((string) preg_replace('~\s+~', ' ', (string) preg_replace('~^@.*~ms', '', $doc)));
    }

    /**
     * The text of each `@param`, `@return` or `@var`; PHPStan's own, more exact tags come first.
     *
     * @return list<string>
     */
    public static function types(string $doc, string $tag): array
    {
        return [...self::tags($doc, "phpstan-$tag"), ...self::tags($doc, $tag)];
    }

    /**
     * The text of each such tag, each in one line.
     *
     * @return list<string>
     */
    public static function tags(string $doc, string $tag): array
    {
        preg_match_all("~^@$tag +((?:.|\\n(?!@|\\n|\$))*)~m", $doc, $matches);

        return array_map(static fn (string $text): string => trim((string) preg_replace('~\s+~', ' ', $text)), $matches[1]);
    }
}
