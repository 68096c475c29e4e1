<?php

declare(strict_types=1);

namespace Dojo\Tests\Package;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\ProjectFiles;
use Dojo\Tests\Report;

/** The extension built and tested as PHP's own documentation describes it, without anything that the other scripts set. */
final class ByHand
{
    private const PATIENCE = 3600.0; // seconds
    /** -q: without the question whether to send a report; -j2: two tests at a time. */
    private const SCRIPT = '"$1" && ./configure --with-php-config="$2" && make && make test TESTS="-q -j2"';

    public static function test(Report $report): void
    {
        $lock = Build::lock('by-hand');
        $tree = Build::emptyFolder('by-hand');
        $copy = 'cd "$1" && tar -cf - --exclude=./build --exclude=./.git --exclude=./modules --exclude="*.o" --exclude="*.lo" . | (cd "$2" && tar -xf -)';
        [$status, $output] = Command::run(['sh', '-c', $copy, 'sh', Checkout::root(), $tree], isMerged: true);
        $status === 0 ?: throw new \RuntimeException("The checkout cannot be copied: $output");

        [$phpize, $phpConfig] = [Executable::find(getenv('PHPIZE') ?: 'phpize'), Executable::find(getenv('PHP_CONFIG') ?: 'php-config')];
        [$status, $log] = Command::run(
            ['env', '-i', 'PATH=' . getenv('PATH'), 'HOME=' . (getenv('HOME') ?: '/'), 'sh', '-c', self::SCRIPT, 'sh', $phpize, $phpConfig],
            folder: $tree,
            isMerged: true,
            seconds: self::PATIENCE,
        );
        file_put_contents("$tree.log", $log);
        $summary = strstr($log, 'FAILED TEST SUMMARY') ?: '';
        $details = implode("\n", [...array_slice(explode("\n", $summary), 0, 40), ...array_slice(explode("\n", trim($log)), -15)]);
        $report->ok($status === 0, 'phpize && ./configure && make && make test', $details);

        $tests = count(ProjectFiles::all('~^tests/phpt/.*\.phpt$~'));
        preg_match('~^Number of tests : +(\d+)~m', $log, $found);
        $report->same($tests, (int) ($found[1] ?? 0), 'make test finds every phpt in tests/phpt', $details);
        if (preg_match('~^Tests skipped +: +(\d+)~m', $log, $skipped) === 1 && $skipped[1] !== '0') {
            $report->note("make test sets nothing up for the tests: $skipped[1] of them are skipped there");
        }
    }
}
