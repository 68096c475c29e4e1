<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Pays with a client session secret, as Dojo's card and wallet components do in a browser. */
final class Components
{
    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Checkout $checkout,
        private readonly Customers $customers,
        private readonly Validator $validator,
    ) {
    }

    public function pay(JsonBody $body): array
    {
        $id = $this->store->secretOwner($body->text('clientSessionSecret'), $this->clock->now())
            ?? throw new Problem(401, 'The client session secret is unknown, used or expired: refresh it.');
        [, $intent] = $this->checkout->find($id) ?? throw new Problem(404, 'There is no such intent.');
        $instrument = $this->instrument($body, $intent);
        // A secret allows one attempt, whatever its outcome.
        $this->store->dropSecrets($id);
        $details = ['saveCard' => $body->get('saveCard') === true]
            + $this->validator->check('ComponentDetails', $body->part(['emailAddress', 'billingAddress', 'shippingDetails']));
        [$outcome, $token] = $this->checkout->pay($id, $instrument, $details);

        return $this->outcome($outcome, $id) + ['challengeToken' => $token];
    }

    public function answerChallenge(JsonBody $body): array
    {
        $answer = $body->get('answer');
        if ($answer !== 'approve' && $answer !== 'fail') {
            throw Problem::field('answer', 'The answer must be approve or fail.');
        }
        [$outcome, $id] = $this->checkout->answerChallenge($body->text('challengeToken'), $answer === 'approve');

        return $this->outcome($outcome, $id);
    }

    private function instrument(JsonBody $body, array $intent): array
    {
        if ($body->get('wallet') !== null) {
            $wallet = $body->text('wallet');

            return isset(Cards::WALLETS[$wallet])
                ? Cards::wallet($wallet)
                : throw Problem::field('wallet', 'The wallet must be one of ' . implode(', ', array_keys(Cards::WALLETS)) . '.');
        }
        if ($body->get('savedCardId') !== null) {
            foreach ($this->customers->savedCards($intent['customer']['id'] ?? '') as $card) {
                if ($card['id'] === $body->get('savedCardId')) {
                    return ['paymentMethodId' => $card['id']] + $card['instrument'];
                }
            }
            throw Problem::field('savedCardId', 'The customer of this intent has no such card.');
        }
        $card = $body->get('card');
        if (!is_array($card)) {
            throw Problem::field('card', 'Send card {number, expiry, cvc}, wallet or savedCardId.');
        }
        $fields = array_map(static fn (mixed $value): string => is_scalar($value) ? (string) $value : '', $card);
        [$errors, $instrument] = Cards::check($fields, $this->clock->now());
        if ($instrument === null) {
            throw new Problem(400, 'The card is not valid.', array_map(static fn (string $message): array => [$message], $errors));
        }

        return $instrument;
    }

    private function outcome(string $outcome, string $id): array
    {
        [, $intent] = $this->checkout->find($id);

        return ['outcome' => $outcome, 'id' => $id, 'status' => $intent['status']];
    }
}
