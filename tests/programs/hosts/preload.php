<?php

/** opcache.preload with a script that calls the API: workers inherit its pool, but never use it. */

declare(strict_types=1);

use Dojo\Tests\Executable;
use Dojo\Tests\Hosts\Browser;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;

return static function (Report $report, Hosts $hosts): void {
    $isRoot = posix_geteuid() === 0;
    $api = $hosts->api();
    $nobody = posix_getpwuid(Hosts::NOBODY)['name'] ?? null;

    $test = static function (string $what, array $options, ?int $user, bool $inMaster) use ($report, $hosts, $api): void {
        $options = ['-d', 'zend_extension=opcache', '-d', 'opcache.enable=1', '-d', "opcache.preload=$hosts->folder/pages/preload.php", ...$options];
        $web = $hosts->web($api, [], ['process_control_timeout' => '10'], $options, $user);
        $preload = json_decode((string) @file_get_contents("$web->run/preload.json"), true);
        $report->same(
            $inMaster,
            isset($preload['process']) ? $preload['process'] === $web->master() : null,
            "$what: the script calls the API " . ($inMaster ? 'in the process that the workers come from' : 'in a separate process'),
            $web->log(),
        );
        $browser = new Browser("$web->address/pages");
        $browser->viewFromBoth(200);
        $seen = $api->take();
        $owners = $requests = [];
        foreach ($browser->said() as $view) {
            $owners[$view['connection'] ?? 0][$view['worker'] ?? 0] = true;
            $requests[$view['worker'] ?? 0] = max($requests[$view['worker'] ?? 0] ?? 0, $view['stats']['requests'] ?? 0);
        }
        $report->same([], array_slice($browser->failed(), 0, 3), "$what: pages create their intents", $web->log());
        $report->same([1, 1], array_values(array_map(count(...), $owners)), "$what: each of two workers has its own connection");
        $report->ok(!isset($owners[$preload['connection'] ?? -1]), "$what: no worker uses the script's connection");
        $report->same([3, []], [$seen['connections'], $seen['errors']], "$what: the API sees three connections and no TLS error");
        $report->same(200, array_sum($requests), "$what: poolStats() counts the workers' own requests");
        $web->stop();
        $api->take();
    };

    /* As root, PHP runs the script in a helper process as another user, otherwise in the master itself. */
    if (!$isRoot) {
        $test('as this user', [], null, true);
        $report->skip('preloading as root', 'the tests do not run as root');
    } elseif ($nobody === null || Executable::find('setpriv') === null) {
        $report->skip('preloading as a user other than root', 'setpriv (Debian: util-linux) and the user nobody are needed');
    } else {
        $test('not as root', [], Hosts::NOBODY, true);
        $test('as root', ['-d', "opcache.preload_user=$nobody"], null, false);
    }
};
