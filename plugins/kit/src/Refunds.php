<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;

/**
 * Gives money back. A refund is written down before it is sent, and its id is the idempotency key: the second click, the second tab and
 * reconcile after a crash all ask for the same refund, and Dojo makes one.
 */
final class Refunds
{
    /** How long Dojo remembers a refund's key is not documented. After this many seconds the kit does not rely on it alone. */
    private const KEY_SECONDS = 86400;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Books $books,
        private readonly RefundBooks $refundBooks,
        private readonly RefundRows $rows,
        private readonly Intents $intents,
        private readonly Identity $identity,
        private readonly Outbox $outbox,
    ) {
    }

    /** An id for a new refund. Make it when the form is made, not when it is sent. */
    public static function newId(): string
    {
        return 'refund-' . bin2hex(random_bytes(12));
    }

    /**
     * Refunds a payment, in full or in part. With an id that was used before, it continues with that refund.
     *
     * @param string $id 8 to 100 characters out of A-Z a-z 0-9 _ -, a new one for each refund: see newId()
     * @param int $amount in minor units
     * @param ?string $intentId the payment, if it is not the order's own: that of an Effect::EXTRA
     * @return Refund done, or refused before; if it throws, ask find() how it is
     * @throws NotPossible nothing was sent
     * @throws DojoException the refund is refused, or still open: find() tells; reconcile sends an open one again with the same key
     * @throws UnconfirmedSite
     */
    public function refund(string $id, string $orderId, int $amount, string $reason = '', ?string $intentId = null): Refund
    {
        $this->identity->mustBeConfirmed();
        if (preg_match('/^[A-Za-z0-9_-]{8,100}$/D', $id) !== 1) {
            throw new \InvalidArgumentException('A refund\'s id has 8 to 100 characters out of A-Z a-z 0-9 _ -.');
        }
        $intentId ??= $this->books->payment($orderId)?->intentId;
        $known = $this->rows->find($id);
        if ($known === null) {
            $known = $this->reserve($id, $orderId, $amount, $reason, $intentId);
        }
        $this->mustBeReachable($known);
        if ($known->orderId !== $orderId || $known->amount !== $amount || $known->intentId !== $intentId) {
            throw new NotPossible('This form was sent before, with another amount or for another order. Please open it again.');
        }

        return $known->isOpen ? $this->send($known) : $known;
    }

    public function find(string $id): ?Refund
    {
        return $this->rows->find($id);
    }

    /** @return list<Refund> including those from Dojo's portal */
    public function ofOrder(string $orderId): array
    {
        return $this->rows->ofOrder($orderId);
    }

    /** What of a payment can still be refunded, as far as the store knows; refund() asks Dojo first. */
    public function left(string $orderId, ?string $intentId = null): int
    {
        return $this->refundBooks->left($intentId ?? $this->books->payment($orderId)->intentId ?? '');
    }

    /**
     * Sends a refund that is written down, for the first time or again.
     *
     * @throws DojoException
     */
    public function send(Refund $refund): Refund
    {
        $refund = $this->rows->find($refund->id) ?? $refund; // with the outcome of its earlier calls
        if ($this->isMadeLongAgo($refund)) {
            $this->refundBooks->made($refund, null);
            $this->outbox->perform($refund->orderId);
        }
        if (!$this->rows->beginTry($refund->id)) {
            return $this->rows->find($refund->id) ?? $refund; // settled by another process
        }
        try {
            $made = $this->dojo->refundPaymentIntent(
                $refund->intentId,
                ['amount' => $refund->amount] + ($refund->reason === '' ? [] : ['refundReason' => $refund->reason]),
                idempotencyKey: $refund->id,
            );
        } catch (DojoException $e) {
            if (!$e->outcomeUnknown()) {
                $this->rows->endTry($refund->id);
                if (Words::isFinal($e)) {
                    $this->refused($refund, $e);
                }
            }
            $this->rows->postpone($refund->id);
            throw $e;
        }
        $this->refundBooks->made($refund, $made['refundId']);
        try {
            $this->intents->refresh($refund->intentId);
        } catch (DojoException) {
            /* The refund is in the books. What else has happened to the payment is learned later. */
        }
        $this->outbox->perform($refund->orderId);

        return $this->rows->find($refund->id) ?? $refund;
    }

    /**
     * Whether a call whose response was lost has made it: Dojo shows that so much was given back. Asked only if Dojo may have forgotten
     * the key, because a refund in the portal looks the same.
     */
    private function isMadeLongAgo(Refund $refund): bool
    {
        if (!$refund->isOpen || $refund->tries === 0 || $refund->askedAt + self::KEY_SECONDS > $this->store->time->now()) {
            return false;
        }
        $this->rows->postpone($refund->id);
        $intent = $this->intents->refresh($refund->intentId);

        return $intent !== null && $this->refundBooks->isMissing($intent, $refund->amount);
    }

    private function reserve(string $id, string $orderId, int $amount, string $reason, ?string $intentId): Refund
    {
        $attempt = $intentId === null ? null : $this->books->attemptOf($intentId);
        if ($attempt === null || $attempt->orderId !== $orderId) {
            throw new NotPossible('This order has no payment that could be refunded.');
        }
        $this->identity->mustBeOurs($attempt);
        if ($amount < 1) {
            throw new NotPossible('The amount to refund must be above 0.');
        }
        if ($this->intents->refresh((string) $attempt->intentId) === null) { // what was refunded in the portal comes off first
            throw new NotPossible($this->identity->whyUnknown($attempt));
        }
        $now = $this->store->time->now();
        $refund = new Refund(
            $id,
            $orderId,
            (string) $attempt->intentId,
            $amount,
            Text::shorten($reason, 200),
            Refund::SENDING,
            null,
            0,
            'shop',
            $now,
            $now,
        );
        $this->refundBooks->reserve($refund);

        return $this->rows->find($id) ?? throw new \LogicException("The refund $id was written, but cannot be read.");
    }

    /**
     * Dojo does not accept it. If the outcome of an earlier call is unknown, that call may have made the refund: then what counts is how
     * much Dojo says was given back. With the key of another account, Dojo says nothing.
     */
    private function refused(Refund $refund, DojoException $e): void
    {
        if ($this->refundBooks->refused($refund, $e->getMessage())) {
            return;
        }
        try {
            $intent = $this->intents->refresh($refund->intentId);
        } catch (DojoException) {
            return; // decided at the next try
        }
        if ($intent !== null && $this->refundBooks->isMissing($intent, $refund->amount)) {
            $this->refundBooks->made($refund, null);
        } elseif ($intent !== null && $refund->triedAt + Schedule::UNKNOWN_SECONDS <= $this->store->time->now()) {
            $this->refundBooks->refused($refund, $e->getMessage(), evenIfTried: true);
        }
    }

    private function mustBeReachable(Refund $refund): void
    {
        $attempt = $this->books->attemptOf($refund->intentId);
        if ($attempt !== null && $refund->isOpen) {
            $this->identity->mustBeOurs($attempt);
        }
    }
}
