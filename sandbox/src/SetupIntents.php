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

    public function create(Call $call): array
    {
        $request = $call->body;
        $now = $this->clock->now();
        if (isset($request['expireAt']) && Clock::parse($request['expireAt']) <= $now) {
            throw Problem::field('ExpireAt', 'The value must be in the future.');
        }
        if (isset($request['intendedAmount']) && $request['intendedAmount']['value'] < 1) {
            throw Problem::field('IntendedAmount.Value', 'The value must be 1 or more, in minor units.');
        }
        $customer = $request['customer']['id'] ?? null;
        if ($customer !== null && $this->store->get('customer', $customer, $call->account) === null) {
            throw Problem::field('Customer.Id', 'There is no such customer.');
        }
        // The request may have them; the response does not show them.
        $hidden = ['_captureMode' => $request['captureMode'] ?? 'Auto', '_orderDetails' => $request['orderDetails'] ?? null];
        unset($request['captureMode'], $request['orderDetails']);
        $intent = [
            'setupEvents' => [],
            'id' => Ids::make('si'),
            'status' => 'Created',
            'paymentMethods' => $request['paymentMethods'] ?? ['Card'],
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'metadata' => ($request['metadata'] ?? []) + ['location-id' => $this->merchant->locationId($call->account)],
            'paymentSource' => 'api',
            '_attempts' => 0,
        ] + $hidden + array_filter($request, static fn (mixed $value): bool => $value !== null);
        $this->store->put('setup_intent', $call->account, $intent, self::due($intent));

        return $this->withNewSecret($intent);
    }

    public function get(Call $call): array
    {
        return $this->view($this->find($call));
    }

    public function getPublic(Call $call): array
    {
        return self::publicPart($this->get($call));
    }

    public function cancel(Call $call): array
    {
        $intent = $this->find($call);
        $withAuthorized = $call->flag('includeAuthorized');
        if ($intent['status'] === 'Authorized' && $withAuthorized) {
            $intent['status'] = 'Closed';
        } elseif ($intent['status'] === 'Created') {
            $intent['status'] = 'Canceled';
        } else {
            throw new Problem(400, 'Only a setup intent that is Created can be canceled, but this one is ' . $intent['status'] . '.');
        }
        $this->store->dropSecrets($intent['id']);
        unset($intent['clientSessionSecretExpirationDate']);

        return $this->view($this->save($intent));
    }

    public function refreshSecret(Call $call): array
    {
        return $this->refresh($call, 400);
    }

    public function refreshPublic(Call $call): array
    {
        return self::publicPart($this->refresh($call, 404));
    }

    /** @param bool $approved whether the card could be saved */
    public function authorise(array $intent, array $instrument, bool $approved): array
    {
        $now = $this->clock->now();
        $event = [
            'transactionId' => Ids::uuid(),
            'transactionDateTime' => Clock::iso($now),
            'eventType' => $approved ? 'Authorized' : 'Declined',
            'authCode' => $approved ? (string) random_int(100000, 999999) : '',
            'cardNumber' => $instrument['masked'],
            'expiryDate' => $instrument['expiryDate'],
            'cardType' => $instrument['scheme'],
            'cardholderName' => $instrument['name'],
            'paymentMethodId' => $instrument['paymentMethodId'] ?? null,
        ];
        $intent['setupEvents'][] = $event;
        $intent['_attempts']++;
        if ($approved) {
            $intent['status'] = 'Authorized';
            $intent['_instrument'] = $instrument;
            $intent['paymentDetails'] = [
                'transactionId' => $event['transactionId'],
                'transactionDateTime' => $event['transactionDateTime'],
                'message' => 'AUTHORIZED',
                'paymentMethodId' => $event['paymentMethodId'],
                'authCode' => $event['authCode'],
                'card' => [
                    'cardNumber' => $instrument['masked'], 'cardName' => $instrument['name'],
                    'expiryDate' => $instrument['expiryDate'], 'cardType' => $instrument['scheme'],
                    'cardFundingType' => 'Unknown', 'last4PAN' => $instrument['last4'], 'entryMode' => 'ManualEntry',
                    'verificationMethod' => 'None',
                ],
            ];
            $this->store->dropSecrets($intent['id']);
            unset($intent['clientSessionSecretExpirationDate']);
        }

        return $this->save($intent);
    }

    /** A no-show is charged once; unscheduled payments can be repeated. */
    public function charged(array $intent): void
    {
        if ($intent['merchantInitiatedTransactionType'] === 'NoShow') {
            $intent['status'] = 'Completed';
            $this->save($intent);
        }
    }

    /** The intent or its card has expired. */
    public function onDue(array $intent): void
    {
        $intent['status'] = $intent['status'] === 'Created' ? 'Expired' : 'CardExpired';
        $this->save($intent);
    }

    public function save(array $intent): array
    {
        $intent['updatedAt'] = Clock::iso($this->clock->now());
        $this->store->put('setup_intent', (string) $this->store->accountOf($intent['id']), $intent, self::due($intent));

        return $intent;
    }

    private static function due(array $intent): ?float
    {
        return match (true) {
            $intent['status'] === 'Created' => Clock::parse($intent['expireAt'] ?? ''),
            $intent['status'] === 'Authorized' => $intent['_instrument']['expiresAt'],
            default => null,
        };
    }

    private function find(Call $call, int $unknownStatus = 404): array
    {
        return $this->store->get('setup_intent', $call->parameter('setupIntentId'), $call->account)
            ?? throw new Problem($unknownStatus, 'There is no such setup intent.');
    }

    private function refresh(Call $call, int $unknownStatus): array
    {
        $intent = $this->find($call, $unknownStatus);
        if ($intent['status'] !== 'Created') {
            throw new Problem(400, 'Only a setup intent that is Created can get a client session secret, but this one is ' . $intent['status'] . '.');
        }

        return $this->withNewSecret($intent);
    }

    private function withNewSecret(array $intent): array
    {
        $secret = Ids::random(120);
        $expires = $this->clock->now() + PaymentIntents::SECRET_SECONDS;
        $this->store->dropSecrets($intent['id']);
        $this->store->addSecret($secret, $intent['id'], $expires);
        $intent['clientSessionSecretExpirationDate'] = gmdate('Y-m-d\TH:i:s\Z', (int) $expires);

        return $this->view($this->save($intent)) + ['clientSessionSecret' => $secret];
    }

    private function view(array $intent): array
    {
        return array_filter($intent, static fn (string $name): bool => $name[0] !== '_', ARRAY_FILTER_USE_KEY)
            + ['merchantConfig' => $this->merchant->config(), 'config' => []];
    }

    private static function publicPart(array $view): array
    {
        unset($view['setupEvents']);

        return $view;
    }
}
