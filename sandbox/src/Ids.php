<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Identifiers and secrets in the shapes of the real API: a prefix for the kind, then base64url. */
final class Ids
{
    public static function make(string $prefix): string
    {
        return $prefix . '_sandbox_' . self::random(16);
    }

    /** The ids of webhook subscriptions, their secrets and events do not name the environment. */
    public static function short(string $prefix): string
    {
        return $prefix . '_' . self::random(16);
    }

    /** @param int<1, max> $bytes */
    public static function random(int $bytes): string
    {
        return self::base64url(random_bytes($bytes));
    }

    /** The account that a key belongs to: keys that differ only after a dot share one. The key itself is not stored. */
    public static function account(string $key): string
    {
        $key = explode('.', $key, 2)[0];

        return 'acc_' . substr(self::base64url(hash('sha256', 'account:' . $key, true)), 0, 22);
    }

    public static function trace(): string
    {
        return '00-' . bin2hex(random_bytes(16)) . '-' . bin2hex(random_bytes(8)) . '-01';
    }

    public static function uuid(): string
    {
        $bytes = random_bytes(16);
        $bytes[6] = chr(ord($bytes[6]) & 0x0F | 0x40);
        $bytes[8] = chr(ord($bytes[8]) & 0x3F | 0x80);

        return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
    }

    private static function base64url(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }
}
