<?php

/** pcntl_fork() before, during and after use: each process uses its own connections, and no child closes its parent's. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

return static function (Report $report, Hosts $hosts): void {
    if (!extension_loaded('pcntl') || !extension_loaded('posix')) {
        throw new Skip('the extensions pcntl and posix are needed');
    }
    $api = $hosts->api();
    foreach (explode("\n", $hosts->script($api, 'fork.php', ['', ''])[1]) as $scenario) {
        $file = "$hosts->folder/forks";
        @unlink($file);
        [$status, $output] = $hosts->script($api, 'fork.php', [$scenario, $file]);
        /* Parents do not wait for every child; all have ended once their connections are closed. */
        for ($until = microtime(true) + 10; $api->look()['open'] > 0 && microtime(true) < $until; usleep(2000)) {
        }
        $seen = $api->take();
        $used = $failed = [];
        foreach (@file($file, FILE_IGNORE_NEW_LINES) ?: [] as $line) {
            [$role, $what, $connection] = explode(' ', $line, 3) + ['', '', ''];
            if ($what === 'used') {
                $used[$role][$connection] = true;
            } else {
                $failed[] = $line;
            }
        }
        $report->same([0, '', []], [$status, $output, $failed], "$scenario: every call of every process succeeds");
        $each = $scenario === 'with a pool of several connections' ? 4 : 1;
        $report->same(array_fill_keys(array_keys($used), $each), array_map(count(...), $used), "$scenario: each process stays with its connection");
        $report->same(
            [count($used) * $each, []],
            [$seen['connections'], $seen['errors']],
            "$scenario: the API sees as many connections as processes need, and no TLS error",
        );
        $owners = array_count_values(array_merge(...array_values(array_map(array_keys(...), $used))));
        $report->same([], array_filter($owners, static fn (int $count): bool => $count > 1), "$scenario: no two processes share a connection");
    }
};
