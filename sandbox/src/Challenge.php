<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A 3-D Secure question that waits for its answer. */
final class Challenge
{
    public const KIND = 'challenge';

    /** @param JsonObject $details what the customer entered besides the card */
    public function __construct(
        public readonly string $token,
        public readonly string $intentId,
        public readonly Instrument $instrument,
        public readonly JsonObject $details,
    ) {
    }

    public static function ofStored(JsonObject $stored): self
    {
        return new self(
            $stored->text('id'),
            $stored->text('intentId'),
            Instrument::of($stored->object('instrument')),
            $stored->object('details'),
        );
    }

    /** @return array<string, mixed> */
    public function stored(): array
    {
        return [
            'id' => $this->token, 'intentId' => $this->intentId, 'instrument' => $this->instrument->toArray(), 'details' => $this->details->all(),
        ];
    }
}
