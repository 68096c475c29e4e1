<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Delivery\Audit;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Delivery\ServedShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/*
 * Many events with duplicates, in any order, from eight clients at once, while customers return to the shop: each paid order is
 * fulfilled exactly once, and no other order is.
 */

return static function (Report $report, Machine $machine, ServedShop $shop): void {
    $count = 8;
    $events = getenv('DOJO_LONG') === '1' ? 2000 : 300;
    [$code, $output] = $shop->setUp();
    $report->same(0, $code, 'set-up', $output);
    $shop->setStock(100_000);
    $driver = $shop->pdo()->getAttribute(PDO::ATTR_DRIVER_NAME);
    $secret = (string) current($shop->secrets());
    $shop->dojo->deleteWebhook($shop->dojo->listWebhooks()[0]['id']); // Dojo delivers nothing: only the clients below do

    $began = microtime(true);
    $jobs = [];
    $paid = [];
    for ($n = 0; $n < $events / 2; $n++) {
        /* One in ten is declined, one in ten has become dearer since: neither may be fulfilled. */
        [$order, $intent] = $shop->order($n % 10 === 8 ? Sandbox::DECLINED_CARD : Sandbox::CARD);
        if ($n % 10 === 9) {
            $shop->pdo()->prepare('UPDATE shop_orders SET amount = amount + 1 WHERE id = ?')->execute([$order]);
        } elseif ($n % 10 < 8) {
            $paid[$order] = 1;
        }
        /* The ids of the two events differ only in case. */
        foreach (["evt_$n" => 'Captured', "EVT_$n" => 'Created'] as $id => $status) {
            $body = Shop::event($id, $intent, $status);
            $job = ['method' => 'POST', 'path' => parse_url($shop->url(), PHP_URL_PATH), 'body' => $body, 'headers' => [
                'Content-Type' => 'application/json', 'Dojo-Signature' => Shop::sign($body, $secret),
            ]];
            array_push($jobs, ...array_fill(0, match ($n % 4) {
                0 => 3,
                1 => 2,
                default => 1,
            }, $job));
        }
        if ($n % 2 === 0) {
            array_push($jobs, ...array_fill(0, 2, ['method' => 'GET', 'path' => parse_url($shop->url('success.php'), PHP_URL_PATH) . "?order=$order"]));
        }
    }
    $report->note(sprintf('%d intents made and paid in %.1f s', $n, microtime(true) - $began));

    shuffle($jobs);
    $start = microtime(true) + 0.3;
    $clients = [];
    for ($client = 0; $client < $count; $client++) {
        $mine = array_filter($jobs, static fn (int $index): bool => $index % $count === $client, ARRAY_FILTER_USE_KEY);
        $file = "$machine->folder/$driver-$client.jobs";
        file_put_contents($file, implode("\n", array_map(json_encode(...), $mine)));
        $clients[] = new Process([PHP_BINARY, __DIR__ . '/client.php', $file, $machine->web->address, (string) $start]);
    }
    $responses = [];
    $slowest = 0.0;
    foreach ($clients as $client) {
        [$code, $output] = $client->finish(120);
        $said = json_decode($output, true);
        if ($code !== 0 || !is_array($said)) {
            throw new RuntimeException("A client ended with $code: $output");
        }
        foreach ($said['responses'] as $response => $times) {
            $responses[$response] = ($responses[$response] ?? 0) + $times;
        }
        $slowest = max($slowest, $said['slowest']);
    }
    $seconds = microtime(true) - $start;
    $report->note(sprintf('%s: %d requests (%d events) from %d clients in %.1f s, %.0f a second, slowest response %.0f ms', $driver, count($jobs), $events, $count, $seconds, count($jobs) / $seconds, $slowest * 1000));

    /* On SQLite there is one writer at a time: on a slow disk, some are asked to come again. */
    $busy = $driver === 'sqlite' ? array_intersect_key($responses, [503 => 0]) : [];
    $report->same([200 => count($jobs)], array_diff_key($responses, $busy), 'every delivery and every return page gets a 200', $shop->log());
    $report->note(array_sum($busy) . ' of them after a 503');
    Await::isTrue(static fn (): bool => $shop->unhandled() === [], 5);
    $late = count($shop->unhandled());
    for ($round = 0; $round < 5 && Audit::pendingIn($shop) !== []; $round++) {
        $shop->wait(121);
        $shop->reconcile();
    }
    $report->same([], Audit::pendingIn($shop), "all events are handled, $late of them by reconcile.php");
    $stored = $shop->pdo()->query('SELECT COUNT(*), COUNT(DISTINCT id) FROM dojo_events')->fetch(PDO::FETCH_NUM);
    $report->same([$events, $events], array_map(intval(...), $stored), 'each event is in the inbox once');
    $fulfilled = $shop->fulfilments();
    ksort($fulfilled);
    ksort($paid);
    $report->same([], array_filter($fulfilled, static fn (int $times): bool => $times !== 1), 'no order is fulfilled twice');
    $report->same([], array_keys(array_diff_key($paid, $fulfilled)), 'every paid order is fulfilled');
    $report->same([], array_keys(array_diff_key($fulfilled, $paid)), 'no order that was declined or has another amount is fulfilled');
    $states = array_column($shop->rows('SELECT status, COUNT(*) AS it FROM shop_orders GROUP BY status ORDER BY status'), 'it', 'status');
    $report->same(['open' => intdiv($n, 10), 'paid' => count($paid), 'review' => intdiv($n, 10)], array_map(intval(...), $states), 'the orders\' statuses agree: those with another amount are for staff');
    $stock = array_map(intval(...), array_column($shop->rows('SELECT product, pieces FROM shop_stock'), 'pieces', 'product'));
    $report->same(100_000 - count($paid), $stock['mug'] ?? 0, 'a piece of stock is taken for each');
    $mails = array_column($shop->rows("SELECT id FROM shop_mails WHERE id LIKE 'paid:%'"), 'id');
    $report->same(count($paid), count($mails), 'and one e-mail is sent');
    $report->ok(!str_contains($shop->log(), $secret), 'the log contains no secret');
};
