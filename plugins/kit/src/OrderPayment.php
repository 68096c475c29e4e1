<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Where an order's payment is, as the store has it. */
final readonly class OrderPayment
{
    /**
     * @param ?string $intentId the current intent; from Authorised on, the one that was paid
     * @param ?string $claim the attempt that may create the next intent
     * @param int $told the captured sum in the last Change that the shop got
     */
    public function __construct(
        public string $orderId,
        public OrderState $state,
        public ?string $intentId,
        public ?string $claim,
        public int $claimedAt,
        public int $told,
    ) {
    }

    /** @param array<string, int|string|null> $row */
    public static function fromRow(array $row): self
    {
        return new self(
            (string) $row['order_id'],
            OrderState::from((string) $row['state']),
            isset($row['intent_id']) ? (string) $row['intent_id'] : null,
            isset($row['claim']) ? (string) $row['claim'] : null,
            (int) $row['claimed_at'],
            (int) $row['told'],
        );
    }
}
