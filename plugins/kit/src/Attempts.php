<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\PaymentIntentStatus;

/** The rows of the payment intents that were asked for, or found. Books decides what follows from them. */
final class Attempts
{
    /** How long to look for an intent whose create call got no response. */
    private const LOST_SECONDS = 86400;

    public function __construct(private readonly Store $store, private readonly Identity $identity)
    {
    }

    public function find(string $id): ?Attempt
    {
        return self::of($this->store->row('SELECT * FROM {attempts} WHERE id = ?', [$id]));
    }

    public function ofIntent(string $intentId): ?Attempt
    {
        return self::of($this->store->row('SELECT * FROM {attempts} WHERE intent_id = ?', [$intentId]));
    }

    /** @return list<Attempt> oldest first */
    public function ofOrder(string $orderId): array
    {
        return array_map(Attempt::fromRow(...), $this->store->select('SELECT * FROM {attempts} WHERE order_id = ? ORDER BY asked_at, id', [$orderId]));
    }

    /** Whether the key that the shop has now can ask about it. */
    public function isReachable(Attempt $attempt): bool
    {
        return $attempt->environment === $this->identity->environment();
    }

    /** @return list<Attempt> those whose create call got no response for longer than it can take */
    public function dueAsking(int $patience, int $limit): array
    {
        return $this->due("intent_id IS NULL AND state IN ('asking', 'lost') AND asked_at <= " . ($this->store->time->now() - $patience), $limit);
    }

    /** @return list<Attempt> those that must no longer be paid, but still can be */
    public function dueSurplus(int $limit): array
    {
        return $this->due("intent_id IS NOT NULL AND role = 'surplus' AND status IN ('', 'Created')", $limit);
    }

    /** @return list<Attempt> the others to ask Dojo about */
    public function dueLook(int $limit): array
    {
        return $this->due("intent_id IS NOT NULL AND NOT (role = 'surplus' AND status IN ('', 'Created'))", $limit);
    }

    public function ask(string $id, Order $order): void
    {
        $this->add($id, $order->id, null, Attempt::ASKING, $order->amount, $order->currencyCode);
    }

    /** The row of the intent's attempt, with the intent's id in it from now on. */
    public function link(string $orderId, Intent $intent): Attempt
    {
        $attempt = $this->ofIntent($intent->id);
        if ($attempt !== null) {
            return $attempt;
        }
        $isAsked = $this->store->execute(
            "UPDATE {attempts} SET intent_id = ?, state = 'made' WHERE id = ? AND intent_id IS NULL",
            [$intent->id, $intent->metadata[Requests::ATTEMPT] ?? ''],
        ) === 1;
        if (!$isAsked) {
            $this->add($intent->id, $orderId, $intent->id, Attempt::MADE, $intent->amount, $intent->currencyCode);
        }

        return $this->ofIntent($intent->id) ?? throw new \LogicException("The attempt of $intent->id was written, but cannot be read.");
    }

    /** Writes down what Dojo says about the intent. */
    public function seen(Attempt $attempt, Intent $intent): void
    {
        $captured = $intent->captured() ?? 0;
        $isStillSurplus = $attempt->role === Attempt::SURPLUS && $intent->isPayable();
        $this->store->execute('UPDATE {attempts} SET status = ?, captured = ?, refunded = ?, checks = checks * ? WHERE id = ?', [
            $intent->status->value ?? $attempt->status,
            max($attempt->captured, $captured),
            max($attempt->refunded, $intent->status === PaymentIntentStatus::Reversed ? $captured : $intent->refunded),
            (int) $isStillSurplus, // its next cancellation is later and later
            $attempt->id,
        ]);
        $this->schedule($attempt, $intent);
    }

    /** Sets when reconcile asks about it again. A surplus intent is canceled first, so its time stays. */
    public function schedule(Attempt $attempt, Intent $intent): void
    {
        $this->store->execute(
            "UPDATE {attempts} SET check_at = ? WHERE id = ? AND NOT (role = 'surplus' AND status IN ('', 'Created'))",
            [Schedule::look($this->store->time->now(), $attempt->askedAt, $intent), $attempt->id],
        );
    }

    /** If it can still be paid, it must not be: reconcile cancels it, unless another process does first. */
    public function retire(string $intentId): void
    {
        $this->store->execute(
            "UPDATE {attempts} SET role = 'surplus', checks = 0, check_at = ? WHERE intent_id = ? AND role = 'own' AND status IN ('', 'Created')",
            [$this->store->time->now(), $intentId],
        );
    }

    public function markExtra(Attempt $attempt): void
    {
        $this->store->execute("UPDATE {attempts} SET role = 'extra' WHERE id = ?", [$attempt->id]);
    }

    /** @return list<string> the intents of an order's further payments that have not been given back; they are looked at next */
    public function callExtras(string $orderId): array
    {
        $extras = array_filter($this->ofOrder($orderId), static fn (Attempt $attempt): bool => $attempt->role === Attempt::EXTRA
            && ($attempt->captured > $attempt->refunded || $attempt->status === PaymentIntentStatus::Authorized->value));
        foreach ($extras as $attempt) {
            $this->store->execute(
                "UPDATE {attempts} SET role = 'own', checks = 0, check_at = ? WHERE id = ?",
                [$this->store->time->now(), $attempt->id],
            );
        }

        return array_values(array_map(static fn (Attempt $attempt): string => (string) $attempt->intentId, $extras));
    }

    /** Dojo was asked to change it: reconcile looks at the result next. */
    public function lookSoon(string $intentId): void
    {
        $this->store->execute('UPDATE {attempts} SET checks = 0, check_at = ? WHERE intent_id = ?', [$this->store->time->now(), $intentId]);
    }

    /** @param int $captured the sum, by the shop's own captures */
    public function tookAtLeast(string $intentId, int $captured): void
    {
        $this->store->execute('UPDATE {attempts} SET captured = ? WHERE intent_id = ? AND captured < ?', [$captured, $intentId, $captured]);
    }

    /** @param int $refunded the sum, by the books */
    public function gaveBackAtLeast(string $intentId, int $refunded): void
    {
        $this->store->execute('UPDATE {attempts} SET refunded = ? WHERE intent_id = ? AND refunded < ?', [$refunded, $intentId, $refunded]);
    }

    /** Before reconcile looks at it: if that fails, it looks again at this later time. */
    public function postpone(Attempt $attempt): void
    {
        $this->store->execute(
            'UPDATE {attempts} SET checks = checks + 1, check_at = ? WHERE id = ? AND check_at IS NOT NULL',
            [Schedule::retry($this->store->time->now(), $attempt->checks), $attempt->id],
        );
    }

    /**
     * Dojo does not know it with this key.
     *
     * @return bool whether it is looked at again
     */
    public function missed(Attempt $attempt): bool
    {
        $now = $this->store->time->now();
        $checkAt = Schedule::missed($now, $attempt);
        $this->store->execute('UPDATE {attempts} SET checks = checks + 1, check_at = ? WHERE id = ?', [$checkAt, $attempt->id]);

        return $checkAt !== null;
    }

    /** It made no intent. One that Dojo does not show may still appear. @param Attempt::FAILED|Attempt::LOST $state */
    public function end(Attempt $attempt, string $state): void
    {
        $now = $this->store->time->now();
        $isSought = $state === Attempt::LOST && $now - $attempt->askedAt <= self::LOST_SECONDS;
        $this->store->execute(
            'UPDATE {attempts} SET state = ?, checks = checks + 1, check_at = ? WHERE id = ? AND intent_id IS NULL',
            [$state, $isSought ? Schedule::retry($now, $attempt->checks) : null, $attempt->id],
        );
    }

    private function add(string $id, string $orderId, ?string $intentId, string $state, int $amount, string $currencyCode): void
    {
        $now = $this->store->time->now();
        $this->store->insert('attempts', [
            'id' => $id, 'order_id' => $orderId, 'intent_id' => $intentId, 'environment' => $this->identity->environment(), 'state' => $state,
            'role' => Attempt::OWN, 'status' => '', 'amount' => $amount, 'currency' => $currencyCode, 'captured' => 0, 'refunded' => 0,
            'asked_at' => $now, 'checks' => 0, 'check_at' => Schedule::retry($now, 0),
        ]);
    }

    /** @return list<Attempt> */
    private function due(string $where, int $limit): array
    {
        return array_map(Attempt::fromRow(...), $this->store->select(
            "SELECT * FROM {attempts} WHERE check_at <= ? AND environment = ? AND $where ORDER BY check_at LIMIT $limit",
            [$this->store->time->now(), $this->identity->environment()],
        ));
    }

    /** @param ?array<string, int|string|null> $row */
    private static function of(?array $row): ?Attempt
    {
        return $row === null ? null : Attempt::fromRow($row);
    }
}
