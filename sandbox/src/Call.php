<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** One checked API call, as its handler sees it. */
final class Call
{
    /**
     * @param array<string, string> $parameters from the path, decoded
     * @param array<string, mixed>  $body       as the operation's shape spells it
     */
    public function __construct(
        public readonly Request $request,
        public readonly string $account,
        private readonly array $parameters,
        public readonly array $body,
        public readonly ?string $customerSecret,
    ) {
    }

    public function parameter(string $name): string
    {
        return $this->parameters[$name];
    }

    /** @throws Problem where the parameter is no boolean */
    public function flag(string $name): bool
    {
        $value = $this->request->queryValues()[$name][0] ?? 'false';

        return match (strtolower($value)) {
            'true', '1' => true,
            'false', '0' => false,
            default => throw Problem::field(ucfirst($name), 'The value must be true or false.'),
        };
    }
}
