<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;
use Dojo\PaymentIntentStatus;

/**
 * Captures and releases authorised payments. A capture has no idempotency key at Dojo. So it is written down with what had been
 * captured before, one is under way at a time, and one whose outcome is unknown is never sent again: what Dojo says of the
 * intent tells whether it happened.
 */
final class Captures
{
    /** A call that got no response is over for certain after so many seconds. */
    private const UNKNOWN_SECONDS = 900;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Books $books,
        private readonly Intents $intents,
        private readonly Identity $identity,
        private readonly Outbox $outbox,
    ) {
    }

    /** An id for a new capture or release. Make it when the form is made, not when it is sent. */
    public static function newId(): string
    {
        return 'capture-' . bin2hex(random_bytes(12));
    }

    /**
     * Captures an authorised payment, in full or in part. With an id that was given before, it sends nothing and says how that one is.
     *
     * @param int $amount in minor units, without tips
     * @throws NotPossible nothing was sent
     * @throws DojoException refused, or the outcome is unknown: find() tells; reconcile finds out
     * @throws UnconfirmedSite
     */
    public function capture(string $id, string $orderId, int $amount): Capture
    {
        if ($amount < 1) {
            throw new NotPossible('The amount to capture must be above 0.');
        }

        return $this->carryOut($id, $orderId, Capture::CAPTURE, $amount, null);
    }

    /**
     * Gives an authorised payment back before anything is captured, or cancels one that has not been paid. The customer is not charged.
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
        $row = $this->store->row('SELECT * FROM {captures} WHERE id = ?', [$id]);

        return $row === null ? null : Capture::fromRow($row);
    }

    /** @return list<Capture> */
    public function due(int $limit): array
    {
        return array_map(Capture::fromRow(...), $this->store->select(
            "SELECT * FROM {captures} WHERE state = 'sending' AND check_at <= ? ORDER BY check_at LIMIT " . $limit,
            [$this->store->time->now()],
        ));
    }

    /**
     * Finds out what came of one whose outcome is unknown.
     *
     * @throws DojoException
     */
    public function settle(Capture $capture): void
    {
        $now = $this->store->time->now();
        $this->store->execute('UPDATE {captures} SET checks = checks + 1, check_at = ? WHERE id = ?', [Schedule::retry($now, $capture->checks), $capture->id]);
        $intent = $this->intents->refresh($capture->intentId);
        $isDone = $intent !== null && match ($capture->kind) {
            Capture::CAPTURE => ($intent->captured() ?? 0) >= $capture->capturedBefore + $capture->amount,
            default => in_array($intent->status, [PaymentIntentStatus::Canceled, PaymentIntentStatus::Reversed], true),
        };
        if ($isDone) {
            $this->end($capture, Capture::DONE);
        } elseif ($capture->askedAt + self::UNKNOWN_SECONDS <= $now) {
            $this->end($capture, Capture::REFUSED);
            $this->outbox->add("unmade:$capture->id", $capture->orderId, Effect::NOTE, [
                'text' => "The $capture->kind of order $capture->orderId did not arrive at Dojo. Please try it again.",
            ]);
        }
        $this->outbox->perform($capture->orderId);
    }

    private function carryOut(string $id, string $orderId, string $kind, int $amount, ?string $intentId): Capture
    {
        $this->identity->mustBeConfirmed();
        if (preg_match('/^[A-Za-z0-9_-]{8,100}$/D', $id) !== 1) {
            throw new \InvalidArgumentException("The id of a $kind has 8 to 100 characters out of A-Z a-z 0-9 _ -.");
        }
        $known = $this->find($id);
        if ($known !== null) {
            return $known->orderId === $orderId && $known->amount === $amount && $known->kind === $kind ? $known : throw new NotPossible(
                'This form was sent before, with another amount or for another order. Please open it again.',
            );
        }
        $capture = $this->reserve($id, $orderId, $kind, $amount, $intentId);
        try {
            $captureId = $this->send($capture);
        } catch (DojoException $e) {
            if (!$e->outcomeUnknown()) {
                $this->end($capture, Capture::REFUSED);
            }
            throw $e;
        }
        $this->end($capture, Capture::DONE, $captureId);
        try {
            $this->intents->refresh($capture->intentId);
        } catch (DojoException) {
            /* It is done. The order is brought up to date later. */
        }
        $this->outbox->perform($orderId);

        return $this->find($id) ?? $capture;
    }

    private function reserve(string $id, string $orderId, string $kind, int $amount, ?string $intentId): Capture
    {
        $attempt = $this->books->attemptOf($intentId ?? $this->books->payment($orderId)->intentId ?? '');
        if ($attempt === null || $attempt->orderId !== $orderId) {
            throw new NotPossible("This order has no payment to $kind.");
        }
        $this->identity->mustBeOurs($attempt);
        $intent = $this->intents->refresh((string) $attempt->intentId) ?? throw new NotPossible($this->identity->whyUnknown($attempt));
        $this->check($kind, $amount, $intent);
        $before = $intent->captured() ?? throw new NotPossible('Dojo does not say how much was captured. Please look at the payment in the portal.');
        $this->store->transaction(function () use ($id, $orderId, $kind, $amount, $attempt, $before): void {
            $this->books->lock($orderId);
            if ($this->store->row("SELECT id FROM {captures} WHERE intent_id = ? AND state = 'sending'", [$attempt->intentId]) !== null) {
                throw new NotPossible('An earlier capture or release of this payment is not confirmed yet. Please wait a few minutes.');
            }
            if ($this->books->attempt($attempt->id)?->captured !== $before) {
                throw new NotPossible('More of this payment was captured at this moment. Please look at the order again.');
            }
            $now = $this->store->time->now();
            $this->store->insert('captures', [
                'id' => $id, 'order_id' => $orderId, 'intent_id' => $attempt->intentId, 'kind' => $kind, 'amount' => $amount,
                'captured_before' => $before, 'state' => Capture::SENDING, 'capture_id' => null, 'asked_at' => $now, 'checks' => 0,
                'check_at' => Schedule::retry($now, 0),
            ]);
        });

        return $this->find($id) ?? throw new \LogicException("The $kind $id was written, but cannot be read.");
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

    /** @return ?string Dojo's id of a capture */
    private function send(Capture $capture): ?string
    {
        if ($capture->kind === Capture::CAPTURE) {
            return $this->dojo->capturePaymentIntent($capture->intentId, ['amount' => $capture->amount])['captureId'];
        }
        if ($this->books->attemptOf($capture->intentId)?->status === PaymentIntentStatus::Created->value) {
            $this->dojo->cancelPaymentIntent($capture->intentId);
        } else {
            $this->dojo->reversePaymentIntent($capture->intentId);
        }

        return null;
    }

    private function end(Capture $capture, string $state, ?string $captureId = null): void
    {
        $this->store->execute(
            "UPDATE {captures} SET state = ?, capture_id = ?, check_at = NULL WHERE id = ? AND state = 'sending'",
            [$state, $captureId, $capture->id],
        );
    }
}
