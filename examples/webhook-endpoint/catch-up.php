<?php

declare(strict_types=1);

/*
 * Every few minutes, by cron: handles what was answered but not worked off (the server died, Dojo's API did not answer), and
 * asks for orders of which no webhook ever told. Safe to run at any time, also twice at once.
 */

use Dojo\NotFoundException;

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/config.php';

/* Seconds that webhook.php and the return page get for it first. */
$patience = (int) ($argv[1] ?? 120);
$failed = 0;
$try = static function (string $what, callable $work): int {
    try {
        $work();
    } catch (NotFoundException $e) {
        error_log("$what: Dojo doesn't know it: {$e->getMessage()}"); // nor will it the next time
    } catch (Dojo\DojoException | PDOException $e) {
        error_log("$what waits for the next time: {$e->getMessage()}");

        return 1;
    }

    return 0;
};

foreach (inbox()->unhandled($patience) as $event) {
    $failed += $try("Event {$event['id']}", static function () use ($event): void {
        try {
            if ($event['payment_intent_id'] !== '') {
                orders()->sync($event['payment_intent_id']);
            }
        } catch (NotFoundException $e) {
            inbox()->markHandled($event['id']);
            throw $e;
        }
        inbox()->markHandled($event['id']);
    });
}
foreach (orders()->unsettled($patience) as $intentId) {
    $failed += $try("Intent $intentId", static fn () => orders()->sync($intentId));
}

exit($failed === 0 ? 0 : 1);
