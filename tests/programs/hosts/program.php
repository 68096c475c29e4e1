<?php

declare(strict_types=1);

/* DOJO_LONG=1 views 5,000 pages, soaks with 200,000 calls, and builds PHP with threads, which takes minutes the first time. */

use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

$subjects = [];
foreach (['views', 'workers', 'preload', 'forks', 'memory', 'soak', 'threads', 'zts'] as $name) {
    $subjects[$name] = static function (Report $report, Hosts $hosts) use ($name): void {
        try {
            (require __DIR__ . "/$name.php")($report, $hosts);
        } finally {
            $hosts->stopWebServers();
        }
    };
}

return new Program(
    about: 'the extension in its hosts: PHP-FPM behind nginx, workers that are replaced, preloading, forks, threads, long runs',
    subjects: $subjects,
    start: static fn (): Hosts => new Hosts(),
    extensions: ['openssl', 'posix'],
);
