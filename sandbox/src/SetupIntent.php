<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A setup intent, with the card that was saved, and the fields of its request that the API does not show. */
final class SetupIntent extends Intent
{
    public const KIND = 'setup_intent';

    public ?Instrument $instrument = null;

    /** @param array<string, mixed> $unshown fields of the request that no response shows */
    public function __construct(JsonObject $fields, private readonly array $unshown)
    {
        parent::__construct($fields);
    }

    public static function ofStored(JsonObject $stored): self
    {
        $all = $stored->all();
        $intent = new self(self::shownOf($stored), [
            '_captureMode' => $all['_captureMode'] ?? null, '_orderDetails' => $all['_orderDetails'] ?? null,
        ]);
        $intent->attempts = $stored->integer('_attempts');
        $intent->instrument = $stored->has('_instrument') ? Instrument::of($stored->object('_instrument')) : null;

        return $intent;
    }

    public function hasExpired(): bool
    {
        return $this->status() === 'Expired';
    }

    public function total(): null
    {
        return null;
    }

    public function proposedCard(): null
    {
        return null;
    }

    /** @return float|null when it, or its card, expires */
    public function due(): ?float
    {
        return match ($this->status()) {
            'Created' => Clock::parse($this->fields->textOrNull('expireAt') ?? ''),
            'Authorized' => $this->instrument?->expiresAt,
            default => null,
        };
    }

    public function forgetSecretExpiry(): void
    {
        $this->fields = $this->fields->without('clientSessionSecretExpirationDate');
    }

    protected function hidden(): array
    {
        return ['_attempts' => $this->attempts, '_instrument' => $this->instrument?->toArray()] + $this->unshown;
    }
}
