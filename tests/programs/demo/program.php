<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'examples/demo.sh, from start to finish',
    subjects: ['demo' => static function (Report $report): void {
        [$status, $output] = Command::run(['sh', Checkout::root() . '/examples/demo.sh'], isMerged: true);
        $lines = explode("\n", trim($output));
        $report->ok($status === 0 && end($lines) === 'demo passed', 'the demo', implode("\n", array_slice($lines, -40)));

        $odd = ['SHOP_CAPTURE' => 'manual', 'SHOP_DB_USER' => 'somebody', 'PHP_CLI_SERVER_WORKERS' => '3', 'TMPDIR' => '.'];
        [$status, $output] = Command::run(['sh', Checkout::root() . '/examples/demo.sh'], $odd, Folder::make('demo'), isMerged: true);
        $lines = explode("\n", trim($output));
        $report->ok($status === 0 && end($lines) === 'demo passed', 'the demo, with settings of other shops in the environment and a relative TMPDIR', implode("\n", array_slice($lines, -40)));
        $url = preg_match('~the shop at (http://\S+)~', $output, $match) === 1 ? $match[1] : '';
        $report->same([true, 0], [$url !== '', Http::ask('GET', "$url/")[0]], 'it leaves no server behind');
    }],
);
