<?php

declare(strict_types=1);

use Dojo\Tests\Extension;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\NodePackages;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

/* The kit on WordPress's own database class, with MariaDB, and with the drop-in for SQLite. Each in a process of its own. */

return static function (Report $report, Bench $bench, string $database): void {
    if (!extension_loaded('mysqli')) {
        throw new Skip("PHP's extension mysqli is missing (Debian: apt-get install php-mysql)");
    }
    $builds = NodePackages::install('wordpress', '18.18') . '/node_modules/@wp-playground/wordpress-builds/src';
    $folder = "$bench->folder/wordpress-$database";
    mkdir($folder);
    (new PharData("$builds/wordpress/wp-6.5.zip"))->extractTo($folder, ['wp-includes/class-wpdb.php', 'wp-includes/plugin.php', 'wp-includes/class-wp-hook.php']);
    if ($database === 'sqlite') {
        (new PharData("$builds/sqlite-database-integration/sqlite-database-integration.zip"))->extractTo($folder);
    }
    [$name, $dsn] = $bench->database('wpdb', $database);
    $process = new Process([PHP_BINARY, ...Extension::options(), __DIR__ . '/worker.php', $bench->sandbox->url, $name, $dsn, $folder], folder: $folder);
    [$status, $output, $errors] = $process->finish(120.0);
    $lines = array_filter(explode("\n", $output));
    foreach ($lines as $line) {
        $result = json_decode($line, true);
        $report->ok(...(is_array($result) ? $result : [false, 'a line of its output', $line]));
    }
    $report->same([0, ''], [$status, $errors], 'it runs to completion, and nothing is logged');
    $report->ok(count($lines) > 10, 'all of it', $output);
};
