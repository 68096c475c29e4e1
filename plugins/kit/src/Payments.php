<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;

/** Begins a customer's payment, and brings orders up to date. */
final class Payments
{
    /** How long a second tab waits for the first one's intent. After that, its customer is asked to try again. */
    private const WAIT_SECONDS = 2.0;

    /** How many seconds pass before the return page of an order asks Dojo again. */
    private const LOOK_SECONDS = 5;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Orders $orders,
        private readonly Books $books,
        private readonly PaymentRows $rows,
        private readonly Attempts $attempts,
        private readonly Intents $intents,
        private readonly Requests $requests,
        private readonly Guard $guard,
        private readonly Identity $identity,
        private readonly Outbox $outbox,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Begins the payment of an order, or continues it: after a decline, a closed tab or the Back button the customer pays the same intent.
     *
     * @throws DojoException Words::of() says what to show
     * @throws TooMany the visitor has begun too many payments without paying one
     * @throws UnconfirmedSite this is a copy of the shop
     */
    public function begin(string $orderId, Visitor $visitor): Begun
    {
        $this->identity->mustBeConfirmed();
        $order = $this->orders->find($orderId) ?? throw new \InvalidArgumentException("There is no order $orderId.");
        $payment = $this->rows->open($order->id);
        if (!$payment->state->isPayable()) {
            return Begun::settled();
        }
        if (!$order->isForSale) {
            return Begun::notForSale();
        }
        if ($payment->claim !== null) {
            $payment = $this->settleClaim($payment);
            if ($payment === null) {
                return $this->await($order);
            }
        }
        if ($payment->intentId !== null && $payment->state === OrderState::Open) {
            $this->guard->count($visitor, Guard::AGAIN, $order->id, bin2hex(random_bytes(16)));
            $begun = $this->again($order, $payment->intentId);
            if ($begun !== null) {
                return $begun;
            }
            $over = $payment->intentId;
            $payment = $this->rows->open($order->id);
            if ($payment->state === OrderState::Open && $payment->intentId !== null && $payment->intentId !== $over) {
                return $this->await($order); // another tab has got the next one meanwhile
            }
        }

        return $this->create($order, $payment, $visitor);
    }

    /**
     * A client session secret for the card and wallet components, for the payment that begin() would begin. Each is good for one try.
     *
     * @return ?Intent with its clientSecret; null if there is nothing to pay, or not now: see begin()
     * @throws DojoException
     * @throws TooMany
     * @throws UnconfirmedSite
     */
    public function secret(string $orderId, Visitor $visitor): ?Intent
    {
        $begun = $this->begin($orderId, $visitor);
        if ($begun->kind !== Begun::PAY || $begun->intentId === null) {
            return null;
        }
        $this->guard->count($visitor, Guard::SECRET, $orderId, bin2hex(random_bytes(16)));

        return new Intent($this->dojo->refreshPaymentIntentSecret($begun->intentId));
    }

    /**
     * Brings an order up to date, for the page to which customers return. Anybody can open that page, so it asks Dojo only every few
     * seconds, and only while the order can still change.
     *
     * @return ?OrderPayment null if no payment was ever begun
     * @throws DojoException Books::payment() has what the store knows
     */
    public function look(string $orderId): ?OrderPayment
    {
        $payment = $this->books->payment($orderId);
        $attempt = $payment?->intentId === null ? null : $this->attempts->ofIntent($payment->intentId);
        $isOpen = $attempt !== null && $this->attempts->isReachable($attempt) && $payment->state->rank() <= OrderState::Authorised->rank();
        if ($isOpen && $this->identity->isConfirmed() && $this->store->lease("look:$orderId", bin2hex(random_bytes(8)), self::LOOK_SECONDS)) {
            $this->update((string) $attempt->intentId);
        }

        return $this->books->payment($orderId);
    }

    /**
     * Brings the order of an intent up to date, and does what follows. Does nothing if the intent was made in the other environment.
     *
     * @throws DojoException
     * @throws UnconfirmedSite
     */
    public function update(string $intentId): void
    {
        $this->identity->mustBeConfirmed();
        $this->intents->refresh($intentId);
        $orderId = $this->attempts->ofIntent($intentId)?->orderId;
        if ($orderId !== null) {
            $this->outbox->perform($orderId);
        }
    }

    /**
     * Finds out the outcome of the attempt that holds the claim, if its call can no longer be under way.
     *
     * @return ?OrderPayment the payment without the claim; null if the attempt may still be under way
     */
    private function settleClaim(OrderPayment $payment): ?OrderPayment
    {
        $attempt = $this->attempts->find((string) $payment->claim);
        $waited = $this->store->time->now() - $payment->claimedAt; // below 0 after the clock was set back
        if ($attempt === null || ($waited < $this->settings->patience && $waited > -$this->settings->patience)) {
            return null;
        }
        $intent = $this->intents->search([$attempt])[$attempt->id] ?? null;
        if ($intent === null) {
            $this->books->endAttempt($attempt, Attempt::LOST);
        } else {
            $this->books->bring($intent);
        }

        return $this->rows->open($payment->orderId);
    }

    /** Another tab is creating the intent: wait for it briefly. */
    private function await(Order $order): Begun
    {
        for ($waited = 0.0; $waited < self::WAIT_SECONDS; $waited += 0.1) {
            $this->store->time->sleep(0.1);
            $payment = $this->rows->open($order->id);
            if (!$payment->state->isPayable()) {
                return Begun::settled();
            }
            if ($payment->claim === null && $payment->intentId !== null && $payment->state === OrderState::Open) {
                return $this->again($order, $payment->intentId) ?? Begun::wait();
            }
        }

        return Begun::wait();
    }

    /** @return ?Begun null if that intent is over, and another one is needed */
    private function again(Order $order, string $intentId): ?Begun
    {
        $attempt = $this->attempts->ofIntent($intentId);
        if ($attempt === null || !$this->attempts->isReachable($attempt)) {
            return null; // made in the other environment: this key can neither see nor cancel it
        }
        $intent = $this->intents->refresh($intentId);
        $order = $this->orders->find($order->id) ?? $order; // the price may have changed since, and another tab have got an intent for it
        if ($intent !== null && $intent->isPayable() && !$this->isGood($order, $intent)) {
            $this->books->retire($order->id, $intentId);
            $intent = $this->intents->cancel($intentId);
        }
        if ($intent === null) {
            return null;
        }
        if ($intent->isPayable()) {
            return $this->isGood($order, $intent) ? Begun::pay($intent) : Begun::wait();
        }
        $this->outbox->perform($order->id);
        if ($intent->status === null) {
            return Begun::wait();
        }

        return $this->rows->open($order->id)->state->isPayable() ? null : Begun::settled();
    }

    /** Whether the customer may be sent to it: its amount is the order's price, and it is not surplus. */
    private function isGood(Order $order, Intent $intent): bool
    {
        return $intent->asksFor($order) && $this->attempts->ofIntent($intent->id)?->role === Attempt::OWN;
    }

    private function create(Order $order, OrderPayment $payment, Visitor $visitor): Begun
    {
        $attemptId = 'a' . bin2hex(random_bytes(15));
        $request = $this->requests->create($order, $attemptId);
        $this->guard->count($visitor, Guard::PAYMENT, $order->id, $attemptId);
        if (!$this->books->claim($order, $payment, $attemptId)) {
            $this->guard->forget($attemptId);

            return $this->await($order);
        }
        try {
            $intent = new Intent($this->dojo->createPaymentIntent($request));
        } catch (DojoException $e) {
            $attempt = $this->attempts->find($attemptId);
            if ($attempt !== null && !$e->outcomeUnknown()) {
                $this->books->endAttempt($attempt, Attempt::FAILED);
                $this->guard->forget($attemptId);
            }
            throw $e; // if the outcome is unknown, the claim stays, and the next request searches for the intent first
        }
        $this->books->bring($intent);
        if ($this->rows->open($order->id)->intentId === $intent->id && $this->isGood($order, $intent)) {
            return Begun::pay($intent);
        }
        /* This process was so slow that another one took its place, or the price has changed: this intent is not to be paid. */
        try {
            $this->intents->cancel($intent->id);
        } catch (DojoException $e) {
            $this->settings->log("$intent->id is not needed, and reconcile cancels it: {$e->getMessage()}");
        }

        return $this->await($order);
    }
}
