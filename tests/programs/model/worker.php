<?php

declare(strict_types=1);

/* A web server's process, which may be killed at any moment. Reads one request a line, as JSON, and responds with a line. */

use Dojo\Client;
use Dojo\Shop\Database;
use Dojo\Shop\Effect;
use Dojo\Shop\Kit;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Shop\Visitor;
use Dojo\Tests\Model\Actor;
use Dojo\Tests\Model\Shop;
use Dojo\Webhook;

require __DIR__ . '/../../support/autoload.php';
$job = json_decode($argv[1], true, 8, JSON_THROW_ON_ERROR);
require $job['kit'] . '/autoload.php';
$pdo = new PDO($job['dsn'], 'root', '', [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 5]);
$pdo->exec(str_starts_with($job['dsn'], 'mysql:') ? 'SET SESSION innodb_lock_wait_timeout = 5' : 'PRAGMA synchronous = OFF');
$database = new PdoDatabase($pdo);
/* What leaves the machine is a line of a file, written at once. */
$outside = static fn (Effect $effect) => file_put_contents(
    $job['mail'],
    json_encode([$effect->id, $effect->orderId, $effect->kind, $effect->data], JSON_THROW_ON_ERROR) . "\n",
    FILE_APPEND,
);
$shop = new Shop($database, new Actor('a process', $pdo, [], null, 0, 0, time()), $outside);
$kit = new Kit(new Client(...$job['client']), $shop, $database, new Settings('https://shop.example', unpaidPerSession: 10_000, unpaidPerAddress: 10_000, log: static fn () => null));
echo "ready\n";
while (($line = fgets(STDIN)) !== false) {
    [$what, $order, $id, $amount] = json_decode($line, true, 8, JSON_THROW_ON_ERROR) + ['', '', '', 0];
    try {
        match ($what) {
            'begin' => $kit->payments->begin($order, new Visitor('session', '192.0.2.1')),
            'look' => $kit->payments->look($order),
            'refund' => $kit->refunds->refund($id, $order, $amount),
            'capture' => $kit->captures->capture($id, $order, $amount),
            'event' => $kit->inbox->add(Webhook::verify($id, 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $id, 'not-a-real-secret')), 2)), 'not-a-real-secret'), 'secret-1')
                && $kit->inbox->handle(json_decode($id, true)['id']),
            'cron' => $kit->reconcile->run(),
        };
        echo "done\n";
    } catch (Dojo\DojoException | Dojo\Shop\NotPossible | Dojo\Shop\DatabaseBusy $e) {
        echo "done\n";
    } catch (Throwable $e) {
        echo 'crash ' . str_replace("\n", ' ', (string) $e), "\n";
    }
}
