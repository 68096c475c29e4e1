<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The folders of the checkout and of what is built from it. */
final class Checkout
{
    public static function root(): string
    {
        return dirname(__DIR__, 2);
    }

    /** The folder in which the scripts build, which is not below a checkout whose path has a space; see paths.sh. */
    public static function build(): string
    {
        static $folder = null;
        $root = escapeshellarg(self::root());

        return $folder ??= trim((string) shell_exec("root=$root; . $root/tests/support/paths.sh && printf %s \"\$work\""));
    }
}
