<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** An input of the checkout page. */
final class Field
{
    /** @param string|null $value what the intent already has */
    public function __construct(
        public readonly string $label,
        public readonly bool $required,
        public readonly int $max,
        public readonly string $autocomplete,
        public readonly ?string $value = null,
        public readonly string $type = 'text',
        public readonly ?string $inputMode = null,
    ) {
    }
}
