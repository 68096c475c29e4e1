<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/**
 * One HTTP answer. The fields of its JSON body are read like those of an array.
 *
 * @implements \ArrayAccess<int|string, Value>
 */
final class Answer implements \ArrayAccess
{
    /** @param array<string, string> $headers by lower-case name */
    public function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {
    }

    public function json(): Value
    {
        $value = json_decode($this->body, true);

        return new Value(is_array($value) ? $value : ['not JSON' => $this->body]);
    }

    public function offsetExists(mixed $offset): bool
    {
        return isset($this->json()[$offset]);
    }

    public function offsetGet(mixed $offset): Value
    {
        return $this->json()[$offset];
    }

    public function offsetSet(mixed $offset, mixed $value): never
    {
        throw new \LogicException('A response cannot be changed.');
    }

    public function offsetUnset(mixed $offset): never
    {
        throw new \LogicException('A response cannot be changed.');
    }
}
