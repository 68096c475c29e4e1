<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The part of the self-test that is about what is not finished. */
final class BacklogChecks
{
    private const RECONCILE = 'reconcile';
    private const LATE_SECONDS = 3600;

    /** How many ids a check names. */
    private const NAMED = 5;

    /** The payments made with a key of this environment: a key of the other one does not see them. */
    private const OURS = '(SELECT intent_id FROM {attempts} WHERE environment = :ours)';

    /** name => the column that names a row, what is after FROM (? is the time an hour ago), the text, the advice */
    private const ROWS = [
        'orders to look at' => [
            'order_id', "{payments} WHERE state = 'review' AND intent_id IN " . self::OURS, 'money was taken, but not what the order costs',
            'Look at these orders: deliver, or refund.',
        ],
        'extra payments' => [
            'order_id', "{attempts} WHERE role = 'extra' AND environment = :ours AND (status = 'Authorized' OR (status = 'Captured' AND refunded < captured))",
            'these orders were paid twice', 'Refund or release the second payment.',
        ],
        'surplus payments' => [
            'intent_id', "{attempts} WHERE role = 'surplus' AND environment = :ours AND status IN ('', 'Created') AND check_at IS NOT NULL AND asked_at <= ?",
            'these payments should have been canceled by now', 'See what reconcile logs.',
        ],
        'payments not confirmed' => [
            'order_id', "{attempts} WHERE state = 'asking' AND environment = :ours AND asked_at <= ?",
            'it is not known whether Dojo created these payments', 'See what reconcile logs.',
        ],
        'refunds not confirmed' => [
            'id', "{refunds} WHERE state = 'sending' AND asked_at <= ? AND intent_id IN " . self::OURS, 'Dojo has not confirmed these refunds',
            'See what reconcile logs. Don\'t refund again by hand.',
        ],
        'captures not confirmed' => [
            'id', "{captures} WHERE state = 'sending' AND asked_at <= ? AND intent_id IN " . self::OURS, 'Dojo has not confirmed these captures or releases',
            'See what reconcile logs. Don\'t capture again by hand.',
        ],
        'effects' => [
            'id', '{effects} WHERE done_at IS NULL AND check_at IS NOT NULL AND created_at <= ?',
            'these e-mails, notes or calls of the shop\'s platform were not done', 'The log says why each failed.',
        ],
    ];

    public function __construct(private readonly Store $store, private readonly Health $health, private readonly Identity $identity)
    {
    }

    /** @return list<Check> */
    public function all(): array
    {
        $checks = [$this->reconcile()];
        foreach (self::ROWS as $name => [$id, $from, $text, $advice]) {
            $checks[] = $this->rows($name, $id, $from, $text, $advice);
        }

        return $checks;
    }

    private function reconcile(): Check
    {
        $last = $this->health->lastReconcile();
        $advice = 'Run it every few minutes, by cron or by the platform\'s scheduler: without it, what a crash or a lost event left open stays open.';
        if ($last === null) {
            return Check::problem(self::RECONCILE, 'Reconcile has never run.', $advice);
        }

        return $this->store->time->now() - $last <= self::LATE_SECONDS ? Check::ok(self::RECONCILE, 'Reconcile ran on ' . Words::time($last) . '.')
            : Check::problem(self::RECONCILE, 'Reconcile last ran on ' . Words::time($last) . '.', $advice);
    }

    private function rows(string $name, string $id, string $from, string $text, string $advice): Check
    {
        $from = str_replace(':ours', "'{$this->identity->environment()}'", $from);
        $values = str_contains($from, '?') ? [$this->store->time->now() - self::LATE_SECONDS] : [];
        $count = (int) ($this->store->row("SELECT COUNT(*) AS n FROM $from", $values)['n'] ?? 0);
        if ($count === 0) {
            return Check::ok($name, 'None.');
        }
        $ids = array_map(static fn (array $row): string => (string) $row[$id], $this->store->select("SELECT $id FROM $from ORDER BY $id LIMIT " . self::NAMED, $values));

        return Check::problem($name, "$count: $text: " . implode(', ', $ids) . ($count > count($ids) ? ' …' : ''), $advice);
    }
}
