<?php

/**
 * The offline Dojo's own tests: `php sandbox/selftest.php [subject ...]`. Plain PHP, no extension of ours,
 * so that a mistake in what the sandbox tests can't hide a mistake in the sandbox.
 */

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

require_once __DIR__ . '/selftest/Harness.php';
require_once __DIR__ . '/selftest/Receiver.php';

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $level, $file, $line);
});

/** @var array<string, callable(Harness): void> $subjects */
$subjects = [];
foreach (glob(__DIR__ . '/selftest/[a-z]*.php') ?: [] as $file) {
    $subjects[basename($file, '.php')] = require $file;
}
$wanted = array_slice($argv, 1);
$unknown = array_diff($wanted, array_keys($subjects));
if ($unknown !== []) {
    fwrite(STDERR, 'selftest: no subject ' . implode(', ', $unknown) . '; there are ' . implode(', ', array_keys($subjects)) . "\n");
    exit(2);
}

$harness = new Harness();
register_shutdown_function($harness->cleanUp(...));
if (function_exists('pcntl_async_signals')) {
    // So that an interrupted run stops its sandboxes as well.
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM] as $signal) {
        pcntl_signal($signal, static fn () => exit(1));
    }
}
$sandbox = $harness->start(['--webhook-retry-base', '0.05', '--webhook-timeout', '1', '--terminal-step', '0.02']);
foreach ($subjects as $name => $tests) {
    if ($wanted === [] || in_array($name, $wanted, true)) {
        // Each subject begins with an empty sandbox.
        $harness->url = $sandbox['api'];
        $harness->helper('POST', '/reset');
        $harness->subject($name, $tests);
    }
}
$harness->subject('end', static function (Harness $t) use ($sandbox): void {
    $t->same('', (string) file_get_contents($sandbox['out'] . '-errors'), 'the sandbox reported no error of its own');
    $t->same(0, $t->stop($sandbox['handle'], 2), 'Ctrl-C stops it with exit code 0');
});
exit($harness->summary());
