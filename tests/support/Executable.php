<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Finds programs on this machine. */
final class Executable
{
    /** @param string ...$names names or paths @return ?string the path of the first of these commands that is installed */
    public static function find(string ...$names): ?string
    {
        foreach ($names as $name) {
            if (str_contains($name, '/') && is_executable($name)) {
                return $name;
            }
            foreach ([...explode(':', (string) getenv('PATH')), '/usr/sbin', '/usr/local/sbin'] as $folder) {
                if (is_file("$folder/$name") && is_executable("$folder/$name")) {
                    return "$folder/$name";
                }
            }
        }

        return null;
    }

    /** Another program of the PHP that runs this, and for which the extension was built: php-fpm or php-cgi of the same version. */
    public static function ofThisPhp(string $name): ?string
    {
        [$long, $short] = [PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION, PHP_MAJOR_VERSION . PHP_MINOR_VERSION];
        $installed = array_map(self::find(...), ["$name$long", "$name$short", $name]);
        foreach (array_filter([dirname(PHP_BINDIR) . "/sbin/$name", PHP_BINDIR . "/$name", ...$installed]) as $path) {
            if (is_executable($path) && str_contains((string) shell_exec(escapeshellarg($path) . ' -n -v 2>/dev/null'), 'PHP ' . PHP_VERSION . ' ')) {
                return $path;
            }
        }

        return null;
    }
}
