<?php

declare(strict_types=1);

/*
 * Properties of webhook verification that a clock cannot show. Each is also tried on deliberately wrong code. Needs the dev build.
 */

use Dojo\Tests\Build;
use Dojo\Tests\Program;
use Dojo\Tests\Report;
use Dojo\Tests\Timing\Allocations;
use Dojo\Tests\Timing\Instructions;
use Dojo\Tests\Timing\Remains;

return new Program(
    about: 'what a verification costs, whatever its result, and what it leaves in memory',
    subjects: [
        'instructions' => static fn (Report $report, string $folder) => (new Instructions($report, $folder))->test(),
        'allocations' => static fn (Report $report, string $folder) => (new Allocations($report, $folder))->test(),
        'memory' => static fn (Report $report, string $folder) => (new Remains($report, $folder))->test(),
    ],
    start: static fn (): string => Build::emptyFolder('timing'),
);
