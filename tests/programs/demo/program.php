<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'examples/demo.sh, from start to finish',
    subjects: ['demo' => static function (Report $report): void {
        [$status, $output] = Command::run(['sh', Checkout::root() . '/examples/demo.sh'], isMerged: true);
        $lines = explode("\n", trim($output));
        $report->ok($status === 0 && end($lines) === 'demo passed', 'the demo', implode("\n", array_slice($lines, -40)));
    }],
);
