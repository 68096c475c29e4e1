<?php

/**
 * The tests of the offline Dojo: `php sandbox/selftest.php [subject ...]`. They do not use the dojo extension, so that a
 * mistake in the extension cannot hide one in the sandbox.
 */

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Sandbox;

require_once __DIR__ . '/autoload.php';

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $level, $file, $line);
});

$subjects = [];
foreach (glob(__DIR__ . '/selftest/[a-z]*.php') ?: [] as $file) {
    $tests = require $file;
    $subjects[basename($file, '.php')] = $tests instanceof \Closure ? $tests : throw new \LogicException("$file returns no tests");
}
$wanted = array_slice($argv, 1);
$unknown = array_diff($wanted, array_keys($subjects));
if ($unknown !== []) {
    fwrite(STDERR, 'selftest: no subject ' . implode(', ', $unknown) . '; the subjects are ' . implode(', ', array_keys($subjects)) . "\n");
    exit(2);
}

$harness = new Harness();
register_shutdown_function($harness->cleanUp(...));
if (function_exists('pcntl_async_signals')) {
    // exit() runs the destructors, which stop the sandboxes.
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM] as $signal) {
        pcntl_signal($signal, static fn () => exit(1));
    }
}
$sandbox = Sandbox::start(['--webhook-retry-base', '0.05', '--webhook-timeout', '1', '--terminal-step', '0.02']);
foreach ($subjects as $name => $tests) {
    if ($wanted === [] || in_array($name, $wanted, true)) {
        // Each subject starts with an empty sandbox.
        $harness->url = $sandbox->url;
        $harness->helper('POST', '/reset');
        $harness->subject($name, $tests);
    }
}
$harness->subject('end', static function (Harness $t) use ($sandbox): void {
    $t->same('', $sandbox->errors(), 'the sandbox reported no internal error');
    $t->same(function_exists('pcntl_signal') ? 0 : -1, $sandbox->stop(2), 'Ctrl-C stops it with exit status 0');
});
exit($harness->summary());
