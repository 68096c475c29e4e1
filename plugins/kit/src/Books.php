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
        private readonly PaymentRows $payments,
        private readonly Attempts $attempts,
        private readonly RefundBooks $refunds,
        private readonly Steps $steps,
        private readonly Outbox $outbox,
        private readonly Identity $identity,
    ) {
    }

    public function payment(string $orderId): ?OrderPayment
    {
        return $this->payments->find($orderId);
    }

    public function attemptOf(string $intentId): ?Attempt
    {
        return $this->attempts->ofIntent($intentId);
    }

    /** @return list<Attempt> oldest first */
    public function attempts(string $orderId): array
    {
        return $this->attempts->ofOrder($orderId);
    }

    /**
     * Allows one process to create the order's next intent. Written down before Dojo is asked, so that a crash in between is noticed.
     *
     * @param Order $order what the intent will be asked for
     * @param OrderPayment $seen the order's payment as it was when the caller found that an intent is needed
     * @return bool false if something has changed since
     */
    public function claim(Order $order, OrderPayment $seen, string $attemptId): bool
    {
        return $this->store->transaction(function () use ($order, $seen, $attemptId): bool {
            $payment = $this->payments->lock($order->id);
            if (!$payment->state->isPayable() || $payment->intentId !== $seen->intentId || $payment->claim !== null) {
                return false;
            }
            $now = $this->orders->find($order->id);
            if ($now === null || !$now->isForSale || $now->amount !== $order->amount || $now->currencyCode !== $order->currencyCode) {
                return false;
            }
            $this->attempts->ask($attemptId, $order);
            $this->payments->claim($order->id, $attemptId);

            return true;
        });
    }

    /**
     * An attempt made no intent. Another one may begin.
     *
     * @param Attempt::FAILED|Attempt::LOST $state FAILED if that is certain, LOST if Dojo does not have it
     */
    public function endAttempt(Attempt $attempt, string $state): void
    {
        $this->store->transaction(function () use ($attempt, $state): void {
            $this->payments->lock($attempt->orderId);
            $this->attempts->end($attempt, $state);
            $this->payments->giveUpClaim($attempt->orderId, $attempt->id);
        });
    }

    /**
     * Brings an order up to date with one of its intents. Safe at any time, any number of times and in any order.
     *
     * @return ?string the order's id; null if the intent is not this shop's
     */
    public function bring(Intent $intent): ?string
    {
        $orderId = $this->orderOf($intent);
        if ($orderId !== null) {
            $this->store->transaction(fn () => $this->decide($orderId, $intent));
        }

        return $orderId;
    }

    /**
     * Whether an entry of a list of intents has nothing new. Decisions need the whole intent.
     *
     * @return bool false if the intent has to be fetched
     */
    public function isUnchanged(Attempt $attempt, Intent $listed): bool
    {
        if ($listed->statusText !== $attempt->status || $listed->refunded !== $attempt->refunded) {
            return false;
        }
        $state = $this->payments->find($attempt->orderId)?->state;
        $order = $state === OrderState::Open ? $this->orders->find($attempt->orderId) : null;
        $isQuiet = $listed->isPayable() ? $order !== null && $order->isForSale && $listed->asksFor($order) : $state !== OrderState::Review;
        if (!$isQuiet || Schedule::look($this->store->time->now(), $attempt->askedAt, $listed) === null) {
            return false;
        }
        $this->attempts->schedule($attempt, $listed);

        return true;
    }

    /**
     * An intent that Dojo does not know with this key. The key may be wrong today and right tomorrow, so the order stays as it is until
     * the intent is too old to be paid.
     */
    public function missing(string $intentId): void
    {
        $attempt = $this->attempts->ofIntent($intentId);
        if ($attempt === null) {
            return;
        }
        $this->store->transaction(function () use ($attempt, $intentId): void {
            $payment = $this->payments->lock($attempt->orderId);
            if (!$this->attempts->missed($attempt) && $payment->state === OrderState::Open && $payment->intentId === $intentId) {
                $this->steps->move($payment, $this->orders->find($attempt->orderId), $intentId, OrderState::Closed);
            }
        });
    }

    /**
     * The order's intent must no longer be paid, because the price has changed. It is canceled before another one is made, and that does
     * not close the order.
     */
    public function retire(string $orderId, string $intentId): void
    {
        $this->store->transaction(function () use ($orderId, $intentId): void {
            $this->payments->lock($orderId);
            $this->attempts->retire($intentId);
        });
    }

    /** An intent is this shop's if the shop asked for it: an equal reference proves nothing, as other shops may share the account. */
    private function orderOf(Intent $intent): ?string
    {
        $known = $this->attempts->ofIntent($intent->id);
        if ($known === null && ($intent->metadata[Requests::SHOP] ?? null) === $this->identity->shopId()) {
            $known = $this->attempts->find($intent->metadata[Requests::ATTEMPT] ?? '');
        }

        return $known === null || !$this->attempts->isReachable($known) ? null : $known->orderId;
    }

    private function decide(string $orderId, Intent $intent): void
    {
        $payment = $this->payments->lock($orderId);
        $attempt = $this->attempts->link($orderId, $intent);
        if (Attempt::rank($intent->status) < Attempt::rank(PaymentIntentStatus::tryFrom($attempt->status)) && $intent->status !== null) {
            return; // a newer response was handled first
        }
        $payment = $this->attach($payment, $attempt, $intent);
        $this->attempts->seen($attempt, $intent);
        $order = $this->orders->find($orderId);
        if ($intent->status === null) {
            $this->steps->tellStaff("status:$intent->id:$intent->statusText", $orderId, "The payment $intent->id of order $orderId is \"$intent->statusText\""
                . ' at Dojo, which this version of the shop does not know. Please look at it in Dojo\'s portal, and update the shop.');
        } elseif ($intent->wasPaid()) {
            $this->paid($payment, $order, $attempt, $intent);
        } elseif ($intent->status === PaymentIntentStatus::Authorized) {
            $this->authorised($payment, $order, $attempt, $intent);
        } elseif ($intent->isPayable()) {
            $this->payable($payment, $order, $attempt, $intent);
        } else {
            $this->closed($payment, $order, $attempt, $intent);
        }
    }

    /** Compare and set: the intent becomes the order's current one if its attempt holds the claim. */
    private function attach(OrderPayment $payment, Attempt $attempt, Intent $intent): OrderPayment
    {
        if ($payment->intentId === $intent->id || $payment->claim !== $attempt->id || !$payment->state->isPayable()) {
            return $payment;
        }
        if ($payment->intentId !== null) {
            $this->attempts->retire($payment->intentId); // Dojo did not show it, but may do so again
        }
        $this->payments->attach($payment->orderId, $intent->id);
        $this->outbox->dropSteps($payment->orderId); // it is not closed any more

        return $this->payments->open($payment->orderId);
    }

    /**
     * An intent that can be paid, but is not the current one, is surplus: with two, the order can be paid twice. So is the current one if
     * its amount is not the order's price, or if it is so old that reconcile no longer looks at it.
     */
    private function payable(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        $isTooOld = Schedule::look($this->store->time->now(), $attempt->askedAt, $intent) === null;
        if ($payment->intentId !== $intent->id || $order === null || !$order->isForSale || !$intent->asksFor($order) || $isTooOld) {
            $this->attempts->retire($intent->id);
        }
    }

    private function paid(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if (!$payment->state->isPayable() && $payment->intentId !== $intent->id) {
            $this->extra($payment, $attempt, $intent);
        } elseif ($intent->status !== PaymentIntentStatus::Reversed || $payment->intentId === $intent->id) { // another's reversal leaves it to be paid
            [$state, $why] = $this->judge($order, $intent);
            if ($why !== null && $payment->state->rank() <= OrderState::Review->rank()) {
                $this->steps->tellStaff(
                    "review:$intent->id:" . ($intent->captured() ?? ''),
                    $payment->orderId,
                    "Please look at order $payment->orderId: $why Nothing was delivered. Payment: $intent->id.",
                );
            }
            $this->steps->move($payment, $order, $intent->id, $state);
            $this->steps->captured($payment->orderId, $order, $intent->id);
        }
        $this->refunds->bookPortal($payment->orderId, $intent);
    }

    /** @return array{OrderState, ?string} the order's new state, and why staff have to look at it */
    private function judge(?Order $order, Intent $intent): array
    {
        $captured = $intent->captured();

        return match (true) {
            $intent->status === PaymentIntentStatus::Reversed => [OrderState::Reversed, null],
            $captured === null => [OrderState::Review, 'Dojo says that money was captured, but not how much.'],
            $captured > 0 && $intent->refunded >= $captured => [OrderState::Refunded, null],
            $order === null => [OrderState::Review, 'it was paid after the order had been deleted.'],
            !$order->isForSale => [OrderState::Review, 'it was paid when the order was no longer for sale.'],
            $intent->currencyCode !== $order->currencyCode, $intent->capturedForGoods() !== $order->amount => [
                OrderState::Review,
                sprintf(
                    'it costs %s, but %s was paid.',
                    Words::money($order->amount, $order->currencyCode),
                    Words::money((int) $intent->capturedForGoods(), $intent->currencyCode),
                ),
            ],
            default => [OrderState::Paid, null],
        };
    }

    private function authorised(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if (!$payment->state->isPayable() && $payment->intentId !== $intent->id) {
            $this->extra($payment, $attempt, $intent);

            return;
        }
        $this->steps->move($payment, $order, $intent->id, OrderState::Authorised);
        if ($order === null || !$order->isForSale || !$intent->asksFor($order)) {
            $this->steps->tellStaff("authorised:$intent->id:note", $payment->orderId, sprintf(
                'Please look at order %s before you capture its payment %s: %s was authorised, which is not what the shop asks for it.',
                $payment->orderId,
                $intent->id,
                Words::money($intent->amount, $intent->currencyCode),
            ));
        }
    }

    /** Canceled, expired or released: nothing was taken. Only the current intent closes its order. */
    private function closed(OrderPayment $payment, ?Order $order, Attempt $attempt, Intent $intent): void
    {
        if ($payment->intentId !== $intent->id || !in_array($payment->state, [OrderState::Open, OrderState::Authorised], true)) {
            return;
        }
        if ($payment->state === OrderState::Open && $attempt->role === Attempt::SURPLUS) {
            $this->payments->detach($payment->orderId); // the kit canceled it, to make another one

            return;
        }
        $this->steps->move($payment, $order, $intent->id, OrderState::Closed);
        foreach ($this->attempts->callExtras($payment->orderId) as $extra) {
            $this->steps->tellStaff("instead:$extra", $payment->orderId, "The payment $intent->id of order $payment->orderId was released. The second"
                . " payment of this order, $extra, now counts as its payment.");
        }
    }

    /** The second payment of an order. The goods are paid with the first. */
    private function extra(OrderPayment $payment, Attempt $attempt, Intent $intent): void
    {
        $this->attempts->markExtra($attempt);
        if ($intent->status === PaymentIntentStatus::Reversed) {
            return; // it is given back already
        }
        $isAuthorised = $intent->status === PaymentIntentStatus::Authorized;
        $amount = $isAuthorised ? $intent->amount : $intent->captured() ?? $intent->amount;
        $id = "extra:$intent->id" . ($attempt->status === PaymentIntentStatus::Authorized->value && !$isAuthorised ? ':captured' : '');
        $this->outbox->add($id, $payment->orderId, Effect::EXTRA, [
            'intent' => $intent->id,
            'amount' => $amount,
            'action' => $isAuthorised ? Capture::RELEASE : 'refund',
            'text' => sprintf(
                'Order %s has been paid twice: with %s and again with %s (%s). Please %s the second payment.',
                $payment->orderId,
                $payment->intentId,
                $intent->id,
                Words::money($amount, $intent->currencyCode),
                $isAuthorised ? Capture::RELEASE : 'refund',
            ),
        ]);
    }
}
