<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Temporary folders, which are removed when PHP ends, after the servers that use them have been stopped. */
final class Folder
{
    /**
     * @param string $name short, because the path of a socket may have about 100 characters
     * @param bool $isOpen whether all users of this machine may read it; then it is below /tmp, whatever TMPDIR says
     */
    public static function make(string $name, bool $isOpen = false): string
    {
        $folder = ($isOpen ? '/tmp' : sys_get_temp_dir()) . "/dojo-$name-" . bin2hex(random_bytes(4));
        mkdir($folder);
        chmod($folder, $isOpen ? 0755 : 0700);
        /* Registered while the shutdown functions run, so that it runs after those of the servers. */
        register_shutdown_function(register_shutdown_function(...), static fn () => self::remove($folder));

        return $folder;
    }

    /** Removes a file, or a folder and everything in it. */
    public static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path) ?: [], ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            @rmdir($path);
        } elseif (is_file($path) || is_link($path) || file_exists($path)) {
            @unlink($path);
        }
    }
}
