<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Setup intents: a card saved with the customer's consent, to be charged later. */
final class SetupIntents
{
    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Merchant $merchant,
    ) {
    }

    /** @return array<array-key, mixed> */
    public function create(Call $call): array
    {
        $request = $call->body->withoutNulls();
        $now = $this->clock->now();
        $expireAt = $request->textOrNull('expireAt');
        if ($expireAt !== null && Clock::parse($expireAt) <= $now) {
            throw Problem::field('ExpireAt', 'The value must be in the future.');
        }
        if (($request->moneyOrNull('intendedAmount')->value ?? 1) < 1) {
            throw Problem::field('IntendedAmount.Value', 'The value must be 1 or more, in minor units.');
        }
        $customer = $request->object('customer')->textOrNull('id');
        if ($customer !== null && $this->store->get('customer', $customer, $call->account) === null) {
            throw Problem::field('Customer.Id', 'There is no such customer.');
        }
        $intent = new SetupIntent(new JsonObject([
            'setupEvents' => [],
            'id' => Ids::make('si'),
            'status' => 'Created',
            'paymentMethods' => $request->has('paymentMethods') ? $request->texts('paymentMethods') : ['Card'],
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'metadata' => $request->object('metadata')->all() + ['location-id' => $this->merchant->locationId($call->account)],
            'paymentSource' => 'api',
        ] + $request->without('captureMode', 'orderDetails')->all()), [
            '_captureMode' => $request->textOrNull('captureMode') ?? 'Auto',
            '_orderDetails' => $request->has('orderDetails') ? $request->object('orderDetails')->all() : null,
        ]);
        $this->store->put(SetupIntent::KIND, $call->account, $intent->stored(), $intent->due());

        return $this->withNewSecret($intent);
    }

    /** @return array<array-key, mixed> */
    public function get(Call $call): array
    {
        return $this->view($this->find($call));
    }

    /** @return array<array-key, mixed> */
    public function getPublic(Call $call): array
    {
        return self::publicPart($this->get($call));
    }

    /** @return array<array-key, mixed> */
    public function cancel(Call $call): array
    {
        $intent = $this->find($call);
        $withAuthorized = $call->flag('includeAuthorized');
        if ($intent->status() === 'Authorized' && $withAuthorized) {
            $intent->set(['status' => 'Closed']);
        } elseif ($intent->status() === 'Created') {
            $intent->set(['status' => 'Canceled']);
        } else {
            throw new Problem(400, 'Only a setup intent that is Created can be canceled, but this one is ' . $intent->status() . '.');
        }
        $this->forgetSecret($intent);
        $this->save($intent);

        return $this->view($intent);
    }

    /** @return array<array-key, mixed> */
    public function refreshSecret(Call $call): array
    {
        return $this->refresh($call, 400);
    }

    /** @return array<array-key, mixed> */
    public function refreshPublic(Call $call): array
    {
        return self::publicPart($this->refresh($call, 404));
    }

    /** @param bool $approved whether the card could be saved */
    public function authorise(SetupIntent $intent, Instrument $instrument, bool $approved): void
    {
        $payment = [
            'transactionId' => Ids::uuid(),
            'transactionDateTime' => Clock::iso($this->clock->now()),
            'authCode' => $approved ? (string) random_int(100000, 999999) : '',
            'paymentMethodId' => $instrument->paymentMethodId,
        ];
        $intent->append('setupEvents', $payment + [
            'eventType' => $approved ? 'Authorized' : 'Declined',
            'cardNumber' => $instrument->masked,
            'expiryDate' => $instrument->expiryDate,
            'cardType' => $instrument->scheme,
            'cardholderName' => $instrument->name,
        ]);
        $intent->attempts++;
        if ($approved) {
            $intent->instrument = $instrument;
            $intent->set(['status' => 'Authorized', 'paymentDetails' => $payment + ['message' => 'AUTHORIZED', 'card' => $instrument->card()]]);
            $this->forgetSecret($intent);
        }
        $this->save($intent);
    }

    /** A no-show is charged once; unscheduled payments can be repeated. */
    public function charged(SetupIntent $intent): void
    {
        if ($intent->fields()->text('merchantInitiatedTransactionType') === 'NoShow') {
            $intent->set(['status' => 'Completed']);
            $this->save($intent);
        }
    }

    /** The intent or its card has expired. */
    public function onDue(JsonObject $stored): void
    {
        $intent = SetupIntent::ofStored($stored);
        $intent->set(['status' => $intent->status() === 'Created' ? 'Expired' : 'CardExpired']);
        $this->save($intent);
    }

    private function save(SetupIntent $intent): void
    {
        $intent->set(['updatedAt' => Clock::iso($this->clock->now())]);
        $this->store->put(SetupIntent::KIND, (string) $this->store->accountOf($intent->id()), $intent->stored(), $intent->due());
    }

    private function find(Call $call, int $unknownStatus = 404): SetupIntent
    {
        return SetupIntent::ofStored($this->store->get(SetupIntent::KIND, $call->parameter('setupIntentId'), $call->account)
            ?? throw new Problem($unknownStatus, 'There is no such setup intent.'));
    }

    /** @return array<array-key, mixed> */
    private function refresh(Call $call, int $unknownStatus): array
    {
        $intent = $this->find($call, $unknownStatus);
        if ($intent->status() !== 'Created') {
            throw new Problem(400, 'Only a setup intent that is Created can get a client session secret, but this one is ' . $intent->status() . '.');
        }

        return $this->withNewSecret($intent);
    }

    /** @return array<array-key, mixed> */
    private function withNewSecret(SetupIntent $intent): array
    {
        $secret = Ids::random(120);
        $expires = $this->clock->now() + PaymentIntents::SECRET_SECONDS;
        $this->store->dropSecrets($intent->id());
        $this->store->addSecret($secret, $intent->id(), $expires);
        $intent->set(['clientSessionSecretExpirationDate' => gmdate('Y-m-d\TH:i:s\Z', (int) $expires)]);
        $this->save($intent);

        return $this->view($intent) + ['clientSessionSecret' => $secret];
    }

    private function forgetSecret(SetupIntent $intent): void
    {
        $this->store->dropSecrets($intent->id());
        $intent->forgetSecretExpiry();
    }

    /** @return array<array-key, mixed> */
    private function view(SetupIntent $intent): array
    {
        return $intent->fields()->all() + ['merchantConfig' => $this->merchant->config(), 'config' => []];
    }

    /**
     * @param array<array-key, mixed> $view
     * @return array<array-key, mixed>
     */
    private static function publicPart(array $view): array
    {
        unset($view['setupEvents']);

        return $view;
    }
}
