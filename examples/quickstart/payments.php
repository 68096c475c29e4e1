<?php

declare(strict_types=1);

use Dojo\Client;
use Dojo\DojoException;
use Dojo\InvalidRequestException;
use Dojo\NotFoundException;
use Dojo\PaymentIntentStatus;

/**
 * What the shop does with Dojo. The pages, the webhook and the clean-up job all go through here, so there is one place
 * that decides what an order's state is, and it decides by asking Dojo.
 *
 * @phpstan-import-type Order from Store
 * @phpstan-import-type PaymentIntent from Client
 * @phpstan-import-type CreatePaymentIntentRequest from Client
 */
final class Payments
{
    /** For so many seconds a request for an intent may be under way: a little longer than the client's timeout. */
    private const PATIENCE = 20;

    public function __construct(private Client $dojo, private Store $store)
    {
    }

    /**
     * @param Order $order
     * @return ?string the address of the checkout page to send the customer to; null where another request is just
     *     making the intent, or nobody knows yet whether one was made
     */
    public function begin(array $order): ?string
    {
        /* After a decline, a closed tab or the Back button, the customer pays the same intent: two open intents
           for one order are two chances to pay it twice. */
        $intent = $this->usableIntent($order);
        if ($intent === null) {
            if (!$this->store->claimAsking($order, self::PATIENCE)) {
                return null;
            }
            try {
                $intent = $this->dojo->createPaymentIntent($this->intentRequest($order));
            } catch (DojoException $e) {
                if (!$e->outcomeUnknown()) {
                    $this->store->clearAsking($order['id']); // no intent to look for, and no need to wait
                }
                throw $e;
            }
            $this->store->setPaymentIntent($order['id'], $intent['id']);
        } elseif ($intent['status'] !== PaymentIntentStatus::Created->value) {
            return shop_url('success.php?order=' . rawurlencode($order['id'])); // paid in another tab
        }

        return $intent['paymentLink'] ?? Client::checkoutUrl($intent['id']);
    }

    /**
     * Brings an order up to date. Safe to call at any time, from anywhere, any number of times and in any order: what
     * counts is the intent's state as fetched now, not what an event said, and the store only moves orders forward.
     */
    public function sync(string $paymentIntentId): void
    {
        $intent = $this->dojo->getPaymentIntent($paymentIntentId, returnCanceled: true);
        $order = $this->store->order((string) ($intent['reference'] ?? '')); // the reference: a webhook can be faster than checkout.php
        if ($order === null) {
            return; // an intent of another shop on the same Dojo account
        }
        if (!self::costsTheSame($intent, $order)) {
            error_log("Order {$order['id']}: $paymentIntentId is over another amount; look into it by hand.");

            return;
        }

        $status = PaymentIntentStatus::tryFrom((string) $intent['status']); // null: one that this version doesn't know
        if ($order['payment_intent_id'] !== $paymentIntentId) {
            $paid = $status?->isPaid() ?? false;
            if ($order['payment_intent_id'] !== null && !$paid) {
                return; // an earlier attempt that came to nothing
            }
            if ($paid && in_array($order['status'], ['paid', 'refunded', 'reversed'], true)) {
                error_log("Order {$order['id']} is paid twice, the second time with $paymentIntentId: refund one of them.");

                return;
            }
            $this->store->setPaymentIntent($order['id'], $paymentIntentId);
        }
        $newStatus = match ($status) {
            PaymentIntentStatus::Authorized => 'authorised',
            PaymentIntentStatus::Captured => 'paid',
            PaymentIntentStatus::Refunded => 'refunded',
            PaymentIntentStatus::Reversed => 'reversed',
            PaymentIntentStatus::Canceled => 'cancelled',
            default => 'open', // Created, also after a decline; and an unknown status must not break anything
        };
        $this->store->setRefunded($order['id'], (int) ($intent['refundedAmount'] ?? 0));
        if ($this->store->advance($order['id'], $newStatus) && $newStatus === 'paid') {
            /* Only one of webhook and return page gets here, once: send the e-mail and reserve the stock from here. */
            error_log("Order {$order['id']} is paid.");
        }
    }

    /**
     * Sends a refund that is in the store. The refund's row is its idempotency key, so the second click, the second
     * tab and the clean-up job after a crash all ask for the same refund, and Dojo makes one.
     */
    public function refund(string $id): void
    {
        $refund = $this->store->refund($id) ?? throw new LogicException("There is no refund $id.");
        $order = $this->store->order($refund['order_id']);
        $intentId = $order['payment_intent_id'] ?? throw new LogicException("The order of refund $id was never paid.");
        if ($refund['state'] !== 'sending') {
            return;
        }
        $this->store->beginTry($id);
        try {
            $answer = $this->dojo->refundPaymentIntent(
                $intentId,
                ['amount' => (int) $refund['amount'], 'refundReason' => $refund['reason']],
                idempotencyKey: $id,
            );
        } catch (DojoException $e) {
            if (!$e->outcomeUnknown()) {
                $isFinal = $e instanceof InvalidRequestException || $e instanceof NotFoundException || $e instanceof Dojo\ValidationException;
                $this->store->endTry($id, $isFinal ? 'refused' : 'sending'); // final: the same request will be refused again
            }
            throw $e; // "sending" is sent again with the same key, later
        }
        $this->store->refundIsMade($id, (string) $answer['refundId']);
        try {
            $this->sync($intentId);
        } catch (DojoException $e) {
            error_log("Refund $id is made; the order is brought up to date later: {$e->getMessage()}");
        }
    }

    /**
     * The intent of an order whose id the shop never learned, because no answer came. The API has no search by
     * reference, so this looks through the intents made since the order. Cancelled ones are of no use any more.
     *
     * @param Order $order
     * @return ?PaymentIntent
     */
    public function findLostIntent(array $order): ?array
    {
        $since = new DateTimeImmutable($order['created_at'] . ' -10 minutes'); // clocks differ
        foreach ($this->dojo->iteratePaymentIntents(['startDate' => $since]) as $intent) {
            if (($intent['reference'] ?? null) === $order['id'] && $intent['status'] !== PaymentIntentStatus::Canceled->value) {
                $this->store->setPaymentIntent($order['id'], $intent['id']);

                return $intent;
            }
        }

        if ($order['asked'] < time() - 3600) {
            $this->store->clearAsking($order['id']); // what is not there after an hour was never made
        }

        return null;
    }

    /**
     * @param Order $order
     * @return ?PaymentIntent
     */
    private function usableIntent(array $order): ?array
    {
        $intent = null;
        try {
            $intent = $order['payment_intent_id'] === null ? null : $this->dojo->getPaymentIntent($order['payment_intent_id']);
        } catch (NotFoundException) {
            /* Cancelled or expired: a new one is needed, unless it was asked for already. */
        }
        $intent ??= $order['asked'] > 0 ? $this->findLostIntent($order) : null;
        if ($intent !== null && $intent['status'] === PaymentIntentStatus::Created->value && !self::costsTheSame($intent, $order)) {
            $this->dojo->cancelPaymentIntent($intent['id']); // the price has changed; nobody may pay the old one any more
            $intent = null;
        }

        return $intent;
    }

    /**
     * Whether the intent asks for what the order costs.
     *
     * @param PaymentIntent $intent
     * @param Order $order
     */
    private static function costsTheSame(array $intent, array $order): bool
    {
        return $intent['amount']['value'] === (int) $order['amount'] && $intent['amount']['currencyCode'] === $order['currency'];
    }

    /**
     * @param Order $order
     * @return CreatePaymentIntentRequest
     */
    private function intentRequest(array $order): array
    {
        $money = ['value' => (int) $order['amount'], 'currencyCode' => $order['currency']];

        return [
            'amount' => $money,
            'reference' => $order['id'], // how webhook and clean-up find the order again; random, as other shops may share the account
            'itemLines' => [['id' => $order['product'], 'name' => products()[$order['product']]['name'], 'quantity' => 1, 'amountTotal' => $money]],
            'config' => [
                'title' => 'Corner Tea Shop',
                'redirectUrl' => shop_url('success.php?order=' . rawurlencode($order['id'])),
                'cancelUrl' => shop_url('order.php?id=' . rawurlencode($order['id'])),
                'details' => ['showTotal' => true, 'showReference' => true],
            ],
        ];
    }

    /** @return array{int, string} the HTTP status and the sentence for the customer; the details go to the log */
    public static function explain(DojoException $e): array
    {
        error_log($e::class . ': ' . $e->getMessage()); // holds no key, secret or card data

        return match (true) {
            /* It may have happened. Never say "failed": the customer would pay again. */
            $e->outcomeUnknown() => [
                503,
                'We have not heard back yet. Nothing is lost: please look at your order again in a minute.',
            ],
            /* The shop's own fault, and trying again won't help: the owner has to change something. */
            $e instanceof Dojo\ValidationException,
            $e instanceof Dojo\AuthenticationException,
            $e instanceof Dojo\PermissionException => [500, 'Payments are not available at the moment. Please contact us.'],
            /* Dojo said no, and why: an amount too large to refund, an order that is paid already. */
            $e instanceof InvalidRequestException,
            $e instanceof NotFoundException,
            $e instanceof Dojo\ConflictException => [409, 'Dojo did not accept this.'],
            /* Nothing happened: no connection was made, or Dojo asked us to slow down. */
            default => [503, 'The payment service is busy. You have not been charged; please try again in a minute.'],
        };
    }
}
