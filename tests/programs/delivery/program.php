<?php

declare(strict_types=1);

/* DOJO_LONG=1 delivers 2,000 events, not 300. */

use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

require_once __DIR__ . '/../../support/sandbox.inc';

$subjects = [
    'requests' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/requests.php')($report, $machine),
    'subscribe' => static fn (Report $report, Machine $machine) => (require __DIR__ . '/subscribe.php')($report, $machine, $machine->makeShop('subscribe')),
];
foreach (['statuses' => 'statuses', 'rotate' => 'rotate', 'sqlite' => 'deliver', 'mariadb' => 'deliver'] as $name => $file) {
    $subjects[$name] = static fn (Report $report, Machine $machine) => (require __DIR__ . "/$file.php")($report, $machine, $machine->shop($name));
}

return new Program(
    about: 'the endpoint of examples/webhook-endpoint/ and Dojo\Webhook::fromGlobals() in real servers: nginx and PHP-FPM, the CLI server, php-cgi, Apache; SQLite and MariaDB',
    subjects: $subjects,
    start: static fn (Report $report, array $subjects): Machine => new Machine($subjects),
    loadsExtension: true,
    extensions: ['pdo_sqlite', 'posix'],
);
