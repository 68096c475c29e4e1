<?php

/** Workers of PHP-FPM that end and start during transfers: by pm.max_requests, a reload, a shutdown and a kill. */

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Hosts\Api;
use Dojo\Tests\Hosts\Browser;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;

return static function (Report $report, Hosts $hosts): void {
    $api = $hosts->api();

    /** No connection is used by two processes, and none has a TLS error. */
    $isClean = static function (array $said, array $seen, string $what) use ($report): void {
        $owners = [];
        foreach ($said as $view) {
            if (isset($view['connection'])) {
                $owners[$view['connection']][$view['worker']] = true;
            }
        }
        $report->same([], Api::tlsErrors($seen), "$what: the API sees no TLS error");
        $report->same([], array_filter($owners, static fn (array $workers): bool => count($workers) > 1), "$what: no two workers use one connection");
    };
    $count = count(...);
    $workersOf = static fn (array $said): int => count(array_unique(array_column($said, 'worker')));

    /* Each worker serves 50 requests. */
    $times = $hosts->long ? 5000 : 600;
    $web = $hosts->web($api, ['pm.max_requests' => '50']);
    $browser = new Browser("$web->address/pages");
    $browser->view('create.php', $times);
    $seen = $api->take();
    $said = $browser->said();
    $report->same([], array_slice($browser->failed(), 0, 3), "pm.max_requests: each of $times pages creates its intent", $web->log());
    $report->ok($workersOf($said) >= $times / 50, "pm.max_requests: workers are replaced ({$workersOf($said)})");
    $report->same($workersOf($said), $seen['connections'], 'pm.max_requests: each worker connects once');
    $isClean($said, $seen, 'pm.max_requests');
    $web->stop();

    /* A reload while pages are viewed, two of them during a transfer. */
    $web = $hosts->web($api, global: ['process_control_timeout' => '10']);
    $browser = new Browser("$web->address/pages");
    $browser->viewFromBoth(20);
    for ($reload = 0; $reload < ($hosts->long ? 20 : 2); $reload++) {
        $before = $web->workers();
        $browser->open('create.php?wait=2000');
        $browser->open('create.php?wait=2000');
        Await::until(static fn (): bool => $api->look()['waiting'] === 2, 'two transfers under way', details: $web->log(...));
        posix_kill($web->master(), SIGUSR2);
        $browser->view('create.php', 100);
        Await::until(static fn (): bool => count(array_diff($web->workers(), $before)) === 2, 'new workers', details: $web->log(...));
    }
    $browser->viewFromBoth(20);
    $seen = $api->take();
    $said = $browser->said();
    $report->same([], array_slice($browser->failed(), 0, 3), "SIGUSR2: all of {$count($said)} pages create their intent", $web->log());
    $report->same([2 * ($reload + 1), 2 * ($reload + 1)], [$workersOf($said), $seen['connections']], 'SIGUSR2: each worker, old or new, connects once');
    $isClean($said, $seen, 'SIGUSR2');

    /* SIGQUIT lets pages finish. */
    $browser = new Browser("$web->address/pages");
    $browser->open('create.php?wait=2000');
    $browser->open('create.php?wait=2000');
    Await::until(static fn (): bool => $api->look()['waiting'] === 2, 'two transfers under way', details: $web->log(...));
    $master = $web->master();
    posix_kill($master, SIGQUIT);
    $began = microtime(true);
    $browser->wait();
    $report->same([], $browser->failed(), 'SIGQUIT: pages finish their transfers', $web->log());
    Await::until(static fn (): bool => !posix_kill($master, 0), 'the end of PHP-FPM', details: $web->log(...));
    $report->ok(microtime(true) - $began < 8, sprintf('SIGQUIT: PHP-FPM ends soon (%.1f s)', microtime(true) - $began));
    $isClean($browser->said(), $api->take(), 'SIGQUIT');
    $web->stop();

    /* SIGTERM to one worker loses its page and nothing else. */
    $web = $hosts->web($api);
    $browser = new Browser("$web->address/pages");
    $browser->open('create.php?wait=12000');
    Await::until(static fn (): bool => $api->look()['waiting'] === 1, 'a transfer under way', details: $web->log(...));
    $idle = Browser::see("$web->address/pages", 'create.php');
    [$busy] = array_values(array_diff($web->workers(), [$idle['worker']]));
    posix_kill($busy, SIGTERM);
    $browser->wait();
    $report->same([502], array_column($browser->views, 'status'), 'SIGTERM to a worker: its page gets a 502');
    Await::until(static fn (): bool => count(array_diff($web->workers(), [$idle['worker'], $busy])) === 1, 'a new worker', details: $web->log(...));
    $browser = new Browser("$web->address/pages");
    $browser->viewFromBoth(100);
    $seen = $api->take();
    $report->same([[], 2], [array_slice($browser->failed(), 0, 3), $workersOf($browser->said())], 'SIGTERM to a worker: the pages after it come from both workers', $web->log());
    $report->same(3, $seen['connections'], 'SIGTERM to a worker: the other one keeps its connection');
    $isClean([$idle, ...$browser->said()], $seen, 'SIGTERM to a worker');

    /* SIGTERM to the master ends all workers at once. */
    $browser = new Browser("$web->address/pages");
    $browser->open('create.php?wait=12000');
    $browser->open('create.php?wait=12000');
    Await::until(static fn (): bool => $api->look()['waiting'] >= 2, 'two transfers under way', details: $web->log(...));
    $workers = $web->workers();
    $master = $web->master();
    posix_kill($master, SIGTERM);
    $began = microtime(true);
    $browser->wait();
    Await::until(static fn (): bool => array_filter([$master, ...$workers], static fn (int $pid): bool => posix_kill($pid, 0)) === [], 'the end of PHP-FPM', details: $web->log(...));
    $report->ok(microtime(true) - $began < 10, sprintf('SIGTERM: PHP-FPM ends soon, in spite of transfers (%.1f s)', microtime(true) - $began));
    $report->same([], Api::tlsErrors($api->take()), 'SIGTERM: the API sees no TLS error');
};
