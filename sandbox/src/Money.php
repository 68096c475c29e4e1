<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** An amount in minor units, with its currency. */
final class Money
{
    public function __construct(public readonly int $value, public readonly string $currency)
    {
    }

    public static function of(JsonObject $money): self
    {
        return new self($money->integer('value'), $money->text('currencyCode'));
    }

    /** @return array{value: int, currencyCode: string} as the API has it */
    public function toArray(): array
    {
        return ['value' => $this->value, 'currencyCode' => $this->currency];
    }
}
