<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Till;
use Dojo\Tests\Report;

/* Several processes at once. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('races', $database);
    $sandbox = $till->sandbox;
    $kit = $till->kit();
    $rounds = 3;

    for ($round = 1; $round <= $rounds; $round++) {
        /* Tabs that begin the same payment. */
        $till->order("begin$round");
        $begun = array_map(static fn (string $json): array => (array) json_decode($json, true), $till->atOnce(...array_fill(0, 4, ['begin', "begin$round"])));
        $intents = array_unique(array_filter(array_column($begun, 'intentId')));
        $live = array_keys(array_column($till->intentsAtDojo("begin$round"), 'status'), 'Created', true);
        $report->same([1, 1], [count($intents), count($live)], 'four tabs begin at once: one intent', json_encode($begun, JSON_THROW_ON_ERROR));

        /* Two paid intents, and an event of each at the same moment. */
        $one = $till->begin($till->order("paid$round"));
        $attempt = "a-race-$round";
        $till->write("INSERT INTO dojo_attempts (id, order_id, environment, state, role, status, amount, currency, captured, refunded, asked_at, checks)
            VALUES (?, ?, 'sandbox', 'lost', 'own', '', 1000, 'GBP', 0, 0, ?, 0)", $attempt, "paid$round", $till->time->now());
        $two = $till->intent(1000, 'x', ['metadata' => ['shop' => $kit->identity->shopId(), 'order' => "paid$round", 'attempt' => $attempt]]);
        $sandbox->pay($one);
        $sandbox->pay($two);
        $said = $till->atOnce(['update', $one], ['update', $two], ['update', $one], ['update', $two]);
        $roles = array_count_values(array_map(static fn ($a): string => $a->role, $kit->books->attempts("paid$round")));
        ksort($roles);
        $report->same([['paid', 'paid', 1, 0], ['extra' => 1, 'own' => 1], 1], [$till->state("paid$round"), $roles, substr_count($till->notes("paid$round"), 'paid twice')], 'two payments at once from four processes: one is extra, staff are told', implode("\n", $said));
        $till->settle(1);
        $report->none($till->problems("paid$round"), 'their books are Dojo\'s');

        /* A refund and a capture, clicked in several tabs. */
        $intentId = $till->paid("refund$round");
        $said = $till->atOnce(...array_fill(0, 4, ['refund', "refund-race-$round", "refund$round", '400']));
        $report->same(400, $till->client()->getPaymentIntent($intentId)['refundedAmount'], 'the same refund from four processes is made once', implode("\n", $said));
        $said = $till->atOnce(['refund', "refund-race-$round-b", "refund$round", '400'], ['refund', "refund-race-$round-c", "refund$round", '400']);
        $till->settle(2);
        $report->ok(in_array($till->client()->getPaymentIntent($intentId)['refundedAmount'], [800], true), 'of two refunds that are more than is left, one is made', implode("\n", $said));
        $report->none($till->problems("refund$round"), 'their books are Dojo\'s');
        $intentId = $till->paid("capture$round", isManual: true);
        $said = $till->atOnce(...array_fill(0, 4, ['capture', "capture-race-$round", "capture$round", '500']));
        $report->same([500], array_column($till->client()->getPaymentIntent($intentId)['captures'], 'amount'), 'the same capture from four processes is made once', implode("\n", $said));
        $till->settle(1);
        $report->none($till->problems("capture$round"), 'its books are Dojo\'s');
    }

    /* Different orders, from several processes: no lock is lost for good. */
    $orders = array_map(static fn (int $n): string => $till->begin($till->order("many$n")), range(1, 6));
    array_map($sandbox->pay(...), $orders);
    $said = $till->atOnce(...array_map(static fn (string $intentId): array => ['update', $intentId], $orders));
    $report->same(array_fill(0, 6, ['paid', 'paid', 1, 0]), array_map(static fn (int $n): array => $till->state("many$n"), range(1, 6)), 'six orders paid at once', implode("\n", $said));

    /* Reconcile on two servers, with work for both. */
    foreach (range(1, 4) as $n) {
        $sandbox->pay($till->begin($till->order("both$n")));
    }
    $till->advance(300);
    $till->write("UPDATE dojo_effects SET done_at = NULL, check_at = 1 WHERE order_id = 'many1'"); // an effect that all of them see
    $sent = count($till->rows("SELECT id FROM till_sent WHERE order_id = 'many1'"));
    $said = $till->atOnce(['reconcile'], ['reconcile'], ['reconcile'], ['update', $orders[0]], ['update', $orders[0]]);
    $report->same($sent + 1, count($till->rows("SELECT id FROM till_sent WHERE order_id = 'many1'")), 'an effect that five processes see is performed by one');
    $report->same(array_fill(0, 4, ['paid', 'paid', 1, 0]), array_map(static fn (int $n): array => $till->state("both$n"), range(1, 4)), 'reconcile on three servers at once', implode("\n", $said));

    if ($database !== 'sqlite') {
        return;
    }

    /* Another process holds SQLite's lock: for a moment, then for as long as anybody waits. */
    $wait = static function (string $orderId, float $seconds) use ($till): array {
        $holder = $till->worker('0', 'hold', (string) $seconds);
        $holder->await($holder->output, static fn (string $text): ?bool => str_contains($text, 'held') ? true : null);
        $began = microtime(true);
        try {
            $said = $till->kit()->payments->begin($orderId, Till::visitor())->kind;
        } catch (Throwable $e) {
            $said = $e::class;
        }
        $took = microtime(true) - $began;
        $holder->stop();

        return [$said, $took];
    };
    $till->pdo->setAttribute(PDO::ATTR_TIMEOUT, 3);
    $till->order('locked');
    $report->same(Begun::PAY, $wait('locked', 1.0)[0], 'SQLite is locked for a second: begin() waits');
    $till->pdo->setAttribute(PDO::ATTR_TIMEOUT, 1);
    $till->order('locked-long');
    [$said, $took] = $wait('locked-long', 60.0);
    $report->same([Dojo\Shop\DatabaseBusy::class, true], [$said, $took < 20.0], 'SQLite is locked for ever: DatabaseBusy, and not after minutes', sprintf('%.1f s', $took));
    $report->same([[], []], [$till->rows("SELECT * FROM dojo_attempts WHERE order_id = 'locked-long'"), $till->intentsAtDojo('locked-long')], 'nothing is half done');
    $report->same(Begun::PAY, $till->kit()->payments->begin('locked-long', Till::visitor())->kind, 'afterwards it continues');
    $intentId = (string) $till->kit()->books->payment('locked')?->intentId;
    $sandbox->pay($intentId);
    $holder = $till->worker('0', 'hold', '60');
    $holder->await($holder->output, static fn (string $text): ?bool => str_contains($text, 'held') ? true : null);
    $said = '';
    try {
        $kit->inbox->add(Till::event('evt_locked', $intentId), 'sc');
    } catch (Throwable $e) {
        $said = $e::class;
    }
    $holder->stop();
    $report->same([Dojo\Shop\DatabaseBusy::class, []], [$said, $till->rows("SELECT id FROM dojo_events WHERE id = 'evt_locked'")], 'an event that cannot be written down is not acknowledged: DatabaseBusy');
    $report->same([true, true], [$kit->inbox->add(Till::event('evt_locked', $intentId), 'sc'), $kit->inbox->handle('evt_locked')], 'Dojo sends it again');
    $report->same(['paid', 'paid', 1, 0], $till->state('locked'), 'and it is handled without cron');
};
