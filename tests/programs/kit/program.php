<?php

declare(strict_types=1);

use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

/* Each subject gets an empty shop on SQLite, then one on MariaDB. */

require_once __DIR__ . '/../../support/sandbox.inc';

$subjects = [];
foreach (['words', 'amounts', 'requests', 'extension'] as $name) {
    $subjects[$name] = static fn (Report $report, Bench $bench) => (require __DIR__ . "/$name.php")($report, $bench);
}
foreach (['webhook', 'rotation', 'guard', 'identity', 'outcomes', 'current', 'selftest'] as $name) {
    $subjects[$name] = static function (Report $report, Bench $bench) use ($name): void {
        foreach (Bench::DATABASES as $database) {
            $report->group("$name on $database", static fn () => (require __DIR__ . "/$name.php")($report, $bench, $bench->shop($name, $database)));
        }
    };
}
/* Those about money: each gets the bench and the name of the database. */
foreach (['payments', 'refunds', 'captures', 'kills', 'races', 'reconcile', 'overtaken', 'slow', 'adapter'] as $name) {
    $subjects[$name] = static function (Report $report, Bench $bench) use ($name): void {
        foreach (Bench::DATABASES as $database) {
            $report->group("$name on $database", static fn () => (require __DIR__ . "/$name.php")($report, $bench, $database));
        }
    };
}

return new Program(
    about: 'the shop kit, plugins/kit/, on SQLite and MariaDB with the offline Dojo',
    subjects: $subjects,
    start: static fn (): Bench => new Bench(),
    loadsExtension: true,
    extensions: ['pdo_sqlite', 'posix'],
);
