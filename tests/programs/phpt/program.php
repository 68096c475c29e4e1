<?php

declare(strict_types=1);

/*
 * php tests/programs/run.php phpt [dev|asan|valgrind|libcurl7.NN] [FILE.phpt or folder, relative to the checkout]...
 *
 * Needs a build by build.sh: dev (also for valgrind), or the one named after the mode.
 */

use Dojo\Tests\Phpt\PhptTests;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'the PHP interface: dev (the default), asan, valgrind or libcurl7.NN, then folders and .phpt files',
    subjects: static function (array $arguments): array {
        $mode = preg_match('~^(dev|asan|valgrind|libcurl\d\.\d+)$~', $arguments[0] ?? '') === 1 ? array_shift($arguments) : 'dev';
        $paths = $arguments === [] ? ['tests/phpt'] : PhptTests::checked($mode, $arguments);

        return [$mode => static fn (Report $report) => (new PhptTests($report, $mode))->run($paths)];
    },
);
