<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** What a payment intent and a setup intent have in common: the customer opens its page and presents a card. */
abstract class Intent extends Document
{
    /** How often somebody has tried to pay or to save a card. */
    public int $attempts = 0;

    public function config(): JsonObject
    {
        return $this->fields->object('config');
    }

    public function allows(string $paymentMethod): bool
    {
        return in_array($paymentMethod, $this->fields->texts('paymentMethods'), true);
    }

    public function customerId(): ?string
    {
        return $this->fields->object('customer')->textOrNull('id');
    }

    /** Whether staff key in a card that was given over the telephone. */
    public function isKeyedIn(): bool
    {
        return $this->fields->flag('cardHolderNotPresent');
    }

    /** Whether it was not paid in time. */
    abstract public function hasExpired(): bool;

    /** @return Money|null what the customer pays; null for a setup intent */
    abstract public function total(): ?Money;

    /** @return string|null the saved card that the shop proposes */
    abstract public function proposedCard(): ?string;
}
