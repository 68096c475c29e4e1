<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/**
 * Brings the offline Dojo into the states that the cases start from. Its calls go through Prism as well, so the responses in every
 * state are checked; customers pay at the offline Dojo itself, as their browsers and card machines would.
 */
final class States
{
    private int $count = 0;

    public function __construct(private readonly \Sandbox $sandbox, private readonly Proxied $proxied)
    {
    }

    public function intent(array $with = []): string
    {
        return $this->proxied->call('createPaymentIntent', [Requests::intent($with)])['id'];
    }

    public function paid(array $with = []): string
    {
        $id = $this->intent($with);
        $this->pay($this->proxied->call('refreshPaymentIntentSecret', [$id]));

        return $this->read($id, 'Captured');
    }

    public function authorized(): string
    {
        $intent = $this->proxied->call('createPaymentIntent', [Requests::wholeIntent()]);
        $this->pay($intent);

        return $this->read($intent['id'], 'Authorized');
    }

    /** Captured in part, then refunded in part. */
    public function muchUsed(): string
    {
        $id = $this->authorized();
        $this->proxied->call('capturePaymentIntent', [$id, ['amount' => 600, 'tipsAmount' => 100]]);
        $this->proxied->call('refundPaymentIntent', [$id, ['amount' => 200], "contract-$id"]);

        return $this->read($id, 'Captured');
    }

    public function canceled(): string
    {
        $id = $this->intent();
        $this->proxied->call('cancelPaymentIntent', [$id]);

        return $id;
    }

    public function refund(): string
    {
        $id = $this->paid();

        return $this->proxied->call('refundPaymentIntent', [$id, ['amount' => 1000, 'refundReason' => 'Cold'], "contract-$id"])['refundId'];
    }

    public function setupIntent(): string
    {
        return $this->proxied->call('createSetupIntent', [Requests::setupIntent()])['id'];
    }

    /** One with a card, which the merchant may charge. */
    public function agreedSetupIntent(): string
    {
        $id = $this->setupIntent();
        $this->pay($this->proxied->call('refreshSetupIntentSecret', [$id]));
        $status = $this->proxied->call('getSetupIntent', [$id])['status'];

        return $status === 'Authorized' ? $id : throw new \UnexpectedValueException("the setup intent is $status, not Authorized");
    }

    public function newUrl(): string
    {
        return 'https://shop.example/webhook/' . ++$this->count;
    }

    /** @return string a subscription with one secret */
    public function halfSubscription(): string
    {
        return $this->proxied->call('subscribeWebhook', [['events' => ['payment_intent.created'], 'url' => $this->newUrl()]])['id'];
    }

    /** @return array{id: string, active: string, spare: string} the ids of a subscription and its two secrets */
    public function subscription(): array
    {
        $id = $this->halfSubscription();
        $secrets = $this->proxied->call('generateWebhookSecret', [$id])['secrets'];

        return ['id' => $id, 'active' => $secrets[0]['id'], 'spare' => $secrets[1]['id']];
    }

    public function customer(): string
    {
        return $this->proxied->call('createCustomer', [Requests::CUSTOMER])['id'];
    }

    /** @return array{id: string, secret: string, card: string} a customer with a saved card */
    public function cardOwner(): array
    {
        $id = $this->customer();
        $intent = $this->intent(['customer' => ['id' => $id]]);
        $this->pay($this->proxied->call('refreshPaymentIntentSecret', [$intent]), ['saveCard' => true]);
        $this->read($intent, 'Captured');
        $secret = $this->proxied->call('createCustomerSecret', [$id])['secret'];
        $cards = $this->proxied->call('getCustomerPaymentMethods', [$id, $secret])['savedPaymentMethods'];

        return ['id' => $id, 'secret' => $secret, 'card' => $cards[0]['id'] ?? throw new \UnexpectedValueException('the card was not saved')];
    }

    /** @param string $scenario the end of its tid, see sandbox/sandbox.php --help */
    public function terminal(string $scenario): string
    {
        // An earlier session on it has ended by then.
        $this->sandbox->advance(300);
        foreach ($this->proxied->call('listTerminals', []) as $terminal) {
            if (str_ends_with($terminal['properties']['tid'], $scenario)) {
                return $terminal['id'];
            }
        }
        throw new \UnexpectedValueException("there is no terminal $scenario");
    }

    /** @return string a session for a sale, that many seconds after its start */
    public function session(string $scenario, int $seconds): string
    {
        $request = Requests::sale($this->terminal($scenario), $this->intent());
        $id = $this->proxied->call('createTerminalSession', [$request])['id'];
        $this->sandbox->advance($seconds);

        return $id;
    }

    /** @return string an intent that was paid on a card machine and refunded there in part */
    public function paidAtTerminal(): string
    {
        $terminal = $this->terminal('TIP1');
        $id = $this->intent();
        foreach ([['Sale', 'sale', []], ['MatchedRefund', 'matchedRefund', ['amount' => Requests::money(100)]]] as [$type, $part, $amount]) {
            $details = ['sessionType' => $type, $part => ['paymentIntentId' => $id] + $amount];
            $session = $this->proxied->call('createTerminalSession', [['terminalId' => $terminal, 'details' => $details]])['id'];
            $this->sandbox->advance(60);
            $this->proxied->call('getTerminalSession', [$session]);
        }

        return $this->read($id, 'Captured');
    }

    /** @return array{} the account has an EPOS integration of each kind that can be set */
    public function integrated(): array
    {
        $this->proxied->call('setEposRestIntegration', [Requests::REST_INTEGRATION]);
        $this->proxied->call('setEposWebSocketIntegration', [['capabilities' => Requests::CAPABILITIES]]);

        return [];
    }

    private function pay(array $intent, array $fields = []): void
    {
        $this->sandbox->payByComponent($intent['clientSessionSecret'], fields: $fields);
    }

    private function read(string $id, string $status): string
    {
        $intent = $this->proxied->call('getPaymentIntent', [$id]);

        return $intent['status'] === $status ? $id : throw new \UnexpectedValueException("the intent is $intent[status], not $status");
    }
}
