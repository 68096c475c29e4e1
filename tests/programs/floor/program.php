<?php

declare(strict_types=1);

/*
 * The transport with an old libcurl: the extension is built to do without the features that libcurl has gained since that version.
 */

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Core\CoreTests;
use Dojo\Tests\Phpt\PhptTests;
use Dojo\Tests\Program;
use Dojo\Tests\Report;
use Dojo\Tests\Transport\Matrix;

/* Of enterprise Linux 9, and of Ubuntu 22.04. */
$flavours = ['libcurl7.76', 'libcurl7.81'];

return new Program(
    about: 'the transport without the features of newer libcurls',
    subjects: array_map(static fn (string $flavour): Closure => static function (Report $report) use ($flavour): void {
        $module = Build::extension($flavour);
        [, $info] = Command::run([PHP_BINARY, '-n', '-d', "extension=$module", '--ri', 'dojo'], isMerged: true);
        $version = substr($flavour, strlen('libcurl'));
        $report->ok(preg_match('~^libcurl.* ' . preg_quote($version) . '\.0$~mi', $info) === 1, "the $flavour build treats libcurl as $version", $info);
        CoreTests::run($report, $flavour);
        $tests = array_map(static fn (string $file): string => 'tests/phpt/transport/' . basename($file), glob(Checkout::root() . '/tests/phpt/transport/parallel_*.phpt') ?: []);
        (new PhptTests($report, $flavour))->run($tests);
        Matrix::run($report, $module);
    }, array_combine($flavours, $flavours)),
);
