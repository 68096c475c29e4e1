<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The payment-intent operations that move no money. */
final class PaymentIntents
{
    public const SECRET_SECONDS = 1800;
    private const UNPAID_SECONDS = 30 * 86400;

    public function __construct(
        private readonly Payments $payments,
        private readonly IntentRules $rules,
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Merchant $merchant,
    ) {
    }

    /** @return array<array-key, mixed> */
    public function create(Call $call): array
    {
        $this->rules->check($call->body, $call->account);
        $request = $call->body->withoutNulls();
        $now = $this->clock->now();
        $id = Ids::make('pi');
        $sent = $request->without('generateRemoteToken', 'isNotOnlineCheckout')->all();
        $customer = $request->object('customer');
        if ($request->has('customer')) {
            // The secret is no longer needed; the saved card is only a preference for the checkout page.
            $sent['customer'] = $customer->without('secret', 'savedCardId')->all();
        }
        $intent = new PaymentIntent(new JsonObject([
            'id' => $id,
            'captureMode' => $request->textOrNull('captureMode') ?? 'Auto',
            'cardHolderNotPresent' => $request->flag('cardHolderNotPresent'),
            'clientSessionSecretExpirationDate' => Clock::NEVER,
            'status' => 'Created',
            'paymentMethods' => $request->has('paymentMethods') ? $request->texts('paymentMethods') : ['Card'],
            'refundedAmount' => 0,
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'itemLines' => $request->list('itemLines'),
            'taxLines' => $request->list('taxLines'),
            'expireAt' => $request->textOrNull('expireAt') ?? Clock::iso($now + self::UNPAID_SECONDS),
            'metadata' => $request->object('metadata')->all() + ['location-id' => $this->merchant->locationId($call->account)],
            'paymentLink' => $this->merchant->checkoutUrl($id),
            'terminalSessionHistory' => [],
            'captures' => [],
        ] + $sent));
        $intent->savedCardId = $customer->textOrNull('savedCardId');
        $secret = $request->flag('generateRemoteToken') ? $this->newSecret($intent) : null;
        $this->payments->create($intent, $call->account);

        return $this->view($intent, $secret);
    }

    /** @return array<array-key, mixed> */
    public function get(Call $call): array
    {
        $wantsCanceled = $call->flag('returnCanceled');
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if ($intent->status() === 'Canceled' && !$wantsCanceled) {
            throw new Problem(404, 'The payment intent is canceled. Add returnCanceled=true to see it.');
        }

        return $this->view($intent);
    }

    /** @return array<array-key, mixed> */
    public function cancel(Call $call): array
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if ($intent->status() === 'Canceled') {
            throw new Problem(404, 'The payment intent is already canceled.');
        }
        if ($intent->status() !== 'Created') {
            throw new Problem(400, 'Only a payment intent that is Created can be canceled, but this one is ' . $intent->status() . '.');
        }
        $intent->set(['status' => 'Canceled']);
        $this->payments->save($intent);
        $this->store->dropSecrets($intent->id());

        return $this->view($intent);
    }

    /** @return array<array-key, mixed> */
    public function refreshSecret(Call $call): array
    {
        $intent = $this->unpaid($call, 'Only an intent that is Created can get a client session secret');
        $secret = $this->newSecret($intent);
        $this->payments->save($intent);

        return $this->view($intent, $secret);
    }

    /** @return array<array-key, mixed> */
    public function setTips(Call $call): array
    {
        $intent = $this->unpaid($call, 'Tips can be set only on an intent that is Created');
        if (!$intent->config()->object('payment')->flag('tipsAllowed')) {
            throw new Problem(405, 'Tips are not allowed on payment intent');
        }
        $this->rules->checkChange($call->body, $intent, 'tipsAmount');
        $intent->set(['tipsAmount' => $call->body->object('tipsAmount')->all()]);
        $this->payments->save($intent);

        return $this->view($intent);
    }

    /** @return array<array-key, mixed> */
    public function setAmount(Call $call): array
    {
        $intent = $this->unpaid($call, 'The amount can be changed only on an intent that is Created');
        if (!$intent->config()->object('payment')->flag('customAmountAllowed')) {
            throw new Problem(405, 'Custom amounts are not allowed on payment intent');
        }
        $this->rules->checkChange($call->body, $intent, 'amount');
        $requested = $intent->fields()->moneyOrNull('requestedAmount') ?? $intent->amount();
        $intent->set(['requestedAmount' => $requested->toArray(), 'amount' => $call->body->object('amount')->all()]);
        foreach (['itemLines', 'taxLines'] as $lines) {
            if ($call->body->has($lines)) {
                $intent->set([$lines => $call->body->list($lines)]);
            }
        }
        $this->payments->save($intent);

        return $this->view($intent);
    }

    public function sendReceipt(Call $call): null
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account);
        if (!in_array($intent->status(), ['Captured', 'Refunded'], true)) {
            throw new Problem(400, 'Only a paid intent has a receipt, but this one is ' . $intent->status() . '.');
        }
        // Nothing is sent; /sandbox/receipts shows what would have been.
        $this->store->put('receipt', $call->account, [
            'id' => Ids::make('rcpt'),
            'paymentIntentId' => $intent->id(),
            'emails' => $call->body->texts('emails'),
            'createdAt' => Clock::iso($this->clock->now()),
        ]);

        return null;
    }

    /** @return array<string, mixed> */
    public function search(Call $call): array
    {
        $from = $call->body->textOrNull('startDate');
        $from = $from === null ? null : Clock::parse($from);
        $until = $call->body->textOrNull('endDate');
        $until = $until === null ? null : Clock::parse($until);
        if ($from !== null && $until !== null && $from > $until) {
            throw Problem::field('EndDate', 'The end date must not be before the start date.');
        }
        $matches = $this->store->newestFirst(
            PaymentIntent::KIND,
            $call->account,
            $call->body->texts('statuses'),
            $from === null ? null : Clock::iso($from),
            $until === null ? null : Clock::iso($until),
        );
        $view = fn (JsonObject $stored): array => $this->view(PaymentIntent::ofStored($stored));

        return Page::of($matches, $call->body->object('cursor'), 'Cursor.', $view);
    }

    /** @return array<array-key, mixed> what the API shows of an intent; only the response to the call that creates a secret shows it */
    private function view(PaymentIntent $intent, ?string $secret = null): array
    {
        return $intent->fields()->all() + [
            'clientSessionSecret' => $secret,
            'totalAmount' => $intent->total()->toArray(),
            'merchantConfig' => $this->merchant->config(),
            'config' => [],
        ];
    }

    private function unpaid(Call $call, string $rule): PaymentIntent
    {
        $intent = $this->payments->find($call->parameter('paymentIntentId'), $call->account, 400);
        if ($intent->status() !== 'Created') {
            throw new Problem(400, $rule . ', but this one is ' . $intent->status() . '.');
        }

        return $intent;
    }

    private function newSecret(PaymentIntent $intent): string
    {
        $secret = Ids::random(120);
        $expires = $this->clock->now() + self::SECRET_SECONDS;
        $this->store->dropSecrets($intent->id());
        $this->store->addSecret($secret, $intent->id(), $expires);
        $intent->set(['clientSessionSecretExpirationDate' => gmdate('Y-m-d\TH:i:s\Z', (int) $expires)]);

        return $secret;
    }
}
