<?php

declare(strict_types=1);

namespace Dojo\Tests\Core;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Report;

/** The cmocka programs of tests/core, compiled by plain cc without any PHP header. */
final class CoreTests
{
    private const SANITIZE = '-fsanitize=address,undefined -fno-sanitize-recover=undefined';

    /** @param string $mode sanitized, valgrind, or libcurl7.NN: sanitized, without what newer libcurls have */
    public static function run(Report $report, string $mode): void
    {
        $lock = Build::lock('dev');
        /* In the copy of the checkout that build.sh made: make cannot use a path with a space. */
        $tree = Checkout::build() . '/dev';
        $build = Checkout::build() . "/core-$mode";
        $sanitize = match ($mode) {
            'sanitized' => self::SANITIZE,
            'valgrind' => '',
            default => self::SANITIZE . ' ' . Build::libcurlFlag($mode),
        };
        [$status, $output] = Command::run(['make', '-s', '-j2', '-C', "$tree/tests/core", "BUILD=$build", "SANITIZE=$sanitize"], isMerged: true);
        if ($status !== 0) {
            $report->ok(false, "core ($mode) compiles", implode("\n", array_slice(explode("\n", $output), -20)));

            return;
        }
        $wrapper = $mode !== 'valgrind' ? [] : ['valgrind', '--quiet', '--leak-check=full', '--errors-for-leak-kinds=definite,possible',
            '--error-exitcode=99', "--suppressions=$tree/tests/support/valgrind.supp"];
        foreach (glob("$tree/tests/core/*_test.c") ?: [] as $source) {
            $name = basename($source, '.c');
            [$status, $output] = Command::run([...$wrapper, "$build/$name"], ['CMOCKA_MESSAGE_OUTPUT' => 'TAP'], isMerged: true);
            self::relay($report, "core ($mode): " . substr($name, 0, -strlen('_test')), $output, $status);
        }
    }

    /** Reports the results that a program printed in cmocka's TAP. */
    private static function relay(Report $report, string $program, string $output, int $status): void
    {
        $planned = $failed = 0;
        $results = []; // of each: whether it is right, its name or the reason to skip it, the lines below it
        $others = [];
        foreach (explode("\n", rtrim($output)) as $line) {
            if (preg_match('~^TAP version |^# (not )?ok - ~', $line) === 1) {
                continue;
            }
            if (preg_match('~^\d+\.\.(\d+)$~', $line, $match) === 1) {
                $planned += (int) $match[1];
            } elseif (preg_match('~^(?:not )?ok \d+ # SKIP (\S+)~', $line, $match) === 1) {
                $results[] = [null, $match[1], []];
            } elseif (preg_match('~^(not )?ok \d+ - (\S+)~', $line, $match) === 1) {
                $results[] = [$match[1] === '', $match[2], []];
                $failed += (int) ($match[1] !== '');
            } elseif ($results !== [] && end($results)[0] === false) {
                $results[array_key_last($results)][2][] = $line;
            } else {
                $others[] = $line;
            }
        }
        foreach ($results as [$isRight, $name, $lines]) {
            $isRight === null
                ? $report->skip("$program: $name", 'by the test itself')
                : $report->ok($isRight, "$program: $name", implode("\n", $lines));
        }
        $problems = array_filter([
            $planned === 0 || count($results) < $planned ? 'ran ' . count($results) . " of $planned tests" : '',
            $status !== 0 && $failed === 0 ? "exit status $status" : '',
        ]);
        if ($problems !== []) {
            $report->ok(false, "$program: " . implode(', ', $problems), implode("\n", $others));
        } else {
            array_map($report->note(...), array_filter($others));
        }
    }
}
