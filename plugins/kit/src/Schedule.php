<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** When reconcile looks at something again. */
final class Schedule
{
    private const DAY = 86400;

    /** Longer than an intent can be paid: 30 days, unless the shop set another time. */
    private const UNPAID_DAYS = 32;

    /** For so long a refund in Dojo's portal is looked for. An event usually tells of it before. */
    private const PAID_DAYS = 120;

    /** After a failure: in a minute, then later and later, at last once a day. */
    public static function retry(int $now, int $checks): int
    {
        return $now + min(60 * 2 ** min($checks, 11), self::DAY);
    }

    /** An intent that the customer may still pay: at twice its age, so that an abandoned cart costs a dozen looks in its life. */
    public static function unpaid(int $now, int $askedAt): ?int
    {
        return self::doubling($now, $askedAt, self::UNPAID_DAYS);
    }

    /** A payment whose money is all accounted for, but which may be refunded in the portal. */
    public static function paid(int $now, int $askedAt): ?int
    {
        return self::doubling($now, min($askedAt, $now - self::DAY), self::PAID_DAYS);
    }

    private static function doubling(int $now, int $since, int $days): ?int
    {
        $age = max($now - $since, 60);

        return $age > $days * self::DAY ? null : $now + min($age, 4 * self::DAY);
    }
}
