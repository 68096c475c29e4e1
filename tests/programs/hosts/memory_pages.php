<?php

/** Pages that hit memory_limit (16 MB) or dojo.max_response_bytes (1 MB), each followed by one that works. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Api;
use Dojo\Tests\Hosts\Browser;
use Dojo\Tests\Report;

return static function (Report $report, Api $api, string $pages, string $host): void {
    $api->take();
    $first = Browser::see($pages, 'create.php');
    $worker = $first['worker'] ?? 0;
    /* 376 bytes for each object: beyond the limit, but below twice the limit, at which PHP since late 2026 ends the process. */
    $cases = [
        'while the response is converted' => ['large.php?members=60000', 'Allowed memory size'],
        'in onExchange' => ['large.php?callback=1', 'Allowed memory size'],
        'after the call' => ['large.php?loop=1', 'Allowed memory size'],
        'by a response larger than dojo.max_response_bytes' => ['large.php?members=200000', 'Dojo\\\\ResponseException'],
    ];
    foreach ($cases as $what => [$page, $message]) {
        $shown = $said = [];
        for ($i = 0; $i < 3; $i++) {
            $browser = new Browser($pages);
            $browser->view($page, 1);
            $shown[] = str_contains($browser->views[0]['body'], $message) ? $message : $browser->views[0];
            $said[] = array_intersect_key(Browser::see($pages, 'create.php'), ['status' => 1, 'worker' => 1, 'id' => 1]);
        }
        $report->same([$message, $message, $message], $shown, "$host: a limit is hit $what");
        $good = ['status' => 200, 'worker' => $worker, 'id' => 'pi_sandbox_example'];
        $report->same([$good, $good, $good], $said, "$host: the same worker's next pages work");
    }
    $last = Browser::see($pages, 'create.php');
    $seen = $api->take();
    /* A connection with an unread response cannot be used again. */
    $report->same([4, []], [$seen['connections'], Api::tlsErrors($seen)], "$host: only an unread response costs a connection");
    $report->same([1, 0], [$last['stats']['open'] ?? null, $last['stats']['dropped'] ?? null], "$host: poolStats() agrees");
};
