<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Compares addresses. */
final class Urls
{
    /** Whether two URLs are the same page: host names have no case, and each scheme has its usual port. */
    public static function isSame(string $a, string $b): bool
    {
        return self::normal($a) === self::normal($b);
    }

    /** Whether two URLs are the same site; http or https and a slash at the end make no difference. */
    public static function isSameSite(string $a, string $b): bool
    {
        $site = static fn (string $url): string => rtrim((string) preg_replace('~^https?://~', '', self::normal($url)), '/');

        return $site($a) === $site($b);
    }

    /** Whether it is an https URL, or an http URL of this machine, where shops are developed. */
    public static function isSafe(string $url): bool
    {
        if (preg_match('~^(https?)://([^/?#@\\\\\s]+)([/?#]\S*)?$~iDu', $url, $match) !== 1) {
            return false;
        }

        return strtolower($match[1]) === 'https' || preg_match('~^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$~iD', $match[2]) === 1;
    }

    private static function normal(string $url): string
    {
        $url = (string) preg_replace_callback('~^(https?)://([^/?#]*)~i', static fn (array $m): string => strtolower($m[0]), $url);

        return (string) preg_replace(['~^(https://[^/?#]*):443(?=[/?#]|$)~', '~^(http://[^/?#]*):80(?=[/?#]|$)~'], '$1', $url);
    }
}
