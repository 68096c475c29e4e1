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

    public function find(string $id): PaymentIntent|SetupIntent|null
    {
        $payment = $this->store->get(PaymentIntent::KIND, $id, null);
        if ($payment !== null) {
            return PaymentIntent::ofStored($payment);
        }
        $setup = $this->store->get(SetupIntent::KIND, $id, null);

        return $setup === null ? null : SetupIntent::ofStored($setup);
    }

    /** @throws Problem if there is no such intent */
    public function get(string $id): PaymentIntent|SetupIntent
    {
        return $this->find($id) ?? throw new Problem(404, 'There is no such intent.');
    }

    /**
     * @param JsonObject $details saveCard, emailAddress, billingAddress, shippingDetails
     * @return array{string, ?string} successful, declined or challenge; the token of the challenge
     */
    public function pay(string $id, Instrument $instrument, JsonObject $details): array
    {
        $intent = $this->payable($id);
        if ($this->faults->outcome() !== null) {
            $instrument = $instrument->withOutcome('decline');
        }
        // Staff cannot answer 3-D Secure.
        if ($instrument->outcome === 'challenge' && !$intent->isKeyedIn()) {
            return ['challenge', $this->challenge($intent, $instrument, $details)];
        }

        return [$this->settle($intent, $instrument, $details), null];
    }

    /** @return Challenge|null null if it is unknown, answered or expired */
    public function findChallenge(string $token): ?Challenge
    {
        $stored = $this->store->get(Challenge::KIND, $token, null);

        return $stored === null ? null : Challenge::ofStored($stored);
    }

    /** @return array{string, string} successful or declined, and the id of the intent */
    public function answerChallenge(string $token, bool $approved): array
    {
        $challenge = $this->findChallenge($token) ?? throw new Problem(404, 'This challenge has been answered or has expired.');
        $this->store->delete($token);
        $intent = $this->payable($challenge->intentId);
        $instrument = $challenge->instrument->withOutcome($approved ? 'success' : 'decline');

        return [$this->settle($intent, $instrument, $challenge->details), $intent->id()];
    }

    private function payable(string $id): PaymentIntent|SetupIntent
    {
        $intent = $this->get($id);

        return $intent->status() === 'Created' ? $intent : throw new Problem(409, 'The intent is ' . $intent->status() . ' and cannot be paid.');
    }

    private function challenge(Intent $intent, Instrument $instrument, JsonObject $details): string
    {
        $challenge = new Challenge(Ids::random(18), $intent->id(), $instrument, $details);
        $account = (string) $this->store->accountOf($intent->id());
        $this->store->put(Challenge::KIND, $account, $challenge->stored(), $this->clock->now() + self::CHALLENGE_SECONDS);

        return $challenge->token;
    }

    private function settle(PaymentIntent|SetupIntent $intent, Instrument $instrument, JsonObject $details): string
    {
        $approved = $instrument->outcome !== 'decline';
        if ($approved) {
            $instrument = $instrument->withOutcome('success');
            self::addDetails($intent, $details);
            $customer = $intent->customerId();
            if ($details->flag('saveCard') && $customer !== null && $instrument->method === 'Card') {
                $instrument = $instrument->asSavedCard($this->customers->saveCard($customer, $instrument));
            }
        }
        if ($intent instanceof SetupIntent) {
            $this->setupIntents->authorise($intent, $instrument, $approved);
        } else {
            $this->payments->pay($intent, $instrument);
        }

        return $approved ? 'successful' : 'declined';
    }

    private static function addDetails(Intent $intent, JsonObject $details): void
    {
        $email = $details->textOrNull('emailAddress');
        if ($email !== null) {
            $intent->set(['customer' => $intent->fields()->object('customer')->with(['emailAddress' => $email])->all()]);
        }
        foreach (['billingAddress', 'shippingDetails'] as $field) {
            if ($details->has($field)) {
                $intent->set([$field => $details->object($field)->all()]);
            }
        }
    }
}
