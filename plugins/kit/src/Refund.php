<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A refund as the store has it. */
final readonly class Refund
{
    /** Written down and being sent. If the process dies, it is sent again with the same key. */
    public const SENDING = 'sending';

    /** Dojo said that it is made. */
    public const DONE = 'done';

    /** Dojo refused it, and it is certain that no earlier try of it succeeded. */
    public const REFUSED = 'refused';

    /** Whether it is still to be settled. */
    public bool $isOpen;

    /**
     * @param string $id also the idempotency key
     * @param ?string $refundId Dojo's
     * @param int $tries how many calls were begun whose outcome is unknown
     * @param int $triedAt when the last call was begun
     * @param string $source 'shop', or 'portal' for one that was made in Dojo's portal
     */
    public function __construct(
        public string $id,
        public string $orderId,
        public string $intentId,
        public int $amount,
        public string $reason,
        public string $state,
        public ?string $refundId,
        public int $tries,
        public string $source,
        public int $askedAt,
        public int $triedAt,
    ) {
        $this->isOpen = $state === self::SENDING;
    }
}
