<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The extension under test: the file that DOJO_EXTENSION names, or the dev build. */
final class Extension
{
    private const RESTARTED = 'DOJO_RESTARTED';

    /** @throws \RuntimeException which says how to build it */
    public static function path(): string
    {
        $path = getenv('DOJO_EXTENSION') ?: Checkout::build() . '/dev/modules/dojo.so';

        return realpath($path) ?: throw new \RuntimeException("The extension $path does not exist. Build it: sh tests/support/build.sh dev");
    }

    /** Whether php.ini loads the extension already, so that loading it again would cause a warning. */
    public static function isInstalled(): bool
    {
        static $isInstalled = null;

        return $isInstalled ??= preg_match('~^dojo$~m', (string) shell_exec(escapeshellarg(PHP_BINARY) . ' -m')) === 1;
    }

    /** Options for another PHP process that reads php.ini. @param ?string $copy see copyTo() @return list<string> */
    public static function options(?string $copy = null): array
    {
        return self::isInstalled() ? [] : ['-d', 'extension="' . ($copy ?? self::path()) . '"'];
    }

    /** Options for a PHP process without php.ini. @param list<string> $others shared extensions that are needed as well @return list<string> */
    public static function optionsWithoutIni(array $others = [], ?string $copy = null): array
    {
        return ['-n', ...self::shared(...$others), '-d', 'extension="' . ($copy ?? self::path()) . '"'];
    }

    /** Options that load PHP's own extensions without php.ini; those compiled in need none. @return list<string> */
    public static function shared(string ...$names): array
    {
        static $compiledIn = null;
        if ($compiledIn === null) {
            exec(escapeshellarg(PHP_BINARY) . ' -n -m', $compiledIn);
        }

        return array_merge(...array_map(static fn (string $name): array => ['-d', "extension=$name"], array_values(array_diff($names, $compiledIn))));
    }

    /** A copy for long-running servers, because a build may change the file meanwhile. @return string its path */
    public static function copyTo(string $folder): string
    {
        if (!is_file("$folder/dojo.so")) {
            copy(self::path(), "$folder/dojo.so");
        }

        return "$folder/dojo.so";
    }

    /**
     * Restarts this script in a PHP process with the extension loaded, unless it is loaded already.
     *
     * @param list<string> $arguments the script and its own arguments
     */
    public static function loadHere(array $arguments): void
    {
        if (extension_loaded('dojo')) {
            putenv(self::RESTARTED); // not for child processes

            return;
        }
        $command = ['-d', 'extension="' . self::path() . '"', ...$arguments];
        if (getenv(self::RESTARTED) !== false) {
            throw new \RuntimeException('PHP cannot load ' . self::path());
        }
        putenv(self::RESTARTED . '=1');
        if (function_exists('pcntl_exec')) {
            pcntl_exec(PHP_BINARY, $command);
        }
        $process = proc_open([PHP_BINARY, ...$command], [STDIN, STDOUT, STDERR], $pipes);
        exit($process === false ? 1 : proc_close($process));
    }
}
