<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** One row of the API's table. */
final class Operation
{
    public function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly string $handler,
        public readonly string $errors,
        public readonly ?string $body,
        private readonly string $needs,
    ) {
    }

    public function needs(string $letter): bool
    {
        return str_contains($this->needs, $letter);
    }
}
