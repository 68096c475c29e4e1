<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** An order's refunds in the books. Every change is one transaction that begins with the lock of the order's row. */
final class RefundBooks
{
    public function __construct(
        private readonly Store $store,
        private readonly PaymentRows $payments,
        private readonly Attempts $attempts,
        private readonly RefundRows $rows,
        private readonly Steps $steps,
    ) {
    }

    /** What of a payment can still be refunded, as far as the store knows. */
    public function left(string $intentId): int
    {
        $attempt = $this->attempts->ofIntent($intentId);

        return $attempt === null ? 0 : max(0, $attempt->captured - $attempt->refunded - $this->rows->sum($intentId, Refund::SENDING));
    }

    /**
     * Writes a refund down before it is sent, if enough is left. One at a time for each payment: if the outcome of two were unknown, it
     * could not be found out which of them Dojo has made. A NotPossible says what is left.
     */
    public function reserve(Refund $refund): void
    {
        $this->store->transaction(function () use ($refund): void {
            $this->payments->lock($refund->orderId);
            if ($this->rows->find($refund->id) !== null) {
                return; // the same form was sent twice
            }
            if ($this->rows->hasOpen($refund->intentId)) {
                throw new NotPossible('An earlier refund of this payment is not confirmed yet. Please wait a few minutes.');
            }
            $left = $this->left($refund->intentId);
            if ($refund->amount > $left) {
                $currencyCode = $this->attempts->ofIntent($refund->intentId)->currencyCode ?? 'GBP';
                throw new NotPossible('Only ' . Words::money($left, $currencyCode) . ' of this payment is left to refund.');
            }
            $this->rows->add($refund);
        });
    }

    /** A refund that Dojo has confirmed. Does nothing the second time. */
    public function made(Refund $refund, ?string $refundId): void
    {
        $this->store->transaction(function () use ($refund, $refundId): void {
            $payment = $this->payments->lock($refund->orderId);
            if ($this->rows->done($refund, $refundId)) {
                $this->book($payment, $this->rows->find($refund->id) ?? $refund);
                $this->attempts->lookSoon($refund->intentId); // what else has happened to it
            }
        });
    }

    /**
     * A refund that Dojo does not accept.
     *
     * @param bool $evenIfTried although there was a call whose outcome is unknown
     * @return bool false if it is not settled by that: that call may have made it
     */
    public function refused(Refund $refund, string $why, bool $evenIfTried = false): bool
    {
        return $this->store->transaction(function () use ($refund, $why, $evenIfTried): bool {
            $this->payments->lock($refund->orderId);
            if ($this->rows->refused($refund, $evenIfTried)) {
                $this->attempts->lookSoon($refund->intentId);
                $this->steps->tellStaff(
                    "refused:$refund->id",
                    $refund->orderId,
                    "Dojo refused the refund $refund->id of order $refund->orderId, and no money was given back: $why",
                );
            }

            return $this->rows->find($refund->id)?->isOpen !== true;
        });
    }

    /**
     * In a transaction of the order: money that was given back and is in none of the shop's own refunds was refunded in Dojo's portal.
     * While a refund of the shop is open, the money may be that refund's, so nothing is booked until it is settled.
     */
    public function bookPortal(string $orderId, Intent $intent): void
    {
        $missing = $intent->refunded - $this->rows->sum($intent->id, Refund::DONE);
        if ($missing > 0 && $intent->status !== \Dojo\PaymentIntentStatus::Reversed && !$this->rows->hasOpen($intent->id)) {
            $this->book($this->payments->open($orderId), $this->rows->addFromPortal($orderId, $intent, $missing));
        }
    }

    /** Whether money was given back that is in no refund of the books. */
    public function isMissing(Intent $intent, int $amount): bool
    {
        return $intent->refunded - $this->rows->sum($intent->id, Refund::DONE) >= $amount;
    }

    private function book(OrderPayment $payment, Refund $refund): void
    {
        $this->attempts->gaveBackAtLeast($refund->intentId, $this->rows->sum($refund->intentId, Refund::DONE));
        $this->steps->refund($payment, $refund);
    }
}
