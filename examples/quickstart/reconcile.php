<?php

declare(strict_types=1);

/*
 * Run this from cron every few minutes. It finishes what a crash, a lost webhook or an answer that never came left
 * open; on a good day it has nothing to do. Safe to run while the shop is busy.
 */

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/config.php';

$failures = 0;
$try = static function (string $what, callable $work) use (&$failures): void {
    try {
        $work();
    } catch (Throwable $e) {
        $failures++;
        fwrite(STDERR, "$what: {$e->getMessage()}\n");
    }
};

foreach (store()->events(null) as $event) {
    $try("event {$event['id']}", static function () use ($event): void {
        if ($event['payment_intent_id'] !== '') {
            payments()->sync($event['payment_intent_id']);
        }
        store()->markHandled($event['id']);
    });
}
foreach (store()->unsettledOrders() as $id) {
    $try("order $id", static function () use ($id): void {
        $order = store()->order($id) ?? throw new LogicException('It is gone from the store.');
        $lost = $order['asked'] > 0 ? payments()->findLostIntent($order) : null;
        $intentId = $lost['id'] ?? $order['payment_intent_id'];
        if (is_string($intentId)) {
            payments()->sync($intentId);
        }
    });
}
foreach (store()->unsettledRefunds() as $id) {
    $try("refund $id", static fn () => payments()->refund($id));
}

exit($failures === 0 ? 0 : 1);
