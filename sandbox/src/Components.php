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

    /** @return array<string, ?string> */
    public function pay(JsonBody $body): array
    {
        $id = $this->store->secretOwner($body->text('clientSessionSecret'), $this->clock->now())
            ?? throw new Problem(401, 'The client session secret is unknown, used or expired: refresh it.');
        $instrument = $this->instrument($body, $this->checkout->get($id));
        // A secret allows one attempt, whatever its outcome.
        $this->store->dropSecrets($id);
        $details = $this->validator->check('ComponentDetails', $body->part(['emailAddress', 'billingAddress', 'shippingDetails']))
            ->with(['saveCard' => $body->get('saveCard') === true]);
        [$outcome, $token] = $this->checkout->pay($id, $instrument, $details);

        return $this->outcome($outcome, $id) + ['challengeToken' => $token];
    }

    /** @return array<string, string> */
    public function answerChallenge(JsonBody $body): array
    {
        $answer = $body->get('answer');
        if ($answer !== 'approve' && $answer !== 'fail') {
            throw Problem::field('answer', 'The answer must be approve or fail.');
        }
        [$outcome, $id] = $this->checkout->answerChallenge($body->text('challengeToken'), $answer === 'approve');

        return $this->outcome($outcome, $id);
    }

    private function instrument(JsonBody $body, Intent $intent): Instrument
    {
        if ($body->get('wallet') !== null) {
            return isset(Cards::WALLETS[$body->text('wallet')])
                ? Cards::wallet()
                : throw Problem::field('wallet', 'The wallet must be one of ' . implode(', ', array_keys(Cards::WALLETS)) . '.');
        }
        if ($body->get('savedCardId') !== null) {
            foreach ($this->customers->savedCards($intent->customerId() ?? '') as $card) {
                if ($card->id === $body->get('savedCardId')) {
                    return $card->toPayWith();
                }
            }
            throw Problem::field('savedCardId', 'The customer of this intent has no such card.');
        }
        $card = $body->get('card');
        if (!is_array($card)) {
            throw Problem::field('card', 'Send card {number, expiry, cvc}, wallet or savedCardId.');
        }
        $fields = [];
        foreach (['number', 'expiry', 'cvc', 'name'] as $field) {
            $value = $card[$field] ?? '';
            $fields[$field] = is_scalar($value) ? (string) $value : '';
        }
        [$errors, $instrument] = Cards::check($fields, $this->clock->now());

        return $instrument ?? throw new Problem(400, 'The card is not valid.', array_map(static fn (string $message): array => [$message], $errors));
    }

    /** @return array<string, string> */
    private function outcome(string $outcome, string $id): array
    {
        return ['outcome' => $outcome, 'id' => $id, 'status' => $this->checkout->get($id)->status()];
    }
}
