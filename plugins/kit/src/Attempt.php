<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\PaymentIntentStatus;

/** A payment intent as the store has it: asked for, or found. */
final readonly class Attempt
{
    /** Dojo was asked to create it; the outcome is not known yet. */
    public const ASKING = 'asking';
    public const MADE = 'made';

    /** It is certain that Dojo did not create it. */
    public const FAILED = 'failed';

    /** Its creation was asked for, and Dojo does not have it. */
    public const LOST = 'lost';

    /** The usual role. */
    public const OWN = 'own';

    /** No longer to be paid, because another intent took its place. It is canceled, or watched until it is. */
    public const SURPLUS = 'surplus';

    /** Paid, although the order had been paid with another intent. */
    public const EXTRA = 'extra';

    /** @param string $status the intent's status as last seen; '' if it has never been seen */
    public function __construct(
        public string $id,
        public string $orderId,
        public ?string $intentId,
        public string $environment,
        public string $state,
        public string $role,
        public string $status,
        public int $amount,
        public string $currencyCode,
        public int $captured,
        public int $refunded,
        public int $askedAt,
        public int $checks,
    ) {
    }

    /** @param array<string, int|string|null> $row */
    public static function fromRow(array $row): self
    {
        return new self(
            (string) $row['id'],
            (string) $row['order_id'],
            isset($row['intent_id']) ? (string) $row['intent_id'] : null,
            (string) $row['environment'],
            (string) $row['state'],
            (string) $row['role'],
            (string) $row['status'],
            (int) $row['amount'],
            (string) $row['currency'],
            (int) $row['captured'],
            (int) $row['refunded'],
            (int) $row['asked_at'],
            (int) $row['checks'],
        );
    }

    /** Of two responses about one intent, the one whose status has the higher rank is the newer. */
    public static function rank(?PaymentIntentStatus $status): int
    {
        return match ($status) {
            PaymentIntentStatus::Created => 1,
            PaymentIntentStatus::Canceled => 2,
            PaymentIntentStatus::Authorized => 3,
            PaymentIntentStatus::Captured => 4,
            PaymentIntentStatus::Refunded => 5,
            PaymentIntentStatus::Reversed => 6,
            null => 0,
        };
    }
}
