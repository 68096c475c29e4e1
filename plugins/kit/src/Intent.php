<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\CaptureMode;
use Dojo\CaptureStatus;
use Dojo\Client;
use Dojo\PaymentIntentStatus;

/**
 * A payment intent as Dojo returned it, and what it says about the money. Every decision about money is made on this.
 *
 * @phpstan-import-type PaymentIntent from Client
 */
final readonly class Intent
{
    public string $id;

    /** Null for a status that this version does not know: nothing is decided on it. */
    public ?PaymentIntentStatus $status;
    public string $statusText;

    /** The price of the goods, without tips. */
    public int $amount;
    public string $currencyCode;
    public int $refunded;
    public ?string $paymentUrl;
    public ?string $clientSecret;

    /** When it expires; null if Dojo does not say. */
    public ?int $expiresAt;

    /** Whether it is captured by separate calls. An unknown capture mode counts as manual. */
    public bool $isManual;

    /** @var array<string, string> */
    public array $metadata;

    /** @var ?list<array{int, int}> amount and tips of each capture that was successful; null if Dojo did not list the captures */
    private ?array $captures;

    /** With tips, service charge and cashback. */
    private int $total;

    /** @param PaymentIntent $intent */
    public function __construct(array $intent)
    {
        $this->id = $intent['id'];
        $this->status = PaymentIntentStatus::tryFrom($intent['status']);
        $this->statusText = $intent['status'];
        $this->amount = $intent['amount']['value'];
        $this->currencyCode = $intent['amount']['currencyCode'];
        $this->total = $intent['totalAmount']['value'] ?? $this->amount;
        $this->refunded = $intent['refundedAmount'] ?? 0;
        $this->paymentUrl = $intent['paymentLink'] ?? null;
        $this->clientSecret = $intent['clientSessionSecret'] ?? null;
        $this->expiresAt = max(0, (int) strtotime($intent['expireAt'] ?? '')) ?: null;
        $this->isManual = ($intent['captureMode'] ?? CaptureMode::Auto->value) !== CaptureMode::Auto->value;
        $this->metadata = $intent['metadata'] ?? [];
        $captures = null;
        foreach ($intent['captures'] ?? [] as $capture) {
            $captures ??= [];
            if (($capture['status'] ?? null) === CaptureStatus::Successful->value) {
                $captures[] = [$capture['amount'] ?? 0, $capture['tipsAmount'] ?? 0];
            }
        }
        $this->captures = $captures;
    }

    /** Whether the customer has paid, even if it was given back since. */
    public function wasPaid(): bool
    {
        return match ($this->status) {
            PaymentIntentStatus::Captured, PaymentIntentStatus::Refunded => true,
            /* Only a payment that was captured automatically can be reversed after its capture. */
            PaymentIntentStatus::Reversed => !$this->isManual,
            default => ($this->captured() ?? 0) > 0,
        };
    }

    /**
     * The money that Dojo has taken, tips included. A part capture leaves the whole price in `amount`, so the captures are added up; an
     * automatic capture takes all and is not listed.
     *
     * @return ?int null if Dojo says that money was taken, but not how much
     */
    public function captured(): ?int
    {
        return $this->sum(withTips: true);
    }

    /** The same without the tips: what has been paid of the order's price. */
    public function capturedForGoods(): ?int
    {
        return $this->sum(withTips: false);
    }

    /** Whether the customer can still pay it. */
    public function isPayable(): bool
    {
        return $this->status === PaymentIntentStatus::Created;
    }

    /** Whether it asks for what the order costs. */
    public function asksFor(Order $order): bool
    {
        return $this->amount === $order->amount && $this->currencyCode === $order->currencyCode;
    }

    private function sum(bool $withTips): ?int
    {
        $took = in_array($this->status, [PaymentIntentStatus::Captured, PaymentIntentStatus::Refunded, PaymentIntentStatus::Reversed], true);
        if (!$this->isManual) {
            return !$took ? 0 : ($withTips ? $this->total : $this->amount);
        }
        if ($this->captures === null) {
            return $took && $this->status !== PaymentIntentStatus::Reversed ? null : 0;
        }

        return array_sum(array_map(static fn (array $capture): int => $capture[0] + ($withTips ? $capture[1] : 0), $this->captures));
    }
}
