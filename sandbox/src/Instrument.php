<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** What somebody pays with. It is masked, and has no security code. */
final class Instrument
{
    /**
     * @param string      $method          Card, Wallet or SavedCard
     * @param string      $outcome         success, decline or challenge
     * @param string      $masked          the card number
     * @param string      $expiryDate      the card's last day
     * @param string|null $paymentMethodId of a saved card
     */
    public function __construct(
        public readonly string $method,
        public readonly string $outcome,
        public readonly string $scheme,
        public readonly string $masked,
        public readonly string $last4,
        public readonly string $expiryDate,
        public readonly float $expiresAt,
        public readonly string $name = '',
        public readonly ?string $paymentMethodId = null,
    ) {
    }

    public static function of(JsonObject $stored): self
    {
        return new self(
            $stored->text('method'),
            $stored->text('outcome'),
            $stored->text('scheme'),
            $stored->text('masked'),
            $stored->text('last4'),
            $stored->text('expiryDate'),
            (float) $stored->numberOrNull('expiresAt'),
            $stored->text('name'),
            $stored->textOrNull('paymentMethodId'),
        );
    }

    /** @return array<string, string|float|null> */
    public function toArray(): array
    {
        return [
            'method' => $this->method,
            'outcome' => $this->outcome,
            'scheme' => $this->scheme,
            'masked' => $this->masked,
            'last4' => $this->last4,
            'expiryDate' => $this->expiryDate,
            'expiresAt' => $this->expiresAt,
            'name' => $this->name,
            'paymentMethodId' => $this->paymentMethodId,
        ];
    }

    public function withMethod(string $method): self
    {
        return self::of(new JsonObject(['method' => $method] + $this->toArray()));
    }

    public function withOutcome(string $outcome): self
    {
        return self::of(new JsonObject(['outcome' => $outcome] + $this->toArray()));
    }

    public function asSavedCard(string $paymentMethodId): self
    {
        return self::of(new JsonObject(['paymentMethodId' => $paymentMethodId] + $this->toArray()));
    }

    /** @return array<string, string> the card as the details of a payment show it */
    public function card(): array
    {
        return [
            'cardNumber' => $this->masked,
            'cardName' => $this->name,
            'expiryDate' => $this->expiryDate,
            'cardType' => $this->scheme,
            'cardFundingType' => 'Unknown',
            'last4PAN' => $this->last4,
            'entryMode' => 'ManualEntry',
            'verificationMethod' => 'None',
        ];
    }
}
