<?php

declare(strict_types=1);

/*
 * Runs a program of tests.
 *
 *   php tests/programs/run.php PROGRAM [SUBJECT]...   all subjects if none is given
 *   php tests/programs/run.php --list                 lists the programs and their subjects
 *
 * DOJO_EXTENSION is the extension to test, else the dev build. The results are lines as tests/support/Report.php describes them;
 * the last one is `N passed, N failed, N skipped`. The exit status is 1 if a test failed, and 2 if the program cannot be run.
 */

namespace Dojo\Tests;

require __DIR__ . '/../support/autoload.php';

/** @return list<string> */
function programs(): array
{
    return array_map(static fn (string $file): string => basename(dirname($file)), glob(__DIR__ . '/*/program.php') ?: []);
}

function load(string $name): Program
{
    return require __DIR__ . "/$name/program.php";
}

function give_up(string $why): never
{
    fwrite(STDERR, "$why\n");
    exit(2);
}

function main(array $arguments): int
{
    $name = array_shift($arguments) ?? '--help';
    if ($name === '--list') {
        foreach (programs() as $name) {
            $program = load($name);
            echo "$name: $program->about\n    ", wordwrap(implode(' ', array_keys($program->subjects([]))), 120, "\n    "), "\n";
        }

        return 0;
    }
    if (!in_array($name, programs(), true)) {
        give_up("usage: php tests/programs/run.php PROGRAM [SUBJECT]...\nThere is no program $name; there are: " . implode(', ', programs()));
    }
    $program = load($name);
    try {
        $subjects = $program->subjects($arguments);
    } catch (\InvalidArgumentException $e) {
        give_up("$name: {$e->getMessage()}");
    }
    $report = new Report();
    $lacks = $program->lacks();
    if ($lacks !== null) {
        $report->skip($name, $lacks);

        return $report->finish();
    }
    if ($program->loadsExtension) {
        try {
            Extension::loadHere($_SERVER['argv']);
        } catch (\RuntimeException $e) {
            give_up($e->getMessage());
        }
    }
    $program->run($report, $subjects);

    return $report->finish();
}

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $level, $file, $line);
});
/* Servers are stopped and folders are removed by shutdown functions, which a signal alone would not run. */
if (function_exists('pcntl_async_signals')) {
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
        pcntl_signal($signal, static fn (int $signal) => exit(128 + $signal));
    }
}
exit(main(array_slice($argv, 1)));
