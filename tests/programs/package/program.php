<?php

declare(strict_types=1);

use Dojo\Tests\Package\ByHand;
use Dojo\Tests\Package\Pecl;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'the two ways to install from source without PIE',
    subjects: [
        'pecl' => static fn (Report $report) => (new Pecl($report))->test(),
        'by-hand' => static fn (Report $report) => ByHand::test($report),
    ],
);
