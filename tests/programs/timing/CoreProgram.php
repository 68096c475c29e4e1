<?php

declare(strict_types=1);

namespace Dojo\Tests\Timing;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;

/** A C program of this folder with sources of the core in it. */
final class CoreProgram
{
    /** The core's sources that verify a delivery, and those that they need. */
    private const VERIFYING = ['dojo_webhook.c', 'dojo_mac.c', 'dojo_diagnosis.c'];
    private const NEEDED = ['dojo_json.c', 'dojo_buffer.c', 'dojo_text.c', 'dojo_error.c'];

    /**
     * A program that verifies deliveries.
     *
     * @param list<string> $verifyingFlags compiler flags for the sources that verify
     * @param list<string> $flags for the program itself
     */
    public static function thatVerifies(string $program, string $source, array $verifyingFlags = [], array $flags = []): void
    {
        self::compile($program, $source, $flags, array_fill_keys(self::VERIFYING, $verifyingFlags) + array_fill_keys(self::NEEDED, []));
    }

    /** A program that makes calls. @param list<string> $coreFlags compiler flags for the core */
    public static function thatCalls(string $program, string $source, array $coreFlags = []): void
    {
        $sources = array_map(basename(...), glob(Checkout::root() . '/src/core/*.c') ?: []);
        $flagsOf = array_fill_keys($sources, $coreFlags);
        $flagsOf['dojo_buffer.c'][] = '-Dfree=arena_free';
        self::compile($program, $source, [], $flagsOf);
    }

    /** @param list<string> $flags @param array<string, list<string>> $coreFlags by source */
    private static function compile(string $program, string $source, array $flags, array $coreFlags): void
    {
        $core = Checkout::root() . '/src/core';
        $libraries = ['libcurl', 'libssl', 'libcrypto', 'json-c'];
        $flags = ['-std=c11', '-D_GNU_SOURCE', '-O2', '-g', '-Wall', '-Wextra', ...$flags];
        $objects = [];
        foreach ($coreFlags as $file => $more) {
            $objects[] = $object = "$program." . basename($file, '.c') . '.o';
            Build::compile([...$flags, ...$more, '-c', '-o', $object, "$core/$file"], $libraries);
        }
        Build::compile([...$flags, "-I$core", '-o', $program, __DIR__ . "/$source", ...$objects, ...self::boundAtOnce(), '-pthread', '-lm'], $libraries);
    }

    /** As the module is linked, if the linker can. @return list<string> */
    private static function boundAtOnce(): array
    {
        static $flags = null;
        if ($flags === null) {
            $folder = Build::emptyFolder('timing-probe');
            file_put_contents("$folder/probe.c", 'int main(void) { return 0; }');
            try {
                Build::compile(['-Wl,-z,now', '-o', "$folder/probe", "$folder/probe.c"]);
                $flags = ['-Wl,-z,now'];
            } catch (\RuntimeException) {
                $flags = [];
            }
        }

        return $flags;
    }
}
