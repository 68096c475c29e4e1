<?php

declare(strict_types=1);

/* A process that walks. Its argument is JSON; see Walkers. Prints a line of JSON for each failed walk, then one with the sum. */

use Dojo\Tests\Model\Walker;

require __DIR__ . '/../../support/autoload.php';
require dirname(__DIR__, 3) . '/sandbox/autoload.php';
$job = json_decode($argv[1], true, 8, JSON_THROW_ON_ERROR);
require $job['kit'] . '/autoload.php';
error_reporting(E_ALL);
set_error_handler(static fn (int $level, string $message, string $file, int $line) => throw new ErrorException($message, 0, $level, $file, $line));
(new Walker($job))->run();
