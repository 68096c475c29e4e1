<?php

declare(strict_types=1);

use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

/* Reconcile when Dojo is slow or down: a run ends, and no second one begins beside it. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('slow', $database);
    $sandbox = $till->sandbox;
    $calls = static function (\Closure $work) use ($sandbox): int {
        $sandbox->helper('DELETE', '/requests');
        $work();

        return count($sandbox->requests());
    };
    $statuses = static fn (): array => array_column($till->rows("SELECT status, COUNT(*) AS n FROM dojo_attempts GROUP BY status"), 'n', 'status');

    foreach (range(1, 12) as $n) {
        $sandbox->payByComponent((string) $till->kit()->payments->secret($till->order("order-$n"), $till::visitor())?->clientSecret);
    }
    foreach (range(1, 20) as $n) {
        $till->kit()->inbox->add($till::event("evt_$n", "pi_sandbox_$n"), 'sc');
    }
    $till->advance(300);
    $sandbox->fault('status=503', '/payment-intents', 1000);
    $cost = $calls(static fn () => $till->kit()->reconcile->run());
    $report->same(3, $cost, 'if Dojo does not answer, a run asks three times, not for each of 32 rows');
    $sent = 0;
    $till->onPerform = static function () use (&$sent): void {
        $sent++;
    };
    $till->kit()->outbox->add('note', 'order-1', 'note', ['text' => 'mail']);
    $till->kit()->reconcile->run();
    $report->same(1, $sent, 'but the outbox is emptied');
    $till->onPerform = null;
    $sandbox->clearFaults();
    $till->settle(3);
    $report->same(['Captured' => 12], array_map(intval(...), $statuses()), 'when it answers again, nothing is missing');

    foreach (range(13, 24) as $n) {
        $sandbox->payByComponent((string) $till->kit()->payments->secret($till->order("order-$n"), $till::visitor())?->clientSecret);
    }
    $till->advance(300);
    $sandbox->fault('status=403', '=/payment-intents/search', 1000);
    $till->settle(1);
    $sandbox->clearFaults();
    $report->same(['Captured' => 24], array_map(intval(...), $statuses()), 'a key that may not list payments asks for each');

    foreach (range(25, 34) as $n) {
        $sandbox->payByComponent((string) $till->kit()->payments->secret($till->order("order-$n"), $till::visitor())?->clientSecret);
    }
    $till->advance(300);
    $others = [];
    $slow = $till->client();
    $slow->before = static function () use ($till, &$others): void {
        $till->time->ahead += 200;
        $others[] = $till->kit()->store->lease('reconcile', 'another server', 300);
    };
    $till->kit(dojo: $slow)->reconcile->run();
    $report->ok(count($others) >= 10 && !in_array(true, $others, true), 'a run of half an hour keeps its lease', json_encode($others));
    $report->same(['Captured' => 34], array_map(intval(...), $statuses()), 'and does all of its work');
};
