<?php

/** Thousands of calls, one in seven of them with a fault: each has the right outcome, and memory does not grow. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Api;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

return static function (Report $report, Hosts $hosts): void {
    if (!is_readable('/proc/self/statm')) {
        throw new Skip('/proc is needed');
    }
    $api = $hosts->api();
    $calls = $hosts->long ? 200_000 : 5_000;
    $seed = (int) (getenv('DOJO_SEED') ?: random_int(1, 1_000_000));
    $began = microtime(true);
    [$status, $output] = $hosts->script($api, 'soak.php', [(string) $calls, (string) $seed, (new Certificates())->ca()]);
    $result = json_decode($output, true);
    $seen = $api->take();
    $report->note(sprintf('%d calls in %.1f s, DOJO_SEED=%d', $calls, microtime(true) - $began, $seed));
    $report->ok($status === 0 && is_array($result), 'the soak runs to completion', $output);
    if (!is_array($result)) {
        return;
    }
    $report->same([], $result['wrong'], "each of $calls calls has the outcome that its fault leads to");
    $report->ok($result['late'] <= $calls / 100, "few calls ({$result['late']}) meet a connection that closes in that moment");
    $report->same(10, count($result['outcomes']), 'every class of outcome occurred: ' . json_encode($result['outcomes'], JSON_UNESCAPED_SLASHES));
    $report->ok($result['growth'] < 512, "resident memory grows by {$result['growth']} KiB (less than 512) after the first 2,000 calls", "resident then: {$result['resident']} KiB");
    $report->ok($result['stats']['open'] <= 16, "connections stay within the pool's size ({$result['stats']['open']})");
    /* The alerts of the client that does not trust the API's certificate. Not all of them arrive before it closes the connection. */
    $told = array_filter(Api::tlsErrors($seen), static fn (string $error): bool => preg_match('~alert (unknown ca|decrypt error)~', $error) === 1);
    $report->same([], array_values(array_diff_key(Api::tlsErrors($seen), $told)), 'the API sees no TLS error except a client that does not trust it');
    $distrust = $result['outcomes']['Dojo\TlsException'];
    $report->ok(count($told) <= $distrust, 'and no more of those than such calls (' . count($told) . " of $distrust)");
};
