<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * A JSON object whose fields are read by their type. It cannot be changed. What comes from outside has been checked before, so a field of
 * another type is a mistake in the sandbox, and throws.
 */
final class JsonObject
{
    private const MAX_DEPTH = 128;

    /** @param array<array-key, mixed> $fields */
    public function __construct(private readonly array $fields = [])
    {
    }

    /** @throws \JsonException|\UnexpectedValueException if the text is not a JSON object */
    public static function decode(string $text): self
    {
        $value = json_decode($text, true, self::MAX_DEPTH, JSON_THROW_ON_ERROR);

        return is_array($value) ? new self($value) : throw new \UnexpectedValueException('expected a JSON object, not ' . get_debug_type($value));
    }

    /** @return array<array-key, mixed> */
    public function all(): array
    {
        return $this->fields;
    }

    /** Whether the field is there and not null. */
    public function has(string $name): bool
    {
        return isset($this->fields[$name]);
    }

    public function text(string $name): string
    {
        return $this->textOrNull($name) ?? throw self::mistyped($name, 'a string', null);
    }

    public function textOrNull(string $name): ?string
    {
        $value = $this->fields[$name] ?? null;

        return $value === null || is_string($value) ? $value : throw self::mistyped($name, 'a string', $value);
    }

    public function integer(string $name): int
    {
        return $this->integerOrNull($name) ?? throw self::mistyped($name, 'an integer', null);
    }

    public function integerOrNull(string $name): ?int
    {
        $value = $this->fields[$name] ?? null;

        return $value === null || is_int($value) ? $value : throw self::mistyped($name, 'an integer', $value);
    }

    public function numberOrNull(string $name): ?float
    {
        $value = $this->fields[$name] ?? null;

        return is_int($value) || is_float($value) ? (float) $value : ($value === null ? null : throw self::mistyped($name, 'a number', $value));
    }

    /** @return bool false if the field is not there */
    public function flag(string $name): bool
    {
        $value = $this->fields[$name] ?? false;

        return is_bool($value) ? $value : throw self::mistyped($name, 'a boolean', $value);
    }

    /** @return self an empty one if the field is not there */
    public function object(string $name): self
    {
        $value = $this->fields[$name] ?? [];

        return is_array($value) ? new self($value) : throw self::mistyped($name, 'an object', $value);
    }

    /** @return list<mixed> empty if the field is not there */
    public function list(string $name): array
    {
        $value = $this->fields[$name] ?? [];

        return is_array($value) ? array_values($value) : throw self::mistyped($name, 'a list', $value);
    }

    /** @return list<self> empty if the field is not there */
    public function objects(string $name): array
    {
        return array_map(
            static fn (mixed $item): self => is_array($item) ? new self($item) : throw self::mistyped($name, 'a list of objects', $item),
            $this->list($name),
        );
    }

    /** @return list<string> empty if the field is not there */
    public function texts(string $name): array
    {
        return array_map(
            static fn (mixed $item): string => is_string($item) ? $item : throw self::mistyped($name, 'a list of strings', $item),
            $this->list($name),
        );
    }

    /** @return Money|null null if the field is not there */
    public function moneyOrNull(string $name): ?Money
    {
        return $this->has($name) ? Money::of($this->object($name)) : null;
    }

    /** @param array<array-key, mixed> $fields replace those of the same name, and are added otherwise */
    public function with(array $fields): self
    {
        return new self(array_replace($this->fields, $fields));
    }

    public function without(string ...$names): self
    {
        return new self(array_diff_key($this->fields, array_flip($names)));
    }

    /** Those fields that are not null. */
    public function withoutNulls(): self
    {
        return new self(array_filter($this->fields, static fn (mixed $value): bool => $value !== null));
    }

    private static function mistyped(string $name, string $expected, mixed $value): \UnexpectedValueException
    {
        return new \UnexpectedValueException("$name must be $expected, not " . get_debug_type($value));
    }
}
