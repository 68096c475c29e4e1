<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** An error response; Problems gives it the shape that the operation declares. */
final class Problem extends \RuntimeException
{
    /**
     * @param array<string, list<string>> $errors by field
     * @param string|null                 $machineCode the machine-readable code of the terminal operations
     */
    public function __construct(
        public readonly int $status,
        string $detail,
        public readonly array $errors = [],
        public readonly ?string $machineCode = null,
    ) {
        parent::__construct($detail);
    }

    public static function field(string $field, string $message): self
    {
        return new self(400, 'One or more fields are not valid.', [$field => [$message]]);
    }
}
