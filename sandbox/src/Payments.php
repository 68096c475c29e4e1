<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Changes the state of payment intents, saves them and announces it. */
final class Payments
{
    public const REVERSAL_SECONDS = 7 * 86400;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Deliveries $deliveries,
    ) {
    }

    /** @throws Problem if the account has no such intent */
    public function find(string $id, ?string $account, int $unknownStatus = 404): PaymentIntent
    {
        return PaymentIntent::ofStored($this->store->get(PaymentIntent::KIND, $id, $account)
            ?? throw new Problem($unknownStatus, 'There is no such payment intent.'));
    }

    public function create(PaymentIntent $intent, string $account): void
    {
        $this->store->put(PaymentIntent::KIND, $account, $intent->stored(), $intent->due());
        $this->announce('payment_intent.created', $intent, $account);
    }

    /** Saves an intent, and announces the status if it has changed. */
    public function save(PaymentIntent $intent): void
    {
        $account = (string) $this->store->accountOf($intent->id());
        $intent->set(['updatedAt' => Clock::iso($this->clock->now())]);
        $this->store->put(PaymentIntent::KIND, $account, $intent->stored(), $intent->due());
        if ($intent->takeStatusChange()) {
            $this->announce('payment_intent.status_updated', $intent, $account);
        }
    }

    /**
     * Pays by any route: page, component, terminal or later charge.
     *
     * @param Instrument            $instrument its outcome is success or decline
     * @param array<string, string> $card       what this way of paying adds to the card's details
     * @return bool whether it was paid; after a decline the intent can be paid again
     */
    public function pay(PaymentIntent $intent, Instrument $instrument, array $card = []): bool
    {
        if ($intent->status() !== 'Created') {
            throw new Problem(409, 'The payment intent is ' . $intent->status() . ' and cannot be paid.');
        }
        $intent->attempts++;
        if ($instrument->outcome === 'decline') {
            $this->save($intent);

            return false;
        }
        $intent->authorized = $intent->total()->value;
        $intent->captured = $intent->isAuto() ? $intent->authorized : 0;
        $intent->paidAt = $this->clock->now();
        $this->store->dropSecrets($intent->id());
        $intent->set([
            'status' => $intent->isAuto() ? 'Captured' : 'Authorized',
            'paymentDetails' => self::paymentDetails($intent, $instrument, $card, $intent->paidAt),
            'clientSessionSecretExpirationDate' => Clock::NEVER,
        ]);
        $this->save($intent);

        return true;
    }

    /** @return string the id of the capture */
    public function capture(PaymentIntent $intent, int $amount, ?int $tips): string
    {
        $id = Ids::make('cp');
        $intent->append('captures', [
            'id' => $id, 'amount' => $amount, 'tipsAmount' => $tips, 'status' => 'Successful',
            'createdAt' => Clock::iso($this->clock->now()),
        ]);
        $intent->captured += $amount + ($tips ?? 0);
        $intent->isOpen = $intent->captured < $intent->authorized;
        $details = $intent->fields()->object('paymentDetails')->with(['message' => 'DEPOSITED'])->all();
        $intent->set(['status' => 'Captured', 'paymentDetails' => $details]);
        $this->save($intent);

        return $id;
    }

    public function refund(PaymentIntent $intent, int $amount): void
    {
        $intent->set(['refundedAmount' => $intent->refunded() + $amount]);
        if ($intent->refunded() === $intent->captured) {
            $intent->set(['status' => 'Refunded']);
        }
        $intent->isOpen = false;
        $this->save($intent);
    }

    /** The intent, its authorisation, or the rest of it has expired. */
    public function onDue(JsonObject $stored): void
    {
        $intent = PaymentIntent::ofStored($stored);
        if ($intent->status() === 'Created') {
            // The API has no status for an intent that expired unpaid, so it is canceled.
            $intent->set(['status' => 'Canceled']);
            $intent->expired = true;
        } elseif ($intent->status() === 'Authorized' && $intent->due() <= $this->clock->now()) {
            if ($intent->fields()->textOrNull('autoExpireAction') === 'Capture') {
                $this->capture($intent, $intent->authorized, null);

                return;
            }
            $intent->set(['status' => 'Reversed']);
        } else {
            // What a partial capture left goes back to the customer.
            $intent->isOpen = false;
        }
        $this->save($intent);
    }

    /**
     * @param array<string, string> $card
     * @return array<string, mixed>
     */
    private static function paymentDetails(PaymentIntent $intent, Instrument $instrument, array $card, float $now): array
    {
        return [
            'transactionId' => Ids::uuid(),
            'transactionDateTime' => Clock::iso($now),
            'message' => $intent->isAuto() ? 'DEPOSITED' : 'AUTHORIZED',
            'paymentMethodId' => $instrument->paymentMethodId,
            'authCode' => (string) random_int(100000, 999999),
            'card' => $card + $instrument->card(),
            'avsResult' => self::avsResult($intent->fields()->object('billingAddress')),
        ];
    }

    /** The simulated bank knows every address, so a given one always matches. */
    private static function avsResult(JsonObject $address): ?string
    {
        $line = ($address->textOrNull('address1') ?? '') !== '';
        $postcode = ($address->textOrNull('postcode') ?? '') !== '';

        return $line || $postcode
            ? 'ADDRESS_' . ($line ? 'MATCH' : 'NOT_PROVIDED') . '_POSTCODE_' . ($postcode ? 'MATCH' : 'NOT_PROVIDED')
            : null;
    }

    private function announce(string $event, PaymentIntent $intent, string $account): void
    {
        $this->deliveries->announce($account, $event, [
            'paymentIntentId' => $intent->id(),
            'paymentStatus' => $intent->status(),
            'captureMode' => $intent->captureMode(),
        ]);
    }
}
