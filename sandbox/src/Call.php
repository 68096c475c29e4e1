<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A checked API call, as its handler gets it. */
final class Call
{
    /**
     * @param array<string, string> $parameters from the path, decoded
     * @param JsonObject            $body       checked, with the names as the operation's shape spells them
     */
    public function __construct(
        public readonly Request $request,
        public readonly string $account,
        private readonly array $parameters,
        public readonly JsonObject $body,
        public readonly ?string $customerSecret,
    ) {
    }

    public function parameter(string $name): string
    {
        return $this->parameters[$name];
    }

    /** @throws Problem if the parameter is not a boolean */
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
