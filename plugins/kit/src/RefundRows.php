<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The rows of the refunds. RefundBooks decides what follows from them. */
final class RefundRows
{
    public function __construct(private readonly Store $store)
    {
    }

    /** @return bool false if there is a refund with that id */
    public function add(Refund $refund): bool
    {
        return $this->store->insert('refunds', [
            'id' => $refund->id, 'order_id' => $refund->orderId, 'intent_id' => $refund->intentId, 'amount' => $refund->amount,
            'reason' => $refund->reason, 'state' => $refund->state, 'refund_id' => $refund->refundId, 'tries' => $refund->tries,
            'source' => $refund->source, 'asked_at' => $refund->askedAt, 'tried_at' => $refund->triedAt, 'checks' => 0,
            'check_at' => $refund->isOpen ? Schedule::retry($refund->askedAt, 0) : null,
        ]);
    }

    public function addFromPortal(string $orderId, Intent $intent, int $amount): Refund
    {
        $id = "portal-$intent->id-$intent->refunded";
        $now = $this->store->time->now();
        $refund = new Refund($id, $orderId, $intent->id, $amount, '', Refund::DONE, null, 0, 'portal', $now, $now);
        $this->add($refund);

        return $refund;
    }

    public function find(string $id): ?Refund
    {
        $row = $this->store->row('SELECT * FROM {refunds} WHERE id = ?', [$id]);

        return $row === null ? null : self::fromRow($row);
    }

    /** @return list<Refund> oldest first */
    public function ofOrder(string $orderId): array
    {
        return array_map(self::fromRow(...), $this->store->select('SELECT * FROM {refunds} WHERE order_id = ? ORDER BY asked_at, id', [$orderId]));
    }

    /** @return list<Refund> those to be sent again or settled, of payments made in that environment */
    public function due(string $environment, int $limit): array
    {
        return array_map(self::fromRow(...), $this->store->select(
            "SELECT * FROM {refunds} WHERE state = 'sending' AND check_at <= ? AND intent_id IN (SELECT intent_id FROM {attempts} WHERE environment = ?)"
                . ' ORDER BY check_at LIMIT ' . $limit,
            [$this->store->time->now(), $environment],
        ));
    }

    /** The sum of an intent's refunds in that state. */
    public function sum(string $intentId, string $state): int
    {
        return (int) ($this->store->row('SELECT SUM(amount) AS it FROM {refunds} WHERE intent_id = ? AND state = ?', [$intentId, $state])['it'] ?? 0);
    }

    public function hasOpen(string $intentId): bool
    {
        return $this->store->row("SELECT id FROM {refunds} WHERE intent_id = ? AND state = 'sending'", [$intentId]) !== null;
    }

    /** Before a call, whose outcome is not known yet. @return bool false if the refund is settled */
    public function beginTry(string $id): bool
    {
        return $this->store->execute(
            "UPDATE {refunds} SET tries = tries + 1, tried_at = ? WHERE id = ? AND state = 'sending'",
            [$this->store->time->now(), $id],
        ) === 1;
    }

    /** That call has certainly moved no money. An earlier one whose response was lost still may have. */
    public function endTry(string $id): void
    {
        $this->store->execute('UPDATE {refunds} SET tries = tries - 1 WHERE id = ? AND tries > 0', [$id]);
    }

    public function postpone(string $id): void
    {
        $checks = (int) ($this->store->row('SELECT checks FROM {refunds} WHERE id = ?', [$id])['checks'] ?? 0);
        $this->store->execute(
            "UPDATE {refunds} SET checks = checks + 1, check_at = ? WHERE id = ? AND state = 'sending'",
            [Schedule::retry($this->store->time->now(), $checks), $id],
        );
    }

    /** @return bool whether it was this call that settled it; a refused one may turn out to be made */
    public function done(Refund $refund, ?string $refundId): bool
    {
        return $this->store->execute(
            "UPDATE {refunds} SET state = 'done', refund_id = ?, check_at = NULL WHERE id = ? AND state <> 'done'",
            [$refundId === null ? null : substr($refundId, 0, Migrations::width('refunds', 'refund_id')), $refund->id],
        ) === 1;
    }

    /**
     * @param Refund $refund as it was before the call that was refused
     * @param bool $evenIfTried although there was a call whose outcome is unknown; never if another one has begun since
     * @return bool whether it was this call that settled it
     */
    public function refused(Refund $refund, bool $evenIfTried = false): bool
    {
        return $this->store->execute(
            "UPDATE {refunds} SET state = 'refused', check_at = NULL WHERE id = ? AND state = 'sending' AND tries <= ?",
            [$refund->id, $evenIfTried ? $refund->tries : 0],
        ) === 1;
    }

    /** @param array<string, int|string|null> $row */
    private static function fromRow(array $row): Refund
    {
        return new Refund(
            (string) $row['id'],
            (string) $row['order_id'],
            (string) $row['intent_id'],
            (int) $row['amount'],
            (string) $row['reason'],
            (string) $row['state'],
            isset($row['refund_id']) ? (string) $row['refund_id'] : null,
            (int) $row['tries'],
            (string) $row['source'],
            (int) $row['asked_at'],
            (int) $row['tried_at'],
        );
    }
}
