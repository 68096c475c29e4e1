<?php

/**
 * Starts the offline Dojo. `php sandbox.php --help` lists the options; README.md, in the same folder, says more.
 */

declare(strict_types=1);

if (PHP_SAPI !== 'cli') {
    exit("This is a command-line program: php sandbox.php\n");
}
if (PHP_VERSION_ID < 80200) {
    fwrite(STDERR, 'sandbox: PHP 8.2 or newer is needed, this is ' . PHP_VERSION . "\n");
    exit(2);
}
if (!extension_loaded('pdo_sqlite')) {
    fwrite(STDERR, "sandbox: PHP needs the pdo_sqlite extension (Debian: apt-get install php-sqlite3)\n");
    exit(2);
}
require_once __DIR__ . '/autoload.php';

exit(Dojo\Sandbox\Program::main($argv));
