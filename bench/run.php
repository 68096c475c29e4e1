<?php

/*
 * Builds the extension as a user gets it, and measures it against what a shop would write without it. Every figure is a ratio within
 * this run, because machines differ and are noisy; none is a test. Prints a table.
 *
 *   php bench/run.php [--json FILE]     with --json also as JSON
 */

declare(strict_types=1);

namespace Dojo\Bench;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Extension;
use Dojo\Tests\WebServer;

require __DIR__ . '/../tests/support/autoload.php';
require __DIR__ . '/../tests/support/certificates.inc';
require __DIR__ . '/../tests/support/sandbox.inc';
require __DIR__ . '/src/Servers.php';
require __DIR__ . '/src/Measurements.php';

const INTENT = ['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => 'order-1001'];
const EVENT = '{"id":"evt_hnnHxIKR_Uy6bhZCusCltw","event":"payment_intent.created","accountId":"acc_test",'
    . '"createdAt":"2022-02-01T13:07:41.8667859Z","data":{"paymentIntentId":"pi_vpwd4ooAPEqyNAQe4z89WQ","paymentStatus":"Created","captureMode":"Auto"}}';

function cpu(): float
{
    $u = getrusage() ?: [];

    return $u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec'] + ($u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec']) / 1e6;
}

/** The best of several rounds of each. They take turns, so that a busy moment affects them all alike.
 *  @param array<string, callable(): float> $contenders
 *  @return array<string, float> */
function best(array $contenders, int $rounds = 7): array
{
    $best = array_fill_keys(array_keys($contenders), INF);
    for ($round = 0; $round < $rounds; $round++) {
        foreach ($contenders as $name => $measure) {
            $best[$name] = min($best[$name], $measure());
        }
    }

    return $best;
}

/** The median of the ratios of consecutive rounds, so that a change of the processor's speed affects both.
 *  @param callable(): float $ours
 *  @param callable(): float $theirs
 *  @return array{float, float, float} the ratio, and the two of its round */
function paired(callable $ours, callable $theirs, int $rounds = 15): array
{
    $pairs = [];
    for ($round = 0; $round < $rounds; $round++) {
        $pair = $round % 2 ? [$theirs(), $ours()] : [$ours(), $theirs()];
        [$o, $t] = $round % 2 ? array_reverse($pair) : $pair;
        $pairs[] = [$o / $t, $o, $t];
    }
    sort($pairs);

    return $pairs[intdiv($rounds, 2)];
}

/** Nanoseconds per call. */
function timed(callable $call, int $times): float
{
    $began = hrtime(true);
    for ($i = 0; $i < $times; $i++) {
        $call();
    }

    return (hrtime(true) - $began) / $times;
}

function warmCall(Servers $servers, Measurements $measurements): void
{
    $bare = "$servers->folder/bare";
    Build::compile(['-O2', '-o', $bare, __DIR__ . '/bare.c'], ['libcurl']);
    $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $servers->api, caFile: $servers->ca);
    $command = implode(' ', array_map(escapeshellarg(...), [$bare, "$servers->api/payment-intents", $servers->ca, '5000']));
    $client->createPaymentIntent(INTENT);
    $dojo = static function () use ($client): float {
        $began = cpu();
        for ($i = 0; $i < 5000; $i++) {
            $client->createPaymentIntent(INTENT);
        }

        return (cpu() - $began) / 5000 * 1e6;
    };
    [$ratio, $ours, $theirs] = paired($dojo, static fn (): float => (float) shell_exec($command));
    $measurements->row('warm call over TLS: CPU, vs a bare libcurl loop in C', $ratio, 1.15, sprintf('%.1f / %.1f us', $ours, $theirs));
}

/** The median time of a page, in milliseconds, over one kept connection to nginx. */
function page(Servers $servers, string $page, int $times = 400): float
{
    [$address, $path] = $servers->page($page);
    $socket = stream_socket_client("tcp://$address") ?: throw new \RuntimeException('The web server does not listen.');
    $samples = [];
    for ($i = -20; $i < $times; $i++) {
        $began = hrtime(true);
        fwrite($socket, "GET $path HTTP/1.1\r\nHost: shop\r\n\r\n");
        $answer = '';
        while (!str_ends_with($answer, "0\r\n\r\n")) {
            $chunk = fread($socket, 8192);
            $answer .= $chunk !== false && $chunk !== '' ? $chunk : throw new \RuntimeException("$path broke off: $answer");
        }
        if (!str_contains($answer, 'pi_sandbox_example')) {
            throw new \RuntimeException("$path failed: $answer");
        }
        if ($i >= 0) {
            $samples[] = (hrtime(true) - $began) / 1e6;
        }
    }
    sort($samples);

    return $samples[intdiv(count($samples), 2)];
}

function pages(Servers $servers, Measurements $measurements): void
{
    foreach (['' => "the server's CA by file", '?system' => "the system's CAs"] as $query => $cas) {
        $p50 = best([
            'floor' => static fn (): float => page($servers, 'floor.php'),
            'dojo' => static fn (): float => page($servers, "extension.php$query"),
            'curl' => static fn (): float => extension_loaded('curl') ? page($servers, "curl.php$query", 150) : INF,
        ], 3);
        $note = sprintf('%.2f / %.2f ms, floor %.2f ms', $p50['dojo'], $p50['curl'], $p50['floor']);
        extension_loaded('curl')
            ? $measurements->row("php-fpm page with one intent, $cas: p50, vs ext/curl", $p50['dojo'] / $p50['curl'], 0.2, $note)
            : $measurements->row("php-fpm page with one intent, $cas", null, 0.2, 'ext/curl is not installed');
    }
    $measurements->row("php-fpm page with one intent: p50, vs Dojo's PHP SDK", null, 0.12, 'dojo-engineering/dojo-php is not installed');
}

function newConnection(Servers $servers, Measurements $measurements): void
{
    if (!extension_loaded('curl')) {
        $measurements->row("new TLS connection with the system's CAs", null, 0.2, 'ext/curl is not installed');

        return;
    }
    $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $servers->api, caFile: $servers->bundle, maxRetries: 0);
    $times = [];
    $opened = new \Dojo\Client('sk_sandbox_example', baseUrl: $servers->api, caFile: $servers->bundle, onExchange: static function (\Dojo\Exchange $e) use (&$times): void {
        $times[] = $e->connectionReused ? INF : $e->tls;
    });
    $curl = static function () use ($servers): float {
        $handle = curl_init($servers->api . '/payment-intents');
        curl_setopt_array($handle, [CURLOPT_RETURNTRANSFER => true, CURLOPT_CAINFO => $servers->bundle]);
        curl_exec($handle);

        return curl_getinfo($handle, CURLINFO_APPCONNECT_TIME_T) / 1e6;
    };
    // A worker with one connection makes two calls at once, which opens a second: the store of CAs has been loaded.
    $samples = [];
    for ($i = 0; $i < 30; $i++) {
        $times = [];
        try {
            $opened->getPaymentIntents(['a', 'b'], 2);
        } catch (\Dojo\DojoException) {
        }
        $samples[] = $times[array_key_last($times)] ?? INF;
        $peers[] = $curl();
        \Dojo\Client::resetPool();
        $client->getPaymentIntent('warm');
    }
    $samples = array_filter($samples, is_finite(...));
    sort($samples);
    sort($peers);
    if ($samples === []) {
        $measurements->row("new TLS connection with the system's CAs, vs ext/curl", null, 0.2, 'no second connection was opened');

        return;
    }
    [$ours, $theirs] = [$samples[intdiv(count($samples), 2)], $peers[intdiv(count($peers), 2)]];
    $measurements->row("new TLS connection with the system's CAs, vs ext/curl", $ours / $theirs, 0.2, sprintf('%.2f / %.2f ms', $ours * 1e3, $theirs * 1e3));
}

function parallel(Measurements $measurements): void
{
    $sandbox = new \Sandbox();
    $client = $sandbox->client();
    $ids = [];
    for ($i = 0; $i < 100; $i++) {
        $ids[] = $client->createPaymentIntent(INTENT)['id'];
    }
    $slow = static fn () => $sandbox->fault('delay=0.05', '/payment-intents/', 100, 'GET');
    $slow();
    $began = hrtime(true);
    foreach ($ids as $id) {
        $client->getPaymentIntent($id);
    }
    $one = (hrtime(true) - $began) / 1e9;
    $slow();
    $began = hrtime(true);
    $all = $client->getPaymentIntents($ids, 8);
    $many = (hrtime(true) - $began) / 1e9;
    $sandbox->stop();
    if (array_filter($all, is_array(...)) !== $all || count($all) !== 100) {
        throw new \RuntimeException('getPaymentIntents() did not return all of the 100 payment intents');
    }
    $measurements->row('100 intents at 50 ms each, 8 at a time, vs one by one', $many / $one, 0.15, sprintf('%.2f / %.2f s', $many, $one));
}

/** The cost of an id must not depend on the number of ids. */
function manyIds(Servers $servers, Measurements $measurements): void
{
    $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $servers->api, caFile: $servers->ca, timeout: 600.0);
    $measure = static fn (int $count): callable => static function () use ($client, $count): float {
        $ids = array_map(static fn (int $i): string => "pi_$i", range(1, $count));
        $began = cpu();
        $client->getPaymentIntents($ids);

        return (cpu() - $began) / $count * 1e6;
    };
    [$ratio, $many, $few] = paired($measure(8000), $measure(1000), 5);
    $measurements->row('getPaymentIntents() of 8,000: CPU per id, vs 1,000', $ratio, 1.3, sprintf('%.1f / %.1f us', $many, $few));
}

function memory(Servers $servers, Measurements $measurements): void
{
    $resident = static fn (): int => (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1] * 4;
    $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $servers->api, caFile: $servers->ca);
    for ($i = 0; $i < 10; $i++) {
        $client->createPaymentIntent(INTENT);
    }
    $before = $resident();
    for ($i = 10; $i < 10000; $i++) {
        $client->createPaymentIntent(INTENT);
    }
    $measurements->row('resident memory after 10,000 calls, less after 10: KiB', (float) ($resident() - $before), 256, '');
}

function webhooks(Measurements $measurements): void
{
    $secret = 'PDYkJQq6sESYHp_zJuTTBQ';
    // PHP 8.4 uses the CPU's SHA instructions, too, so the ratio is smaller.
    $bounds = PHP_VERSION_ID >= 80400 ? [236 => 1.3, 65536 => null] : [236 => 4.5, 65536 => 5.5];
    foreach ([236 => [EVENT, 50000], 65536 => [str_repeat('x', 65536), 500]] as $size => [$body, $times]) {
        $header = \Dojo\Webhook::sign($body, $secret);
        $ns = best([
            'dojo' => static fn (): float => timed(static fn (): bool => \Dojo\Webhook::isValid($body, $header, $secret), $times),
            'php' => static fn (): float => timed(static fn (): bool => hash_equals(hash_hmac('sha256', $body, $secret), strtolower(str_replace(['sha256=', '-'], '', $header))), $times),
        ]);
        // One block of SHA-256 on a CPU with SHA instructions takes about 38 ns; an HMAC is two blocks more than its message.
        $floor = (intdiv($size + 9 + 63, 64) + 4 - 1) * 38;
        $measurements->row("webhook of $size bytes: times as fast as hash_hmac() in PHP", $ns['php'] / $ns['dojo'], $bounds[$size], sprintf('%.0f / %.0f ns, hardware floor about %d', $ns['php'], $ns['dojo'], $floor), 'higher');
    }
}

$lacks = WebServer::lacks();
if ($lacks !== null) {
    fwrite(STDERR, "$lacks\n");
    exit(2);
}
if (!extension_loaded('dojo')) {
    passthru('sh ' . escapeshellarg(Checkout::root() . '/tests/support/setup.sh') . ' demo', $failed);
    $failed === 0 ?: exit($failed);
}
putenv('DOJO_EXTENSION=' . Checkout::root() . '/build/modules/dojo.so');
Extension::loadHere($argv);
$measurements = new Measurements();
$servers = new Servers();
$measurements->header();
warmCall($servers, $measurements);
pages($servers, $measurements);
newConnection($servers, $measurements);
parallel($measurements);
manyIds($servers, $measurements);
memory($servers, $measurements);
webhooks($measurements);
$servers->stop();
if (($argv[1] ?? '') === '--json') {
    file_put_contents($argv[2] ?? 'php://stdout', $measurements->json() . "\n");
}
printf("%d bound(s) missed in this run\n", $measurements->missed());
