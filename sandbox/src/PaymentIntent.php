<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * A payment intent, with what the sandbox knows about its payment besides the fields that the API shows.
 *
 *     Created -> Captured (Auto) or Authorized (Manual) | Canceled
 *     Authorized -> Captured | Reversed
 *     Captured -> Reversed (Auto, nothing refunded) | Refunded
 */
final class PaymentIntent extends Intent
{
    public const KIND = 'payment_intent';
    /** What the total is the sum of. */
    public const PARTS = ['amount', 'tipsAmount', 'serviceChargeAmount', 'cashbackAmount'];
    public const AUTHORISATION_SECONDS = 7 * 86400;

    public int $authorized = 0;
    public int $captured = 0;
    public ?float $paidAt = null;
    /** Whether the rest of a partly captured authorisation can still be captured. */
    public bool $isOpen = false;
    public bool $expired = false;
    public ?string $savedCardId = null;
    private string $savedStatus;

    public function __construct(JsonObject $fields)
    {
        parent::__construct($fields);
        $this->savedStatus = $this->status();
    }

    public static function ofStored(JsonObject $stored): self
    {
        $intent = new self(self::shownOf($stored));
        $intent->attempts = $stored->integer('_attempts');
        $intent->authorized = $stored->integer('_authorized');
        $intent->captured = $stored->integer('_captured');
        $intent->paidAt = $stored->numberOrNull('_paidAt');
        $intent->isOpen = $stored->flag('_open');
        $intent->expired = $stored->flag('_expired');
        $intent->savedCardId = $stored->textOrNull('_savedCardId');

        return $intent;
    }

    public function hasExpired(): bool
    {
        return $this->expired;
    }

    public function proposedCard(): ?string
    {
        return $this->savedCardId;
    }

    public function isAuto(): bool
    {
        return $this->captureMode() === 'Auto';
    }

    public function captureMode(): string
    {
        return $this->fields->text('captureMode');
    }

    public function currency(): string
    {
        return $this->amount()->currency;
    }

    public function amount(): Money
    {
        return Money::of($this->fields->object('amount'));
    }

    public function total(): Money
    {
        $sum = self::sum($this->fields) ?? throw new \LogicException('A total beyond 64 bits was stored.');

        return new Money($sum, $this->currency());
    }

    /** Whether the total of these amounts is within 64 bits. Nothing may be stored for which it is not. */
    public static function isTotalInRange(JsonObject $amounts): bool
    {
        return self::sum($amounts) !== null;
    }

    public function refunded(): int
    {
        return $this->fields->integer('refundedAmount');
    }

    /** What can still be captured of a Manual intent. */
    public function capturable(): int
    {
        $open = $this->status() === 'Authorized' || ($this->status() === 'Captured' && $this->isOpen);

        return $open && !$this->isAuto() ? $this->authorized - $this->captured : 0;
    }

    public function refundable(): int
    {
        return $this->status() === 'Captured' ? $this->captured - $this->refunded() : 0;
    }

    /** @return float|null when it, its authorisation, or the rest of that expires */
    public function due(): ?float
    {
        if ($this->status() === 'Created') {
            return Clock::parse($this->fields->text('expireAt'));
        }
        if ($this->status() !== 'Authorized' && !$this->isOpen) {
            return null;
        }
        $span = $this->fields->textOrNull('autoExpireIn');

        return (float) $this->paidAt + ($span === null ? self::AUTHORISATION_SECONDS : (float) Clock::parseSpan($span));
    }

    /** Whether the status has changed since this was last called, or since the intent was read. */
    public function takeStatusChange(): bool
    {
        $changed = $this->status() !== $this->savedStatus;
        $this->savedStatus = $this->status();

        return $changed;
    }

    protected function hidden(): array
    {
        return [
            '_authorized' => $this->authorized,
            '_captured' => $this->captured,
            '_attempts' => $this->attempts,
            '_paidAt' => $this->paidAt,
            '_open' => $this->isOpen,
            '_expired' => $this->expired,
            '_savedCardId' => $this->savedCardId,
        ];
    }

    /** @return int|null null if it is beyond 64 bits: PHP would add up to a float */
    private static function sum(JsonObject $amounts): ?int
    {
        $sum = 0;
        foreach (self::PARTS as $part) {
            $value = $amounts->moneyOrNull($part)->value ?? 0;
            if ($value > PHP_INT_MAX - max(0, $sum) || $value < PHP_INT_MIN - min(0, $sum)) {
                return null;
            }
            $sum += $value;
        }

        return $sum;
    }
}
