<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;
use Dojo\PaymentIntentStatus;

/**
 * Captures and releases authorised payments. Dojo has no idempotency key for captures. So each is written down with what had been
 * captured before, one is under way at a time, and one whose outcome is unknown is never sent again: the intent shows whether it
 * happened.
 */
final class Captures
{
    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Books $books,
        private readonly CaptureRows $rows,
        private readonly Intents $intents,
        private readonly Identity $identity,
        private readonly Steps $steps,
        private readonly Outbox $outbox,
    ) {
    }

    /** An id for a new capture or release. Make it when the form is made, not when it is sent. */
    public static function newId(): string
    {
        return 'capture-' . bin2hex(random_bytes(12));
    }

    /**
     * Captures an authorised payment, in full or in part. With an id that was used before, it sends nothing and returns that capture.
     *
     * @param int $amount in minor units, without tips
     * @param ?int $capturedBefore what had been captured by then, if the form showed it; without it, two forms with different ids take the
     *     money twice
     * @throws NotPossible nothing was sent
     * @throws DojoException refused, or the outcome is unknown: find() tells; reconcile finds out
     * @throws UnconfirmedSite
     */
    public function capture(string $id, string $orderId, int $amount, ?int $capturedBefore = null): Capture
    {
        if ($amount < 1) {
            throw new NotPossible('The amount to capture must be above 0.');
        }

        return $this->carryOut($id, $orderId, Capture::CAPTURE, $amount, null, $capturedBefore);
    }

    /**
     * Releases an authorised payment before anything is captured, or cancels an unpaid one. The customer is not charged.
     *
     * @param ?string $intentId the payment, if it is not the order's own: that of an Effect::EXTRA
     * @throws NotPossible nothing was sent
     * @throws DojoException refused, or the outcome is unknown: find() tells; reconcile finds out
     * @throws UnconfirmedSite
     */
    public function release(string $id, string $orderId, ?string $intentId = null): Capture
    {
        return $this->carryOut($id, $orderId, Capture::RELEASE, 0, $intentId);
    }

    public function find(string $id): ?Capture
    {
        return $this->rows->find($id);
    }

    /**
     * Finds out the outcome of one for which it is unknown.
     *
     * @throws DojoException
     */
    public function settle(Capture $capture): void
    {
        $this->rows->postpone($capture);
        $intent = $this->intents->refresh($capture->intentId);
        if ($intent === null) {
            return; // with the key of another account, Dojo says nothing about it
        }
        if (self::isDone($capture, $intent)) {
            $this->rows->done($capture);
        } elseif ($capture->askedAt + Schedule::UNKNOWN_SECONDS <= $this->store->time->now()) {
            $this->store->transaction(function () use ($capture): void {
                if ($this->rows->end($capture, Capture::REFUSED)) {
                    $this->steps->tellStaff(
                        "unmade:$capture->id",
                        $capture->orderId,
                        "The $capture->kind of order $capture->orderId did not arrive at Dojo. Please try it again.",
                    );
                }
            });
        }
        $this->outbox->perform($capture->orderId);
    }

    private static function isDone(Capture $capture, Intent $intent): bool
    {
        if ($capture->kind === Capture::RELEASE) {
            return in_array($intent->status, [PaymentIntentStatus::Canceled, PaymentIntentStatus::Reversed], true);
        }
        $captured = $intent->captured();

        return $captured === null || $captured >= $capture->capturedBefore + $capture->amount; // null: captured, but Dojo does not list it
    }

    private function carryOut(string $id, string $orderId, string $kind, int $amount, ?string $intentId, ?int $capturedBefore = null): Capture
    {
        $this->identity->mustBeConfirmed();
        if (preg_match('/^[A-Za-z0-9_-]{8,100}$/D', $id) !== 1) {
            throw new \InvalidArgumentException("The id of a $kind has 8 to 100 characters out of A-Z a-z 0-9 _ -.");
        }
        $capture = $this->known($id, $orderId, $kind, $amount);
        if ($capture !== null) {
            return $capture;
        }
        $isNew = $this->reserve($id, $orderId, $kind, $amount, $intentId, $capturedBefore);
        $capture = $this->known($id, $orderId, $kind, $amount) ?? throw new \LogicException("The $kind $id was written, but cannot be read.");
        if (!$isNew || $capture->state !== Capture::SENDING) { // if this process was very slow, staff have been told to try again
            return $capture;
        }
        try {
            $this->send($capture);
        } catch (DojoException $e) {
            if (!$e->outcomeUnknown()) {
                $this->rows->end($capture, Capture::REFUSED);
            }
            throw $e;
        }
        $this->rows->done($capture);
        try {
            $this->intents->refresh($capture->intentId);
        } catch (DojoException) {
            /* The capture is made. The order is brought up to date later. */
        }
        $this->outbox->perform($orderId);

        return $this->find($id) ?? $capture;
    }

    private function known(string $id, string $orderId, string $kind, int $amount): ?Capture
    {
        $known = $this->find($id);
        if ($known !== null && ($known->orderId !== $orderId || $known->amount !== $amount || $known->kind !== $kind)) {
            throw new NotPossible('This form was sent before, with another amount or for another order. Please open it again.');
        }

        return $known;
    }

    /** @return bool false if another request has sent the same form at this moment */
    private function reserve(string $id, string $orderId, string $kind, int $amount, ?string $intentId, ?int $capturedBefore): bool
    {
        $attempt = $this->books->attemptOf($intentId ?? $this->books->payment($orderId)->intentId ?? '');
        if ($attempt === null || $attempt->orderId !== $orderId) {
            throw new NotPossible("This order has no payment to $kind.");
        }
        $this->identity->mustBeOurs($attempt);
        $intent = $this->intents->refresh((string) $attempt->intentId) ?? throw new NotPossible($this->identity->whyUnknown($attempt));
        $this->check($kind, $amount, $intent);
        $before = $intent->captured() ?? throw new NotPossible('Dojo does not say how much was captured. Please look at the payment in the portal.');

        return $this->rows->reserve($id, $attempt, $kind, $amount, $capturedBefore ?? $before);
    }

    private function check(string $kind, int $amount, Intent $intent): void
    {
        $isAuthorised = $intent->status === PaymentIntentStatus::Authorized;
        if (!($isAuthorised || ($kind === Capture::CAPTURE ? $intent->isManual && $intent->status === PaymentIntentStatus::Captured : $intent->isPayable()))) {
            throw new NotPossible("There is nothing to $kind: the payment is " . ($intent->status->value ?? 'in a state that this version does not know') . '.');
        }
        $left = $intent->amount - ($intent->capturedForGoods() ?? 0);
        if ($kind === Capture::CAPTURE && $amount > $left) {
            throw new NotPossible('Only ' . Words::money($left, $intent->currencyCode) . ' of this payment is left to capture.');
        }
    }

    private function send(Capture $capture): void
    {
        if ($capture->kind === Capture::CAPTURE) {
            $this->dojo->capturePaymentIntent($capture->intentId, ['amount' => $capture->amount]);
        } elseif ($this->books->attemptOf($capture->intentId)?->status === PaymentIntentStatus::Created->value) {
            $this->dojo->cancelPaymentIntent($capture->intentId);
        } else {
            $this->dojo->reversePaymentIntent($capture->intentId);
        }
    }
}
