<?php

/** Pages behind nginx and PHP-FPM that each create an intent: one handshake for each worker and idle period. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Browser;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;

return static function (Report $report, Hosts $hosts): void {
    $api = $hosts->api();
    $web = $hosts->web($api);
    $times = $hosts->long ? 5000 : 600;

    /** The last statistics that each worker printed. */
    $latest = static function (Browser $browser): array {
        $latest = [];
        foreach ($browser->said() as $said) {
            if (isset($said['worker']) && $said['stats']['requests'] > ($latest[$said['worker']]['requests'] ?? 0)) {
                $latest[$said['worker']] = $said['stats'];
            }
        }

        return $latest;
    };

    $browser = new Browser("$web->address/pages");
    $began = microtime(true);
    $browser->viewFromBoth($times);
    $seconds = microtime(true) - $began;
    $seen = $api->take();
    $stats = $latest($browser);
    $report->same([], array_slice($browser->failed(), 0, 3), "each of $times pages creates its intent", $web->log());
    $report->same(2, count($stats), 'two workers share the work');
    $report->same([2, 2], [$seen['connections'], $seen['handshakes']], 'the API sees one handshake for each worker');
    $report->same([], $seen['errors'], 'the API sees no TLS error');
    $report->same($times, array_sum($seen['requests']), 'the API sees as many requests as there were pages');
    $report->same($times, array_sum(array_column($stats, 'requests')), 'poolStats() counts as many requests');
    foreach (array_values($stats) as $i => $worker) {
        $expected = ['open' => 1, 'opened' => 1, 'reused' => $worker['requests'] - 1, 'dropped' => 0, 'requests' => $worker['requests']];
        $report->same($expected, $worker, 'poolStats() of worker ' . ($i + 1) . ' counts one connection');
    }
    $report->same(0, is_file("$web->run/keys") ? filesize("$web->run/keys") : 0, 'no TLS key is written to the file that the master\'s environment names');
    $report->note(sprintf('%d pages, %d handshakes, %.0f pages a second', $times, $seen['handshakes'], $times / ($seconds - 1)));

    /* A server that closes idle connections sooner than the client does. */
    $api->closeAll();
    $api->take();
    $browser = new Browser("$web->address/pages");
    $browser->viewFromBoth(100);
    $seen = $api->take();
    $report->same([[], 2, []], [array_slice($browser->failed(), 0, 3), $seen['connections'], $seen['errors']], 'connections that the API closed are replaced, once for each worker');

    /* libcurl counts whole seconds. */
    $web = $hosts->web($api, ['dojo.pool_idle_seconds' => '4']);
    foreach (['at first', 'after an idle period'] as $when) {
        $browser = new Browser("$web->address/pages");
        $browser->viewFromBoth(100);
        $seen = $api->take();
        $report->same([[], 2, []], [array_slice($browser->failed(), 0, 3), $seen['connections'], $seen['errors']], "each worker connects once $when");
        if ($when === 'at first') {
            usleep(5_300_000);
        }
    }
};
