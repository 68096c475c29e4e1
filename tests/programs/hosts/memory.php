<?php

/** A page under PHP-FPM in which a response exceeds memory_limit: the worker's next pages work. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Api;
use Dojo\Tests\Hosts\Browser;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;

return static function (Report $report, Hosts $hosts): void {
    $api = $hosts->api();
    $limits = ['memory_limit' => '16M', 'dojo.max_response_bytes' => '1048576'];
    $web = $hosts->web($api, $limits + ['pm.max_children' => '1']);
    (require __DIR__ . '/memory_pages.php')($report, $api, "$web->address/pages", 'PHP-FPM');

    /* Far beyond the limit PHP may end the process at once, without shutting extensions down. */
    $web = $hosts->web($api, ['memory_limit' => '8M', 'pm.max_children' => '1']);
    $before = Browser::see("$web->address/pages", 'create.php');
    $browser = new Browser("$web->address/pages");
    $browser->view('large.php?members=400000', 1);
    $report->ok($browser->views[0]['status'] !== 0 && !str_contains($browser->views[0]['body'], '"members"'), 'far beyond memory_limit the page ends');
    $after = Browser::see("$web->address/pages", 'create.php');
    $report->same([200, 'pi_sandbox_example'], [$after['status'], $after['id'] ?? null], 'the next page works, in ' . (($before['worker'] ?? 0) === ($after['worker'] ?? 0) ? 'the same' : 'a new') . ' worker', $web->log());
    $report->same([], Api::tlsErrors($api->take()), 'the API sees no TLS error');
};
