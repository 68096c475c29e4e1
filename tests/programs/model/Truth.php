<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

/** What Dojo says of an intent's money, read without the kit. */
final class Truth
{
    /** @param array<string, mixed> $intent what was taken, though it may have been given back */
    public static function captured(array $intent): int
    {
        if ($intent['captureMode'] === 'Auto') {
            return in_array($intent['status'], ['Captured', 'Refunded'], true) ? $intent['totalAmount']['value'] : 0;
        }

        return $intent['status'] === 'Reversed' ? 0 : array_sum(array_map(static fn (array $c): int => $c['amount'] + ($c['tipsAmount'] ?? 0), $intent['captures']));
    }

    /** @param array<string, mixed> $intent what the merchant has of it now */
    public static function net(array $intent): int
    {
        return $intent['status'] === 'Reversed' ? 0 : self::captured($intent) - $intent['refundedAmount'];
    }
}
