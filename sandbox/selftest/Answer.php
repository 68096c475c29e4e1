<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** One HTTP answer. */
final class Answer
{
    /** @param array<string, string> $headers by lower-case name */
    public function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body,
    ) {
    }

    public function json(): array
    {
        $value = json_decode($this->body, true);

        return is_array($value) ? $value : ['not JSON' => $this->body];
    }

    public function __isset(string $name): bool
    {
        return isset($this->json()[$name]);
    }

    public function __get(string $name): mixed
    {
        return $this->json()[$name] ?? null;
    }
}
