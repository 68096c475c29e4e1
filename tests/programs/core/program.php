<?php

declare(strict_types=1);

/*
 * php tests/programs/run.php core [sanitized|valgrind|libcurl7.NN]...     sanitized (ASan and UBSan) if none is given
 */

use Dojo\Tests\Core\CoreTests;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'the core, without PHP: sanitized (the default), valgrind or libcurl7.NN',
    subjects: static function (array $modes): array {
        $subjects = [];
        foreach ($modes ?: ['sanitized'] as $mode) {
            if (preg_match('~^(sanitized|valgrind|libcurl\d\.\d+)$~', $mode) !== 1) {
                throw new InvalidArgumentException("There is no mode $mode; there are: sanitized, valgrind, libcurl7.NN");
            }
            $subjects[$mode] = static fn (Report $report) => CoreTests::run($report, $mode);
        }

        return $subjects;
    },
);
