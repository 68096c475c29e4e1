<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A customer's saved card. */
final class SavedCard
{
    public const KIND = 'payment_method';

    public function __construct(
        public readonly string $id,
        public readonly string $customerId,
        public readonly Instrument $instrument,
    ) {
    }

    public static function ofStored(JsonObject $stored): self
    {
        return new self($stored->text('id'), $stored->text('customerId'), Instrument::of($stored->object('instrument')));
    }

    /** @return array<string, mixed> */
    public function stored(): array
    {
        return ['id' => $this->id, 'customerId' => $this->customerId, 'instrument' => $this->instrument->toArray()];
    }

    /** Whether it is the card that somebody pays with. */
    public function isSame(Instrument $instrument): bool
    {
        return $this->instrument->masked === $instrument->masked && $this->instrument->expiryDate === $instrument->expiryDate;
    }

    /** What a payment with this card is made with. */
    public function toPayWith(): Instrument
    {
        return $this->instrument->asSavedCard($this->id);
    }
}
