<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The payment-intent operations that move no money. */
final class PaymentIntents
{
    public const SECRET_SECONDS = 1800;
    private const NO_DATE = '0001-01-01T00:00:00Z';

    public function __construct(
        private readonly Payments $payments,
        private readonly IntentRules $rules,
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Merchant $merchant,
    ) {
    }

    public function create(Call $call): array
    {
        $request = $call->body;
        $this->rules->check($request, $call->account);
        $now = $this->clock->now();
        $id = Ids::make('pi');
        $wantsSecret = $request['generateRemoteToken'] ?? false;
        unset($request['generateRemoteToken'], $request['isNotOnlineCheckout']);
        $intent = array_filter($request, static fn (mixed $value): bool => $value !== null);
        if (isset($intent['customer'])) {
            // The secret is no longer needed; the saved card is only a preference for the checkout page.
            $intent['_savedCardId'] = $intent['customer']['savedCardId'] ?? null;
            unset($intent['customer']['secret'], $intent['customer']['savedCardId']);
        }
        $intent = [
            'id' => $id,
            'captureMode' => $request['captureMode'] ?? 'Auto',
            'cardHolderNotPresent' => $request['cardHolderNotPresent'] ?? false,
            'clientSessionSecretExpirationDate' => self::NO_DATE,
            'status' => 'Created',
            'paymentMethods' => $request['paymentMethods'] ?? ['Card'],
            'refundedAmount' => 0,
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'itemLines' => $request['itemLines'] ?? [],
            'taxLines' => $request['taxLines'] ?? [],
            'expireAt' => $request['expireAt'] ?? Clock::iso($now + Payments::UNPAID_SECONDS),
            'metadata' => ($request['metadata'] ?? []) + ['location-id' => $this->merchant->locationId($call->account)],
            'paymentLink' => $this->merchant->checkoutUrl($id),
            'terminalSessionHistory' => [],
            'captures' => [],
            '_authorized' => 0,
            '_captured' => 0,
            '_attempts' => 0,
        ] + $intent;
        $secret = $wantsSecret ? $this->newSecret($intent) : null;
        $this->payments->create($intent, $call->account);

        return $this->view($intent, $secret);
    }

    public function get(Call $call): array
    {
        $wantsCanceled = $call->flag('returnCanceled');
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if ($intent['status'] === 'Canceled' && !$wantsCanceled) {
            throw new Problem(404, 'The payment intent is canceled. Add returnCanceled=true to see it.');
        }

        return $this->view($intent);
    }

    public function cancel(Call $call): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if ($intent['status'] === 'Canceled') {
            throw new Problem(404, 'The payment intent is already canceled.');
        }
        if ($intent['status'] !== 'Created') {
            throw new Problem(400, 'Only a payment intent that is Created can be canceled, but this one is ' . $intent['status'] . '.');
        }
        $intent['status'] = 'Canceled';
        $this->payments->save($intent);
        $this->store->dropSecrets($intent['id']);

        return $this->view($this->payments->find($intent['id'], $call->account));
    }

    public function refreshSecret(Call $call): array
    {
        $intent = $this->unpaid($call, 'Only an intent that is Created can get a client session secret');
        $secret = $this->newSecret($intent);
        $this->payments->save($intent);

        return $this->view($this->payments->find($intent['id'], $call->account), $secret);
    }

    public function setTips(Call $call): array
    {
        $intent = $this->unpaid($call, 'Tips can be set only on an intent that is Created');
        if (!($intent['config']['payment']['tipsAllowed'] ?? false)) {
            throw new Problem(405, 'Tips are not allowed on payment intent');
        }
        $this->rules->checkChange($call->body, $intent, 'tipsAmount');
        $intent['tipsAmount'] = $call->body['tipsAmount'];
        $this->payments->save($intent);

        return $this->view($this->payments->find($intent['id'], $call->account));
    }

    public function setAmount(Call $call): array
    {
        $intent = $this->unpaid($call, 'The amount can be changed only on an intent that is Created');
        if (!($intent['config']['payment']['customAmountAllowed'] ?? false)) {
            throw new Problem(405, 'Custom amounts are not allowed on payment intent');
        }
        $this->rules->checkChange($call->body, $intent, 'amount');
        $intent['requestedAmount'] ??= $intent['amount'];
        $intent['amount'] = $call->body['amount'];
        foreach (['itemLines', 'taxLines'] as $lines) {
            $intent[$lines] = $call->body[$lines] ?? $intent[$lines];
        }
        $this->payments->save($intent);

        return $this->view($this->payments->find($intent['id'], $call->account));
    }

    public function sendReceipt(Call $call): null
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if (!in_array($intent['status'], ['Captured', 'Refunded'], true)) {
            throw new Problem(400, 'Only a paid intent has a receipt, but this one is ' . $intent['status'] . '.');
        }
        // Nothing is sent; /sandbox/receipts shows what would have been.
        $this->store->put('receipt', $call->account, [
            'id' => Ids::make('rcpt'),
            'paymentIntentId' => $intent['id'],
            'emails' => $call->body['emails'],
            'createdAt' => Clock::iso($this->clock->now()),
        ]);

        return null;
    }

    public function search(Call $call): array
    {
        $request = $call->body;
        $statuses = $request['statuses'] ?? [];
        $from = isset($request['startDate']) ? Clock::parse($request['startDate']) : null;
        $until = isset($request['endDate']) ? Clock::parse($request['endDate']) : null;
        if ($from !== null && $until !== null && $from > $until) {
            throw Problem::field('EndDate', 'The end date must not be before the start date.');
        }
        $matches = $this->store->newestFirst(
            'payment_intent',
            $call->account,
            $statuses,
            $from === null ? null : Clock::iso($from),
            $until === null ? null : Clock::iso($until),
        );

        return Page::of($matches, $request['cursor'] ?? [], 'Cursor.', fn (array $intent): array => $this->view($intent));
    }

    /** What the API shows of a stored intent. Only the response to the call that creates a secret shows it. */
    public function view(array $intent, ?string $secret = null): array
    {
        $total = ['value' => Payments::total($intent), 'currencyCode' => $intent['amount']['currencyCode']];
        $shown = array_filter($intent, static fn (string $name): bool => $name[0] !== '_', ARRAY_FILTER_USE_KEY);

        return $shown + [
            'clientSessionSecret' => $secret,
            'totalAmount' => $total,
            'merchantConfig' => $this->merchant->config(),
            'config' => [],
        ];
    }

    private function unpaid(Call $call, string $rule): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        if ($intent['status'] !== 'Created') {
            throw new Problem(400, $rule . ', but this one is ' . $intent['status'] . '.');
        }

        return $intent;
    }

    private function newSecret(array &$intent): string
    {
        $secret = Ids::random(120);
        $expires = $this->clock->now() + self::SECRET_SECONDS;
        $this->store->dropSecrets($intent['id']);
        $this->store->addSecret($secret, $intent['id'], $expires);
        $intent['clientSessionSecretExpirationDate'] = gmdate('Y-m-d\TH:i:s\Z', (int) $expires);

        return $secret;
    }
}
