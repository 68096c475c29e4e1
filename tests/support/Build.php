<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Builds of the extension and of C programs. Each flavour of the extension has its own folder below Checkout::build(). */
final class Build
{
    /** @param string $flavour as build.sh knows them @return string the path of the module */
    public static function extension(string $flavour): string
    {
        [$status, $output] = Command::run(['sh', Checkout::root() . '/tests/support/build.sh', $flavour], isMerged: true);
        if ($status !== 0) {
            throw new \RuntimeException($output);
        }

        return ($flavour === 'release' ? Checkout::root() . '/build' : Checkout::build() . "/$flavour") . '/modules/dojo.so';
    }

    /** The same folder, emptied. */
    public static function emptyFolder(string $name): string
    {
        $folder = Checkout::build() . "/$name";
        Folder::remove($folder);
        mkdir($folder, 0777, true);

        return $folder;
    }

    /**
     * Waits until no other script builds or tests in that folder.
     *
     * @return resource the lock, held as long as the resource exists; not inherited by other processes
     */
    public static function lock(string $name)
    {
        $folder = Checkout::build();
        is_dir($folder) || mkdir($folder, 0777, true);
        $lock = fopen("$folder/$name.lock", 'ce') ?: throw new \RuntimeException("$folder/$name.lock cannot be opened");
        flock($lock, LOCK_EX);

        return $lock;
    }

    /**
     * Runs the C compiler that CC names, else cc.
     *
     * @param list<string> $arguments
     * @param list<string> $libraries to compile and link with, as pkg-config names them
     */
    public static function compile(array $arguments, array $libraries = []): void
    {
        $flags = [];
        if ($libraries !== []) {
            [$status, $output] = Command::run(['pkg-config', '--cflags', '--libs', ...$libraries], isMerged: true);
            if ($status !== 0) {
                throw new \RuntimeException($output);
            }
            $flags = preg_split('~\s+~', $output, 0, PREG_SPLIT_NO_EMPTY) ?: [];
        }
        [$status, $output] = Command::run([getenv('CC') ?: 'cc', ...$arguments, ...$flags], isMerged: true);
        if ($status !== 0) {
            throw new \RuntimeException('Does not compile: ' . implode(' ', $arguments) . "\n$output");
        }
    }

    /** The compiler flag that makes the code treat any libcurl as the version in the flavour's name, libcurl7.NN. */
    public static function libcurlFlag(string $flavour): string
    {
        $version = substr($flavour, strlen('libcurl'));

        return vsprintf('-DDOJO_LIBCURL_AS=0x%02x%02x00', explode('.', $version));
    }
}
