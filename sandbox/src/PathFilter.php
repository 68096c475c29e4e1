<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** How helpers name the paths that they are about: `/payment-intents` is a prefix, `=/payment-intents` exactly this path. */
final class PathFilter
{
    public static function isValid(string $filter): bool
    {
        return preg_match('~^=?/~', $filter) === 1;
    }

    public static function matches(string $filter, string $path): bool
    {
        return $filter[0] === '=' ? substr($filter, 1) === $path : str_starts_with($path, $filter);
    }
}
