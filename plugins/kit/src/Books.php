<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\PaymentIntentStatus;

/**
 * What the shop knows of its orders' payments, and the one place that decides what follows from the state of an intent. Every change
 * is one transaction that begins with the lock of the order's row.
 */
final class Books
{
    public function __construct(
        private readonly Store $store,
        private readonly Orders $orders,
        private readonly Outbox $outbox,
        private readonly Identity $identity,
        private readonly RefundRows $refunds,
        private readonly Guard $guard,
    ) {
    }

    public function payment(string $orderId): ?OrderPayment
    {
        $row = $this->store->row('SELECT * FROM {payments} WHERE order_id = ?', [$orderId]);

        return $row === null ? null : OrderPayment::fromRow($row);
    }

    /** The same, for an order whose payment is about to begin. */
    public function open(string $orderId): OrderPayment
    {
        return $this->payment($orderId) ?? $this->store->transaction(fn (): OrderPayment => $this->lock($orderId));
    }

    public function attempt(string $id): ?Attempt
    {
        $row = $this->store->row('SELECT * FROM {attempts} WHERE id = ?', [$id]);

        return $row === null ? null : Attempt::fromRow($row);
    }

    public function attemptOf(string $intentId): ?Attempt
    {
        $row = $this->store->row('SELECT * FROM {attempts} WHERE intent_id = ?', [$intentId]);

        return $row === null ? null : Attempt::fromRow($row);
    }

    /** @return list<Attempt> oldest first */
    public function attempts(string $orderId): array
    {
        return array_map(Attempt::fromRow(...), $this->store->select('SELECT * FROM {attempts} WHERE order_id = ? ORDER BY asked_at, id', [$orderId]));
    }

    /**
     * Allows one process to create the order's next intent. Written down before Dojo is asked, so that a crash in between is noticed.
     *
     * @param OrderPayment $seen the order's payment as it was when the caller found that an intent is needed
     * @return bool false if something has changed since
     */
    public function claim(Order $order, OrderPayment $seen, string $attemptId): bool
    {
        return $this->store->transaction(function () use ($order, $seen, $attemptId): bool {
            $payment = $this->lock($order->id);
            if (!$payment->state->isPayable() || $payment->intentId !== $seen->intentId || $payment->claim !== $seen->claim || $seen->claim !== null) {
                return false;
            }
            $now = $this->store->time->now();
            $this->add($attemptId, $order->id, null, Attempt::ASKING, $order->amount, $order->currencyCode);
            $this->store->execute('UPDATE {payments} SET claim = ?, claimed_at = ? WHERE order_id = ?', [$attemptId, $now, $order->id]);

            return true;
        });
    }

    /** No intent came of an attempt: FAILED if that is certain, LOST if Dojo does not have it. Another one may begin. */
    public function endAttempt(Attempt $attempt, string $state): void
    {
        $this->store->transaction(function () use ($attempt, $state): void {
            $this->lock($attempt->orderId);
            $now = $this->store->time->now();
            $checkAt = $state === Attempt::LOST ? Schedule::retry($now, $attempt->checks) : null; // it may still turn up
            $this->store->execute(
                "UPDATE {attempts} SET state = ?, checks = checks + 1, check_at = ? WHERE id = ? AND intent_id IS NULL",
                [$state, $now - $attempt->askedAt > 86400 ? null : $checkAt, $attempt->id],
            );
            $this->store->execute('UPDATE {payments} SET claim = NULL WHERE order_id = ? AND claim = ?', [$attempt->orderId, $attempt->id]);
        });
    }

    /**
     * Brings an order up to date with one of its intents. Safe at any time, from anywhere, any number of times and in any order.
     *
     * @return ?string the order's id; null if the intent is not of this shop
     */
    public function bring(Intent $intent): ?string
    {
        $orderId = $this->orderOf($intent);
        if ($orderId !== null) {
            $this->store->transaction(fn () => $this->bringLocked($orderId, $intent));
        }

        return $orderId;
    }

    /** An intent that Dojo no longer knows, such as one of another account: nobody can pay it with this key. */
    public function gone(string $intentId): void
    {
        $attempt = $this->attemptOf($intentId);
        if ($attempt === null) {
            return;
        }
        $this->store->transaction(function () use ($attempt, $intentId): void {
            $payment = $this->lock($attempt->orderId);
            $this->store->execute('UPDATE {attempts} SET check_at = NULL WHERE intent_id = ?', [$intentId]);
            if ($payment->state === OrderState::Open && $payment->intentId === $intentId) {
                $this->move($payment, $this->orders->find($attempt->orderId), $attempt, OrderState::Closed);
            }
        });
    }

    /** The reconcile of an attempt did not succeed: again later. */
    public function postpone(Attempt $attempt): void
    {
        $this->store->execute(
            'UPDATE {attempts} SET checks = checks + 1, check_at = ? WHERE id = ? AND check_at IS NOT NULL',
            [Schedule::retry($this->store->time->now(), $attempt->checks), $attempt->id],
        );
    }

    /**
     * Writes a refund down before it is sent, if the money is there.
     *
     * @throws NotPossible with the amount that is left
     */
    public function reserveRefund(Refund $refund): void
    {
        $this->store->transaction(function () use ($refund): void {
            $this->lock($refund->orderId);
            $attempt = $this->attemptOf($refund->intentId);
            $pledged = $this->refunds->sum($refund->intentId, Refund::SENDING);
            $left = $attempt === null ? 0 : $attempt->captured - $attempt->refunded - $pledged;
            if ($attempt === null || $refund->amount > $left) {
                throw new NotPossible(sprintf(
                    'Only %s of this payment is left to refund%s.',
                    Words::money(max($left, 0), $attempt->currencyCode ?? 'GBP'),
                    $pledged > 0 ? ', because an earlier refund is not confirmed yet' : '',
                ));
            }
            $this->refunds->add($refund);
        });
    }

    /** A refund that Dojo has confirmed. Does nothing the second time. */
    public function refundMade(Refund $refund, ?string $refundId): void
    {
        $this->store->transaction(function () use ($refund, $refundId): void {
            $payment = $this->lock($refund->orderId);
            if ($this->refunds->done($refund, $refundId)) {
                $this->bookRefund($payment, $refund);
            }
        });
    }

    /** Takes the lock of the order's row until the end of the transaction. */
    public function lock(string $orderId): OrderPayment
    {
        if ($this->store->execute('UPDATE {payments} SET version = version + 1 WHERE order_id = ?', [$orderId]) === 0) {
            $this->store->insert('payments', [
                'order_id' => $orderId, 'state' => OrderState::Open->value, 'claimed_at' => 0, 'version' => 0, 'created_at' => $this->store->time->now(),
            ]);
            $this->store->execute('UPDATE {payments} SET version = version + 1 WHERE order_id = ?', [$orderId]);
        }

        return $this->payment($orderId) ?? throw new \LogicException("The payment row of order $orderId was written, but cannot be read.");
    }

    private function add(string $id, string $orderId, ?string $intentId, string $state, int $amount, string $currencyCode): void
    {
        $now = $this->store->time->now();
        $this->store->insert('attempts', [
            'id' => $id, 'order_id' => $orderId, 'intent_id' => $intentId, 'environment' => $this->identity->environment(), 'state' => $state,
            'role' => Attempt::OWN, 'status' => '', 'amount' => $amount, 'currency' => $currencyCode, 'captured' => 0, 'refunded' => 0,
            'asked_at' => $now, 'checks' => 0, 'check_at' => Schedule::unpaid($now, $now),
        ]);
    }

    /** An intent is this shop's if the shop asked for it: an equal reference proves nothing, as other shops may share the account. */
    private function orderOf(Intent $intent): ?string
    {
        $known = $this->attemptOf($intent->id);
        if ($known !== null) {
            return $known->environment === Identity::ELSEWHERE ? null : $known->orderId; // a copy's orders follow no payment of the shop's
        }
        if (($intent->metadata[Requests::SHOP] ?? null) !== $this->identity->shopId()) {
            return null;
        }

        return $this->attempt($intent->metadata[Requests::ATTEMPT] ?? '')?->orderId;
    }

    private function bringLocked(string $orderId, Intent $intent): void
    {
        $payment = $this->lock($orderId);
        $attempt = $this->link($orderId, $intent);
        if ($intent->status === null || Attempt::rank($intent->status) < Attempt::rank(PaymentIntentStatus::tryFrom($attempt->status))) {
            return; // a status of a newer API, or a response that was overtaken by a newer one
        }
        $payment = $this->attach($payment, $attempt, $intent);
        $this->see($payment, $attempt, $intent);
        $order = $this->orders->find($orderId);
        if ($intent->wasPaid()) {
            $this->paid($payment, $order, $attempt, $intent);
        } elseif ($intent->status === PaymentIntentStatus::Authorized) {
            $this->authorised($payment, $order, $attempt, $intent);
        } elseif (!$intent->isPayable()) {
            $this->closed($payment, $order, $attempt, $intent);
        }
    }

    /** The row of the intent's attempt, which from now on names the intent. */
    private function link(string $orderId, Intent $intent): Attempt
    {
        $this->store->execute(
            "UPDATE {attempts} SET intent_id = ?, state = 'made' WHERE id = ? AND intent_id IS NULL",
            [$intent->id, $intent->metadata[Requests::ATTEMPT] ?? ''],
        );
        $attempt = $this->attemptOf($intent->id);
        if ($attempt === null) {
            $this->add($intent->id, $orderId, $intent->id, Attempt::MADE, $intent->amount, $intent->currencyCode);
        }

        return $attempt ?? $this->attemptOf($intent->id) ?? throw new \LogicException("The attempt of $intent->id was written, but cannot be read.");
    }

    /**
     * Compare and set: the intent becomes the order's current one if its attempt holds the claim. One that does not is surplus, as long
     * as it can be paid: two intents that can be paid are two chances to pay an order twice.
     */
    private function attach(OrderPayment $payment, Attempt $attempt, Intent $intent): OrderPayment
    {
        if ($payment->intentId === $intent->id) {
            return $payment;
        }
        if ($payment->claim === $attempt->id && $payment->state->isPayable()) {
            $this->store->execute(
                "UPDATE {payments} SET intent_id = ?, claim = NULL, state = 'open' WHERE order_id = ?",
                [$intent->id, $payment->orderId],
            );

            return $this->payment($payment->orderId) ?? $payment;
        }
        if ($intent->isPayable()) {
            $this->retire($intent->id);
        }

        return $payment;
    }

    private function retire(?string $intentId): void
    {
        $this->store->execute(
            "UPDATE {attempts} SET role = 'surplus', check_at = ? WHERE intent_id = ? AND role = 'own' AND status IN ('', 'Created')",
            [$this->store->time->now(), $intentId],
        );
    }

    private function see(OrderPayment $payment, Attempt $attempt, Intent $intent): void
    {
        $now = $this->store->time->now();
        $this->store->execute(
            'UPDATE {attempts} SET status = ?, captured = ?, refunded = ?, checks = checks + 1 WHERE id = ?',
            [
                $intent->status->value ?? $attempt->status,
                max($attempt->captured, $intent->captured() ?? 0),
                max($attempt->refunded, $intent->status === PaymentIntentStatus::Reversed ? $intent->captured() ?? 0 : $intent->refunded),
                $attempt->id,
            ],
        );
        if ($intent->isPayable() && $payment->intentId !== $intent->id) {
            return; // surplus: retire() has set when it is looked at
        }
        $checkAt = match ($intent->status) {
            PaymentIntentStatus::Canceled, PaymentIntentStatus::Refunded, PaymentIntentStatus::Reversed => null,
            PaymentIntentStatus::Captured => Schedule::paid($now, $attempt->askedAt),
            default => Schedule::unpaid($now, $attempt->askedAt),
        };
        $this->store->execute('UPDATE {attempts} SET check_at = ? WHERE id = ?', [$checkAt, $attempt->id]);
    }

    private function paid(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if (!$payment->state->isPayable() && $payment->intentId !== $intent->id) {
            $this->extra($payment, $attempt, $intent);
            $this->bookRefunds($payment, $attempt, $intent);

            return;
        }
        $captured = $intent->captured();
        [$state, $why] = match (true) {
            $intent->status === PaymentIntentStatus::Reversed => [OrderState::Reversed, null],
            $captured === null => [OrderState::Review, 'Dojo says that money was captured, but not how much.'],
            $captured > 0 && $intent->refunded >= $captured => [OrderState::Refunded, null],
            $order === null => [OrderState::Review, 'it was paid after the order had been deleted.'],
            !$order->isForSale => [OrderState::Review, 'it was paid after the order had been canceled.'],
            $intent->currencyCode !== $order->currencyCode, $intent->capturedForGoods() < $order->amount => [
                OrderState::Review,
                sprintf(
                    'it costs %s, but %s was paid.',
                    Words::money($order->amount, $order->currencyCode),
                    Words::money((int) $intent->capturedForGoods(), $intent->currencyCode),
                ),
            ],
            default => [OrderState::Paid, null],
        };
        $this->move($payment, $order, $attempt, $state);
        if ($why !== null && $payment->state->rank() <= OrderState::Review->rank()) {
            $this->outbox->add("review:$intent->id:" . ($captured ?? ''), $payment->orderId, Effect::NOTE, [
                'text' => "Please look at order $payment->orderId: $why Nothing was delivered. Payment: $intent->id.",
            ]);
        }
        $this->bookRefunds($this->payment($payment->orderId) ?? $payment, $attempt, $intent);
    }

    private function authorised(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if (!$payment->state->isPayable() && $payment->intentId !== $intent->id) {
            $this->extra($payment, $attempt, $intent);

            return;
        }
        $this->move($payment, $order, $attempt, OrderState::Authorised);
        if ($order === null || !$order->isForSale || $intent->currencyCode !== $order->currencyCode || $intent->amount < $order->amount) {
            $this->outbox->add("authorised:$intent->id", $payment->orderId, Effect::NOTE, ['text' => sprintf(
                'Please look at order %s before you capture its payment %s: %s was authorised, which is not what the shop asks for it.',
                $payment->orderId,
                $intent->id,
                Words::money($intent->amount, $intent->currencyCode),
            )]);
        }
    }

    /** Canceled, expired or released: nothing was taken. Only the current intent closes its order. */
    private function closed(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if ($payment->intentId === $intent->id && in_array($payment->state, [OrderState::Open, OrderState::Authorised], true)) {
            $this->move($payment, $order, $attempt, OrderState::Closed);
        }
    }

    /** The second payment of an order. The goods are paid with the first. */
    private function extra(OrderPayment $payment, Attempt $attempt, Intent $intent): void
    {
        $this->store->execute("UPDATE {attempts} SET role = 'extra' WHERE id = ?", [$attempt->id]);
        if ($intent->status === PaymentIntentStatus::Reversed) {
            return; // it is given back already
        }
        $captured = $intent->captured();
        $this->outbox->add("extra:$intent->id", $payment->orderId, Effect::EXTRA, [
            'intent' => $intent->id,
            'amount' => $captured ?? $intent->amount,
            'text' => sprintf(
                'Order %s has been paid twice: with %s and again with %s (%s). Please %s the second payment.',
                $payment->orderId,
                $payment->intentId,
                $intent->id,
                Words::money($captured === 0 || $captured === null ? $intent->amount : $captured, $intent->currencyCode),
                $intent->status === PaymentIntentStatus::Authorized ? 'release' : 'refund',
            ),
        ]);
    }

    /** One step of an order, with what the shop does because of it, committed together. */
    private function move(OrderPayment $payment, ?Order $order, Attempt $attempt, OrderState $state): void
    {
        $isRelease = $state === OrderState::Closed && $payment->state === OrderState::Authorised;
        if ($state->rank() <= $payment->state->rank() && !$isRelease) {
            return;
        }
        if ($payment->intentId !== $attempt->intentId) {
            $this->retire($payment->intentId); // this one was paid, so that one must not be
        }
        $this->store->execute(
            'UPDATE {payments} SET state = ?, intent_id = ?, claim = NULL WHERE order_id = ?',
            [$state->value, $attempt->intentId, $payment->orderId],
        );
        $now = $this->attempt($attempt->id) ?? $attempt;
        $id = "$state->value:$attempt->intentId";
        if ($order !== null) {
            $this->orders->apply($order, new Change($id, $state, (string) $attempt->intentId, $now->captured, $now->refunded, $now->currencyCode));
        }
        $this->outbox->add($id, $payment->orderId, Effect::MOVED, ['state' => $state->value, 'intent' => $attempt->intentId]);
        if (!$state->isPayable()) {
            $this->guard->settled($payment->orderId);
        }
    }

    /**
     * Money that was given back and is in none of the shop's own refunds was refunded in Dojo's portal. As long as a refund of the shop
     * is not settled, it may be the one: that is decided first.
     */
    private function bookRefunds(OrderPayment $payment, Attempt $attempt, Intent $intent): void
    {
        if ($intent->status === PaymentIntentStatus::Reversed) {
            return;
        }
        $missing = $intent->refunded - $this->refunds->sum($intent->id, Refund::DONE);
        if ($missing > 0 && !$this->refunds->hasOpen($intent->id)) {
            $refund = $this->refunds->addFromPortal($payment->orderId, $intent, $missing);
            $this->bookRefund($payment, $refund);
        }
    }

    /** In the books of the kit and of the shop. The refund of an extra payment is none of the order's. */
    private function bookRefund(OrderPayment $payment, Refund $refund): void
    {
        $sum = $this->refunds->sum($refund->intentId, Refund::DONE);
        $this->store->execute('UPDATE {attempts} SET refunded = ? WHERE intent_id = ? AND refunded < ?', [$sum, $refund->intentId, $sum]);
        $attempt = $this->attemptOf($refund->intentId);
        $order = $this->orders->find($refund->orderId);
        if ($attempt !== null && $payment->intentId === $refund->intentId) {
            if ($order !== null) {
                $this->orders->apply($order, new Change(
                    "refund:$refund->id",
                    null,
                    $refund->intentId,
                    $attempt->captured,
                    $attempt->refunded,
                    $attempt->currencyCode,
                    $refund,
                ));
            }
            if ($attempt->captured > 0 && $attempt->refunded >= $attempt->captured) {
                $this->move($payment, $order, $attempt, OrderState::Refunded);
            }
        }
        $this->outbox->add("refund:$refund->id", $refund->orderId, Effect::REFUNDED, [
            'refund' => $refund->id, 'amount' => $refund->amount, 'source' => $refund->source, 'intent' => $refund->intentId,
        ]);
    }
}
