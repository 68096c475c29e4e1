<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The rows of the captures and releases. */
final class CaptureRows
{
    public function __construct(private readonly Store $store, private readonly PaymentRows $payments, private readonly Attempts $attempts)
    {
    }

    public function find(string $id): ?Capture
    {
        $row = $this->store->row('SELECT * FROM {captures} WHERE id = ?', [$id]);

        return $row === null ? null : Capture::fromRow($row);
    }

    /** @return list<Capture> those whose outcome is unknown, of payments made in that environment */
    public function due(string $environment, int $limit): array
    {
        return array_map(Capture::fromRow(...), $this->store->select(
            "SELECT * FROM {captures} WHERE state = 'sending' AND check_at <= ? AND intent_id IN (SELECT intent_id FROM {attempts} WHERE environment = ?)"
                . ' ORDER BY check_at LIMIT ' . $limit,
            [$this->store->time->now(), $environment],
        ));
    }

    /**
     * Writes one down before it is sent: one at a time, and only if no more has been captured than the caller has seen.
     *
     * @return bool false if there is one with that id: the same form, sent twice at once
     */
    public function reserve(string $id, Attempt $attempt, string $kind, int $amount, int $before): bool
    {
        return $this->store->transaction(function () use ($id, $attempt, $kind, $amount, $before): bool {
            $this->payments->lock($attempt->orderId);
            if ($this->find($id) !== null) {
                return false;
            }
            if ($this->store->row("SELECT id FROM {captures} WHERE intent_id = ? AND state = 'sending'", [$attempt->intentId]) !== null) {
                throw new NotPossible('An earlier capture or release of this payment is not confirmed yet. Please wait a few minutes.');
            }
            if ($this->attempts->find($attempt->id)?->captured !== $before) {
                throw new NotPossible('More of this payment has been captured since you looked. Please open the order again.');
            }
            $now = $this->store->time->now();

            return $this->store->insert('captures', [
                'id' => $id, 'order_id' => $attempt->orderId, 'intent_id' => $attempt->intentId, 'kind' => $kind, 'amount' => $amount,
                'captured_before' => $before, 'state' => Capture::SENDING, 'asked_at' => $now, 'checks' => 0,
                'check_at' => Schedule::retry($now, 0),
            ]);
        });
    }

    public function postpone(Capture $capture): void
    {
        $this->store->execute(
            'UPDATE {captures} SET checks = checks + 1, check_at = ? WHERE id = ?',
            [Schedule::retry($this->store->time->now(), $capture->checks), $capture->id],
        );
    }

    /** Its amount counts as captured immediately, because the next capture is checked against the sum. */
    public function done(Capture $capture): void
    {
        $this->store->transaction(function () use ($capture): void {
            $this->payments->lock($capture->orderId);
            if ($this->end($capture, Capture::DONE)) {
                $this->attempts->tookAtLeast($capture->intentId, $capture->capturedBefore + $capture->amount);
                $this->attempts->lookSoon($capture->intentId);
            }
        });
    }

    /** @return bool whether it was this call that settled it */
    public function end(Capture $capture, string $state): bool
    {
        return $this->store->execute(
            "UPDATE {captures} SET state = ?, check_at = NULL WHERE id = ? AND state = 'sending'",
            [$state, $capture->id],
        ) === 1;
    }
}
