<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/**
 * A part of a response. Its parts are read like those of an array, and one that is not there is a Value of null. Report::same() compares what
 * it holds.
 *
 * @implements \ArrayAccess<int|string, self>
 * @implements \IteratorAggregate<int|string, self>
 */
final class Value implements \ArrayAccess, \Countable, \IteratorAggregate, \JsonSerializable, \Stringable
{
    public function __construct(private readonly mixed $plain)
    {
    }

    /** What it holds, and if that is an array, what its Values hold. */
    public static function plain(mixed $value): mixed
    {
        return match (true) {
            $value instanceof self => $value->plain,
            is_array($value) => array_map(self::plain(...), $value),
            default => $value,
        };
    }

    /** @return array<array-key, mixed> empty if it is not an array */
    public function all(): array
    {
        return is_array($this->plain) ? $this->plain : [];
    }

    /** @return list<string> the names of its parts */
    public function names(): array
    {
        return array_map(strval(...), array_keys($this->all()));
    }

    /** @return array<array-key, mixed> as array_column(): one part of each of its parts that has it */
    public function column(string $name, ?string $key = null): array
    {
        return array_column($this->all(), $name, $key);
    }

    /** @return list<string> the same as text */
    public function texts(string $name): array
    {
        return $this->map(static fn (self $part): string => (string) $part[$name]);
    }

    /**
     * @template T
     * @param callable(self): T $of
     * @return list<T>
     */
    public function map(callable $of): array
    {
        $all = [];
        foreach ($this->all() as $part) {
            $all[] = $of(new self($part));
        }

        return $all;
    }

    public function offsetExists(mixed $offset): bool
    {
        return isset($this->all()[$offset]);
    }

    public function offsetGet(mixed $offset): self
    {
        return new self($this->all()[$offset] ?? null);
    }

    public function offsetSet(mixed $offset, mixed $value): never
    {
        throw new \LogicException('A response cannot be changed.');
    }

    public function offsetUnset(mixed $offset): never
    {
        throw new \LogicException('A response cannot be changed.');
    }

    public function count(): int
    {
        return count($this->all());
    }

    /** @return \Generator<int|string, self> */
    public function getIterator(): \Generator
    {
        foreach ($this->all() as $name => $part) {
            yield $name => new self($part);
        }
    }

    public function jsonSerialize(): mixed
    {
        return $this->plain;
    }

    /** @return string empty if it is not a text or a number */
    public function __toString(): string
    {
        return is_scalar($this->plain) ? (string) $this->plain : '';
    }

    /** @return float 0 if it is not a number */
    public function number(): float
    {
        return is_int($this->plain) || is_float($this->plain) ? (float) $this->plain : 0.0;
    }
}
