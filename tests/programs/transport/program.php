<?php

declare(strict_types=1);

/*
 * Every operation meets every fault. Of each such cell four things are asserted: what is thrown, whether the outcome is said to be
 * unknown, how often the server received the request, and that the next call in the same process works.
 *
 * Without DOJO_LONG=1, one operation of each sort meets every fault, and every operation a few.
 */

use Dojo\Tests\Extension;
use Dojo\Tests\Program;
use Dojo\Tests\Report;
use Dojo\Tests\Transport\Matrix;

return new Program(
    about: 'every operation with every fault of a server or a network',
    subjects: ['matrix' => static fn (Report $report) => Matrix::run($report, Extension::path())],
);
