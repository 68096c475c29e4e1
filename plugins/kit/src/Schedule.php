<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\PaymentIntentStatus;

/** When reconcile looks at something again. */
final class Schedule
{
    /** After this many seconds, a call that moves money and got no response is certainly over. */
    public const UNKNOWN_SECONDS = 900;

    private const DAY = 86400;

    /** Longer than an intent can be paid: 30 days, unless the shop set another time. */
    private const UNPAID_DAYS = 32;

    /** How long to look for a refund in Dojo's portal, and for the end of an authorisation. An event usually comes earlier. */
    private const PAID_DAYS = 120;

    /** After a failure: in a minute, then later and later, in the end once a day. */
    public static function retry(int $now, int $checks): int
    {
        return $now + min(60 * 2 ** min($checks, 11), self::DAY);
    }

    /** @return ?int null if there is nothing more to learn, or for an unpaid intent: if it is too old */
    public static function look(int $now, int $askedAt, Intent $intent): ?int
    {
        return match ($intent->status) {
            PaymentIntentStatus::Canceled, PaymentIntentStatus::Refunded, PaymentIntentStatus::Reversed => null,
            /* At twice its age, so that an abandoned cart costs a dozen looks in its life. */
            PaymentIntentStatus::Created => self::doubling($now, $askedAt, self::unpaidSeconds($askedAt, $intent->expiresAt)),
            PaymentIntentStatus::Authorized => self::doubling($now, $askedAt, self::PAID_DAYS * self::DAY),
            /* Its money is all accounted for, but it may be refunded in the portal. Null: a status that this version does not know. */
            PaymentIntentStatus::Captured, null => self::doubling($now, min($askedAt, $now - self::DAY), self::PAID_DAYS * self::DAY),
        };
    }

    /** An intent that Dojo does not show: it may be slow, or the key may be another account's by mistake. */
    public static function missed(int $now, Attempt $attempt): ?int
    {
        return $now - $attempt->askedAt > self::UNPAID_DAYS * self::DAY ? null : self::retry($now, $attempt->checks);
    }

    /** An intent is given up two days after it expires, or after UNPAID_DAYS. */
    private static function unpaidSeconds(int $askedAt, ?int $expiresAt): int
    {
        return max(self::UNPAID_DAYS * self::DAY, ($expiresAt ?? 0) + 2 * self::DAY - $askedAt);
    }

    private static function doubling(int $now, int $since, int $seconds): ?int
    {
        $age = max($now - $since, 60);

        return $age > $seconds ? null : $now + min($age, 4 * self::DAY);
    }
}
