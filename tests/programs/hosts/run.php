<?php

/**
 * The extension in the hosts it lives in: PHP-FPM behind nginx, workers that come and go, preloading, forks, threads, and long
 * runs. Starts what it needs with files of its own and stops it.
 *
 *   php tests/programs/hosts/run.php [GROUP]...    groups: views workers preload forks memory soak threads zts; all if not given
 *
 * DOJO_EXTENSION is the extension to test (else the one of build, or of build/dev). DOJO_LONG=1 views 5,000 pages, soaks with
 * 200,000 calls, and builds PHP with threads, which takes minutes the first time. The last line is `N passed, N failed,
 * N skipped`.
 */

declare(strict_types=1);

const GROUPS = ['views', 'workers', 'preload', 'forks', 'memory', 'soak', 'threads', 'zts'];

$root = dirname(__DIR__, 3);
$extension = getenv('DOJO_EXTENSION') ?: current(array_filter(["$root/build/modules/dojo.so", "$root/build/dev/modules/dojo.so"], is_file(...)));
if ($extension === false || !is_file($extension)) {
    fwrite(STDERR, "The extension is not built: sh tests/support/setup.sh tests\n");
    exit(2);
}
$wanted = array_slice($argv, 1) ?: GROUPS;
if (array_diff($wanted, GROUPS) !== []) {
    fwrite(STDERR, 'There is no group ' . implode(', ', array_diff($wanted, GROUPS)) . '; there are: ' . implode(', ', GROUPS) . "\n");
    exit(2);
}

require __DIR__ . '/../delivery/Report.php';
require __DIR__ . '/Hosts.php';

/* What was started is stopped, and the folder removed, by shutdown functions, which a signal alone would not run. */
if (extension_loaded('pcntl')) {
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
        pcntl_signal($signal, static fn (int $signal) => exit(128 + $signal));
    }
}

$report = new Report();
$hosts = new Hosts((string) realpath($extension), getenv('DOJO_LONG') === '1');
foreach (array_intersect(GROUPS, $wanted) as $name) {
    $group = require __DIR__ . "/$name.php";
    $report->group($name, static fn () => $group($report, $hosts));
    $hosts->stopAll();
}
$hosts->stop();
exit($report->end());
