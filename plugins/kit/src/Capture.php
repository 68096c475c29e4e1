<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A capture or a release that staff asked for. */
final readonly class Capture
{
    public const CAPTURE = 'capture';
    public const RELEASE = 'release';

    /** Written down; being sent, or its outcome is unknown. */
    public const SENDING = 'sending';
    public const DONE = 'done';

    /** Dojo refused it, or never received it. */
    public const REFUSED = 'refused';

    /** @param int $capturedBefore what had been captured when this one was asked for */
    public function __construct(
        public string $id,
        public string $orderId,
        public string $intentId,
        public string $kind,
        public int $amount,
        public int $capturedBefore,
        public string $state,
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
            (string) $row['intent_id'],
            (string) $row['kind'],
            (int) $row['amount'],
            (int) $row['captured_before'],
            (string) $row['state'],
            (int) $row['asked_at'],
            (int) $row['checks'],
        );
    }
}
