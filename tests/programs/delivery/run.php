<?php

declare(strict_types=1);

/*
 * The endpoint of examples/webhook-endpoint/ and Dojo\Webhook::fromGlobals() in real servers: nginx and PHP-FPM, the CLI
 * server, php-cgi, Apache; SQLite and MariaDB. Starts what it needs with files of its own and stops it.
 *
 *   php tests/programs/delivery/run.php [GROUP]...    groups: requests statuses subscribe rotate sqlite mariadb; all if not given
 *
 * DOJO_EXTENSION is the extension to test (else the one of build/dev or build); DOJO_LONG=1 delivers 2,000 events, not 300.
 * The last line is `N passed, N failed, N skipped`.
 */

$root = dirname(__DIR__, 3);
$extension = getenv('DOJO_EXTENSION') ?: current(array_filter(["$root/build/dev/modules/dojo.so", "$root/build/modules/dojo.so"], is_file(...)));
if ($extension === false || !is_file($extension)) {
    fwrite(STDERR, "The extension is not built: sh tests/support/setup.sh tests\n");
    exit(2);
}
if (!extension_loaded('dojo')) {
    $process = proc_open([PHP_BINARY, '-d', "extension=$extension", ...$argv], [STDIN, STDOUT, STDERR], $pipes);
    exit($process === false ? 1 : proc_close($process));
}

require __DIR__ . '/Report.php';
require __DIR__ . '/Machine.php';
require __DIR__ . '/Apache.php';
require __DIR__ . '/Shop.php';
require __DIR__ . '/../../support/sandbox.inc';

const GROUPS = ['requests', 'statuses', 'subscribe', 'rotate', 'sqlite', 'mariadb'];

$wanted = array_slice($argv, 1) ?: GROUPS;
if (array_diff($wanted, GROUPS) !== []) {
    fwrite(STDERR, 'There is no group ' . implode(', ', array_diff($wanted, GROUPS)) . '; there are: ' . implode(', ', GROUPS) . "\n");
    exit(2);
}

$report = new Report();
$machine = new Machine((string) realpath($extension));
$hasWeb = Machine::find('nginx') !== null && Machine::fpm() !== null;
$shops = [];
foreach (['statuses', 'rotate', 'sqlite', 'mariadb'] as $name) {
    $shops[$name] = new Shop($machine, $name, $root);
}

if (in_array('mariadb', $wanted, true)) {
    $why = match (true) {
        !$hasWeb => 'nginx and php-fpm of ' . PHP_VERSION . ' are needed',
        Machine::find('mariadbd', 'mysqld') === null => 'mariadbd is needed (Debian: mariadb-server-core)',
        !extension_loaded('pdo_mysql') => 'pdo_mysql is needed (Debian: php-mysql)',
        default => null,
    };
    if ($why === null) {
        $report->group('starting MariaDB', static fn () => $shops['mariadb']->dsn = $machine->startMariaDb());
    } else {
        $report->skip('delivery on MariaDB', $why);
        $wanted = array_diff($wanted, ['mariadb']);
        unset($shops['mariadb']);
    }
}
if ($hasWeb) {
    $report->group('starting nginx and PHP-FPM', static function () use ($machine, $shops): void {
        $pools = array_map(static fn (Shop $shop): array => $shop->pool(), $shops);
        $probe = ['folder' => __DIR__ . '/pages', 'workers' => 1];
        $pools['probe'] = $probe + ['settings' => ['dojo.max_webhook_bytes' => '4096']];
        $pools['posts'] = $probe + ['settings' => ['post_max_size' => '1K', 'display_errors' => '0']];
        $pools['absent'] = ['folder' => $shops['statuses']->folder, 'workers' => 1, 'environment' => ['WEBHOOK_DSN' => 'sqlite:/dev/null/none.sqlite']];
        /* A server that shows errors, whatever a script asks for. */
        $pools['shown'] = ['workers' => 1, 'settings' => ['display_errors' => '1', 'output_buffering' => '0']] + $shops['statuses']->pool();
        $machine->startWeb($pools);
    });
}

foreach ($wanted as $group) {
    $file = in_array($group, ['sqlite', 'mariadb'], true) ? 'deliver' : $group;
    if (!$hasWeb && $file !== 'requests' && $file !== 'subscribe') {
        $report->skip($group, 'nginx and php-fpm of ' . PHP_VERSION . ' are needed');
        continue;
    }
    $tests = require __DIR__ . "/$file.php";
    $report->group($group, static fn () => $tests($report, $machine, $shops[$group] ?? new Shop($machine, $group, $root), $hasWeb));
}
$machine->stop();
exit($report->end());
