<?php

declare(strict_types=1);

/*
 * Every operation is tested with every fault. Each such cell asserts four things: what is thrown, whether the outcome is reported as
 * unknown, how often the server received the request, and that the next call in the same process works.
 *
 * Without DOJO_LONG=1, one operation of each kind is tested with every fault, and every operation with a few.
 */

use Dojo\Tests\Extension;
use Dojo\Tests\Program;
use Dojo\Tests\Report;
use Dojo\Tests\Transport\Matrix;

return new Program(
    about: 'every operation with every fault of a server or a network',
    subjects: ['matrix' => static fn (Report $report) => Matrix::run($report, Extension::path())],
);
