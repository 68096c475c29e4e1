<?php

declare(strict_types=1);

/* A process beside the test's: php till_worker.php URL ACCOUNT DSN START TASK [ARGUMENT]... */

use Dojo\Tests\Checkout;
use Dojo\Tests\Kit\Till;

require __DIR__ . '/../../support/autoload.php';
require Checkout::root() . '/plugins/kit/autoload.php';

[, $url, $account, $dsn, $start, $task] = $argv;
$arguments = array_slice($argv, 6);
$till = new Till($url, $account, $dsn);
usleep(max(0, (int) (($start - microtime(true)) * 1e6)));
try {
    $kit = $till->kit();
    echo match ($task) {
        'begin' => json_encode($kit->payments->begin($arguments[0], Till::visitor()), JSON_THROW_ON_ERROR),
        'update' => $kit->payments->update($arguments[0]),
        'refund' => $kit->refunds->refund($arguments[0], $arguments[1], (int) $arguments[2])->state,
        'capture' => $kit->captures->capture($arguments[0], $arguments[1], (int) $arguments[2])->state,
        'reconcile' => $kit->reconcile->run(),
        'hold' => hold($till, (float) $arguments[0]),
    };
} catch (\Exception $e) {
    echo $e::class, ': ', $e->getMessage();
}

/** Holds SQLite's write lock. */
function hold(Till $till, float $seconds): string
{
    $till->pdo->exec('BEGIN IMMEDIATE');
    echo "held\n";
    flush();
    usleep((int) ($seconds * 1e6));
    $till->pdo->exec('COMMIT');

    return 'released';
}
