<?php

declare(strict_types=1);

use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

/* A program of its own, because it needs npm, which the Debians with other PHPs do not have. */

require_once __DIR__ . '/../../support/sandbox.inc';

$subjects = [];
foreach (Bench::DATABASES as $database) {
    $subjects[$database] = static fn (Report $report, Bench $bench) => (require __DIR__ . '/adapter.php')($report, $bench, $database);
}

return new Program(
    about: "the shop kit on WordPress's own database class, with MariaDB and with the drop-in for SQLite",
    subjects: $subjects,
    start: static fn (): Bench => new Bench(),
    loadsExtension: true,
    extensions: ['pdo_sqlite', 'posix', 'mysqli'],
);
