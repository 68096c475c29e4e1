<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Captures, refunds, reversals and later charges. */
final class MoneyMoves
{
    public function __construct(
        private readonly Payments $payments,
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly SetupIntents $setupIntents,
        private readonly Faults $faults,
    ) {
    }

    public static function isRefund(Request $request): bool
    {
        return $request->method === 'POST' && preg_match('~^/payment-intents/[^/]+/refunds/?$~D', $request->path) === 1;
    }

    /** @return array<string, string> */
    public function capture(Call $call): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        $amount = $call->body->integer('amount');
        $tips = $call->body->integerOrNull('tipsAmount');
        if ($amount < 1) {
            throw Problem::field('Amount', 'The value must be 1 or more, in minor units.');
        }
        if ($tips !== null && $tips < 0) {
            throw Problem::field('TipsAmount', 'The value must be 0 or more, in minor units.');
        }
        $left = $intent->capturable();
        if ($left === 0) {
            throw new Problem(409, 'There is nothing to capture: the payment intent is ' . $intent->status()
                . ' and its capture mode is ' . $intent->captureMode() . '.');
        }
        if ($amount > $left || ($tips ?? 0) > $left - $amount) {
            throw Problem::field('Amount', "Only $left of the authorised amount is left to capture.");
        }

        return ['message' => 'The capture was successful.', 'captureId' => $this->payments->capture($intent, $amount, $tips)];
    }

    /** @return array<array-key, mixed> */
    public function refund(Call $call): array
    {
        $key = $call->request->header('idempotencyKey') ?? '';
        if ($key === '' || strlen($key) > 100) {
            throw Problem::field('idempotencyKey', $key === ''
                ? 'A refund needs the idempotencyKey header.'
                : 'The idempotencyKey header must be at most 100 characters long.');
        }
        $request = self::fingerprint($call);
        $replay = $this->store->replay($call->account, $key);
        if ($replay !== null) {
            if ($replay['request'] !== $request) {
                throw new Problem(400, 'The idempotencyKey has been used for another refund. A new refund needs a new key.');
            }

            return JsonObject::decode($replay['result'])->all();
        }
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        $amount = $call->body->integer('amount');
        $this->checkRefund($intent, $amount);
        $this->payments->refund($intent, $amount);
        $id = Ids::make('rfnd');
        $refund = [
            'paymentIntentId' => $intent->id(),
            'refundId' => $id,
            'refundReason' => $call->body->textOrNull('refundReason'),
            'notes' => $call->body->textOrNull('notes'),
        ];
        $this->store->put('refund', $call->account, [
            'id' => $id, 'shown' => $refund, 'amount' => $amount, 'createdAt' => Clock::iso($this->clock->now()),
        ]);
        $this->store->remember($call->account, $key, $request, json_encode($refund, JSON_THROW_ON_ERROR));

        return $refund;
    }

    /** @return array<array-key, mixed> */
    public function getRefund(Call $call): array
    {
        $refund = $this->store->get('refund', $call->parameter('refundId'), $call->account)
            ?? throw new Problem(400, 'There is no such refund.');

        return $refund->object('shown')->all();
    }

    /** @return array<string, string> */
    public function reverse(Call $call): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        $this->checkReversal($intent);
        $intent->set(['status' => 'Reversed']);
        $intent->captured = 0;
        $this->payments->save($intent);

        return ['message' => 'The reversal was successful.', 'reversalId' => Ids::make('rvs')];
    }

    /** @return array<string, string> */
    public function charge(Call $call): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        $setup = $this->chargeable($intent, $call->account);
        if ($setup->instrument === null || $setup->status() !== 'Authorized') {
            throw new Problem(400, 'The setup intent must be Authorized, but it is ' . $setup->status() . '.');
        }
        if ($intent->status() !== 'Created') {
            throw new Problem(400, 'The payment intent is ' . $intent->status() . ' and cannot be charged.');
        }
        $fault = $this->faults->outcome();
        $answer = ['paymentIntentId' => $intent->id()];
        if ($fault === 'fail') {
            $intent->attempts++;
            $this->payments->save($intent);

            return $answer + ['status' => 'Failed', 'message' => 'The acquirer could not be reached.'];
        }
        if (!$this->payments->pay($intent, $setup->instrument->withOutcome($fault === 'decline' ? 'decline' : 'success'))) {
            return $answer + ['status' => 'Declined', 'message' => 'The card was declined.'];
        }
        $this->setupIntents->charged($setup);

        return $answer + ['status' => 'Successful', 'message' => $intent->fields()->object('paymentDetails')->text('message')];
    }

    private function chargeable(PaymentIntent $intent, string $account): SetupIntent
    {
        $id = $intent->fields()->textOrNull('setupIntentId')
            ?? throw new Problem(400, 'Only an intent with a setupIntentId can be charged: a charge is a payment that the merchant starts.');

        return SetupIntent::ofStored($this->store->get(SetupIntent::KIND, $id, $account)
            ?? throw new Problem(400, 'The setup intent must be Authorized, but it is deleted.'));
    }

    /** The same for two refunds that mean the same: their fields may be in any order, and null is the same as absent. */
    private static function fingerprint(Call $call): string
    {
        $body = $call->body->withoutNulls()->all();
        ksort($body);

        return hash('sha256', Json::encode([$call->parameter('paymentIntentId'), $body]));
    }

    private function checkRefund(PaymentIntent $intent, int $amount): void
    {
        if ($amount < 1) {
            throw Problem::field('Amount', 'The value must be 1 or more, in minor units.');
        }
        $left = $intent->refundable();
        if ($left === 0) {
            throw new Problem(400, 'Only a captured payment can be refunded, but this payment intent is ' . $intent->status() . '.');
        }
        // The last attempt is the one that paid.
        if ($intent->attempts > 1 && $this->faults->refusesRefund()) {
            throw new Problem(400, 'A payment intent with a failed payment attempt cannot be refunded.');
        }
        if ($amount > $left) {
            throw Problem::field('Amount', "Only $left of the captured amount is left to refund.");
        }
    }

    private function checkReversal(PaymentIntent $intent): void
    {
        if ($intent->status() === 'Authorized') {
            return;
        }
        $why = match (true) {
            $intent->status() !== 'Captured' => 'it is ' . $intent->status(),
            !$intent->isAuto() => 'its authorisation has been captured, so refund it',
            $intent->refunded() > 0 => 'part of it has been refunded',
            $intent->paidAt + Payments::REVERSAL_SECONDS <= $this->clock->now() => 'it was paid more than 7 days ago, so refund it',
            default => null,
        };
        if ($why !== null) {
            throw new Problem(409, "The payment intent cannot be reversed: $why.");
        }
    }
}
