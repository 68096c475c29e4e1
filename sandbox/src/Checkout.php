<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A customer's payment, on the hosted page or with a component on the shop's page. */
final class Checkout
{
    private const CHALLENGE_SECONDS = 600;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Payments $payments,
        private readonly SetupIntents $setupIntents,
        private readonly Customers $customers,
        private readonly Faults $faults,
    ) {
    }

    /** Whether the request is an attempt to pay: a submitted form, a component's payment or a later charge. */
    public static function isAttempt(Request $request): bool
    {
        return $request->method === 'POST'
            && preg_match('~^(/checkout/[^/]+|/sandbox/component-payment|/payment-intents/[^/]+/charge)/?$~D', $request->path) === 1;
    }

    /** @return array{0: string, 1: array}|null kind and stored intent */
    public function find(string $id): ?array
    {
        foreach (['payment_intent', 'setup_intent'] as $kind) {
            $intent = $this->store->get($kind, $id, null);
            if ($intent !== null) {
                return [$kind, $intent];
            }
        }

        return null;
    }

    /**
     * @param array{saveCard?: bool, emailAddress?: string, billingAddress?: array, shippingDetails?: array} $details
     * @return array{0: string, 1: ?string} successful, declined or challenge; the token of the challenge
     */
    public function pay(string $id, array $instrument, array $details): array
    {
        [$kind, $intent] = $this->find($id) ?? throw new Problem(404, 'There is no such intent.');
        if ($intent['status'] !== 'Created') {
            throw new Problem(409, 'The intent is ' . $intent['status'] . ' and cannot be paid.');
        }
        if ($this->faults->outcome() !== null) {
            $instrument['outcome'] = 'decline';
        }
        // Staff who key in a card given over the telephone cannot answer 3-D Secure.
        if ($instrument['outcome'] === 'challenge' && !($intent['cardHolderNotPresent'] ?? false)) {
            return ['challenge', $this->challenge($intent, $instrument, $details)];
        }

        return [$this->settle($kind, $intent, $instrument, $details), null];
    }

    /** @return array{id: string, intentId: string}|null null if the challenge is unknown, answered or expired */
    public function findChallenge(string $token): ?array
    {
        return $this->store->get('challenge', $token, null);
    }

    /** @return array{0: string, 1: string} successful or declined, and the id of the intent */
    public function answerChallenge(string $token, bool $approved): array
    {
        $challenge = $this->findChallenge($token) ?? throw new Problem(404, 'This challenge has been answered or has expired.');
        $this->store->delete($token);
        [$kind, $intent] = $this->find($challenge['intentId']) ?? throw new Problem(404, 'There is no such intent.');
        if ($intent['status'] !== 'Created') {
            throw new Problem(409, 'The intent is ' . $intent['status'] . ' and cannot be paid.');
        }
        $instrument = ['outcome' => $approved ? 'success' : 'decline', 'challenged' => true] + $challenge['instrument'];

        return [$this->settle($kind, $intent, $instrument, $challenge['details']), $intent['id']];
    }

    private function challenge(array $intent, array $instrument, array $details): string
    {
        $token = Ids::random(18);
        $this->store->put('challenge', (string) $this->store->accountOf($intent['id']), [
            'id' => $token, 'intentId' => $intent['id'], 'instrument' => $instrument, 'details' => $details,
        ], $this->clock->now() + self::CHALLENGE_SECONDS);

        return $token;
    }

    private function settle(string $kind, array $intent, array $instrument, array $details): string
    {
        $approved = $instrument['outcome'] !== 'decline';
        if ($approved) {
            $instrument['outcome'] = 'success';
            $intent = $this->withDetails($intent, $details);
            if (($details['saveCard'] ?? false) && isset($intent['customer']['id']) && $instrument['method'] === 'Card') {
                $instrument['paymentMethodId'] = $this->customers->saveCard($intent['customer']['id'], $instrument);
            }
        }
        if ($kind === 'setup_intent') {
            $this->setupIntents->authorise($intent, $instrument, $approved);
        } else {
            $this->payments->pay($intent, $instrument);
        }

        return $approved ? 'successful' : 'declined';
    }

    private function withDetails(array $intent, array $details): array
    {
        if (isset($details['emailAddress'])) {
            $intent['customer']['emailAddress'] = $details['emailAddress'];
        }
        foreach (['billingAddress', 'shippingDetails'] as $field) {
            if (isset($details[$field])) {
                $intent[$field] = $details[$field];
            }
        }

        return $intent;
    }
}
