<?php

declare(strict_types=1);

/* DOJO_LONG=1 delivers 2,000 events, not 300, and kills workers for two minutes on each database, not for five seconds. */

use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

require_once __DIR__ . '/../../support/sandbox.inc';

$subjects = [
    'requests' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/requests.php')($report, $machine),
    'setup' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/setup.php')($report, $machine, $machine->makeShop('setup')),
    'killed-sqlite' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/killed.php')($report, $machine, 'lone', false, 1),
    'killed-mariadb' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/killed.php')($report, $machine, 'pair', true, 2),
];
foreach (['statuses' => 'statuses', 'rotate' => 'rotate', 'sqlite' => 'deliver', 'mariadb' => 'deliver'] as $name => $file) {
    $subjects[$name] = static fn (Report $report, Machine $machine) => (require __DIR__ . "/$file.php")($report, $machine, $machine->shop($name));
}

return new Program(
    about: 'the webhook endpoint of the quickstart and Dojo\Webhook::fromGlobals() in real servers: nginx and PHP-FPM, whose workers are killed, the CLI server, php-cgi, Apache; SQLite and MariaDB',
    subjects: $subjects,
    start: static fn (Report $report, array $subjects): Machine => new Machine($subjects),
    loadsExtension: true,
    extensions: ['pdo_sqlite', 'posix'],
);
