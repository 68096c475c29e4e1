<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Writes a step of an order that Books has decided: in the kit's tables, in the shop's, and into the outbox, all in one transaction. */
final class Steps
{
    public function __construct(
        private readonly PaymentRows $payments,
        private readonly Attempts $attempts,
        private readonly Orders $orders,
        private readonly Outbox $outbox,
        private readonly Guard $guard,
    ) {
    }

    /** An order only moves forward, with one exception: a release makes an authorised order closed. */
    public function move(OrderPayment $payment, ?Order $order, string $intentId, OrderState $state): void
    {
        $isRelease = $state === OrderState::Closed && $payment->state === OrderState::Authorised;
        if ($state->rank() <= $payment->state->rank() && !$isRelease) {
            return;
        }
        if ($payment->intentId !== null && $payment->intentId !== $intentId) {
            $this->attempts->retire($payment->intentId); // this one was paid, so that one must not be
        }
        $this->payments->move($payment->orderId, $state, $intentId);
        $this->apply($order, "$state->value:$intentId", $state, $intentId);
        $this->outbox->dropSteps($payment->orderId);
        $this->outbox->add("$state->value:$intentId", $payment->orderId, Effect::MOVED, ['state' => $state->value, 'intent' => $intentId]);
        if (!$state->isPayable()) {
            $this->guard->settled($payment->orderId);
        }
    }

    /** A further part of an authorised payment was captured: the order may stay where it is, but the shop needs the new sum. */
    public function captured(string $orderId, ?Order $order, string $intentId): void
    {
        $payment = $this->payments->open($orderId);
        $captured = $this->attempts->ofIntent($intentId)->captured ?? 0;
        if ($payment->intentId === $intentId && $captured > $payment->told) {
            $this->apply($order, "captured:$intentId:$captured", null, $intentId);
        }
    }

    /** A refund that was made. That of an extra payment does not change the order. */
    public function refund(OrderPayment $payment, Refund $refund): void
    {
        $order = $this->orders->find($refund->orderId);
        $attempt = $this->attempts->ofIntent($refund->intentId);
        if ($attempt !== null && $payment->intentId === $refund->intentId) {
            $this->apply($order, "refund:$refund->id", null, $refund->intentId, $refund);
            if ($attempt->captured > 0 && $attempt->refunded >= $attempt->captured) {
                $this->move($payment, $order, $refund->intentId, OrderState::Refunded);
            }
        }
        $this->outbox->add("refund:$refund->id", $refund->orderId, Effect::REFUNDED, [
            'refund' => $refund->id, 'amount' => $refund->amount, 'source' => $refund->source, 'intent' => $refund->intentId,
        ]);
    }

    public function tellStaff(string $id, string $orderId, string $text): void
    {
        $this->outbox->add($id, $orderId, Effect::NOTE, ['text' => $text]);
    }

    private function apply(?Order $order, string $id, ?OrderState $state, string $intentId, ?Refund $refund = null): void
    {
        $attempt = $this->attempts->ofIntent($intentId);
        if ($order !== null && $attempt !== null) {
            $this->payments->told($order->id, $attempt->captured);
            $this->orders->apply($order, new Change($id, $state, $intentId, $attempt->captured, $attempt->refunded, $attempt->currencyCode, $refund));
        }
    }
}
