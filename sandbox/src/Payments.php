<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The state diagram of a payment intent, and its sums.
 *
 *     Created -> Captured (Auto) or Authorized (Manual) | Canceled
 *     Authorized -> Captured | Reversed
 *     Captured -> Reversed (Auto, nothing refunded) | Refunded
 *
 * Stored with the API's own fields, under names with an underscore: the amounts authorised and captured, and whether the rest of
 * a partly captured authorisation can still be captured.
 */
final class Payments
{
    /** What the total is the sum of. */
    public const PARTS = ['amount', 'tipsAmount', 'serviceChargeAmount', 'cashbackAmount'];
    public const UNPAID_SECONDS = 30 * 86400;
    public const AUTHORISATION_SECONDS = 7 * 86400;
    public const REVERSAL_SECONDS = 7 * 86400;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Deliveries $deliveries,
    ) {
    }

    /** @return array the stored intent */
    public function find(string $id, ?string $account, int $unknownStatus = 404): array
    {
        return $this->store->get('payment_intent', $id, $account)
            ?? throw new Problem($unknownStatus, 'There is no such payment intent.');
    }

    public function create(array $intent, string $account): void
    {
        $this->store->put('payment_intent', $account, $intent, Clock::parse($intent['expireAt']));
        $this->announce('payment_intent.created', $intent, $account);
    }

    /** Saves an intent, and announces the status if it has changed. */
    public function save(array $intent): void
    {
        $account = (string) $this->store->accountOf($intent['id']);
        $before = $this->find($intent['id'], $account);
        $intent['updatedAt'] = Clock::iso($this->clock->now());
        $this->store->put('payment_intent', $account, $intent, self::due($intent));
        if ($before['status'] !== $intent['status']) {
            $this->announce('payment_intent.status_updated', $intent, $account);
        }
    }

    public static function total(array $intent): int
    {
        return self::sum($intent);
    }

    /** Whether the total is within 64 bits. Nothing may be stored for which it is not. */
    public static function isTotalInRange(array $intent): bool
    {
        return is_int(self::sum($intent));
    }

    /** PHP adds integers beyond 64 bits up to a float. */
    private static function sum(array $intent): int|float
    {
        $sum = 0;
        foreach (self::PARTS as $part) {
            $sum += $intent[$part]['value'] ?? 0;
        }

        return $sum;
    }

    /**
     * Pays by any route: page, component, terminal or later charge.
     *
     * @param array $instrument masked, as Cards makes it; its outcome is success or decline
     * @param array $card       what this way of paying adds to the card's details
     * @return bool whether it was paid; after a decline the intent can be paid again
     */
    public function pay(array &$intent, array $instrument, array $card = []): bool
    {
        if ($intent['status'] !== 'Created') {
            throw new Problem(409, 'The payment intent is ' . $intent['status'] . ' and cannot be paid.');
        }
        $now = $this->clock->now();
        $intent['_attempts']++;
        if ($instrument['outcome'] === 'decline') {
            $this->save($intent);

            return false;
        }
        $auto = $intent['captureMode'] === 'Auto';
        $intent['status'] = $auto ? 'Captured' : 'Authorized';
        $intent['_authorized'] = self::total($intent);
        $intent['_captured'] = $auto ? $intent['_authorized'] : 0;
        $intent['_paidAt'] = $now;
        $intent['paymentDetails'] = self::paymentDetails($intent, $instrument, $card, $now);
        $this->store->dropSecrets($intent['id']);
        $intent['clientSessionSecretExpirationDate'] = '0001-01-01T00:00:00Z';
        $this->save($intent);

        return true;
    }

    /** What can still be captured of a Manual intent. */
    public static function capturable(array $intent): int
    {
        $open = $intent['status'] === 'Authorized'
            || ($intent['status'] === 'Captured' && ($intent['_open'] ?? false) && $intent['refundedAmount'] === 0);

        return $open && $intent['captureMode'] === 'Manual' ? $intent['_authorized'] - $intent['_captured'] : 0;
    }

    public function capture(array &$intent, int $amount, ?int $tips): array
    {
        $capture = [
            'id' => Ids::make('cp'), 'amount' => $amount, 'tipsAmount' => $tips, 'status' => 'Successful',
            'createdAt' => Clock::iso($this->clock->now()),
        ];
        $intent['captures'][] = $capture;
        $intent['_captured'] += $amount + ($tips ?? 0);
        $intent['status'] = 'Captured';
        $intent['_open'] = $intent['_captured'] < $intent['_authorized'];
        $intent['paymentDetails']['message'] = 'DEPOSITED';
        $this->save($intent);

        return $capture;
    }

    public static function refundable(array $intent): int
    {
        return $intent['status'] === 'Captured' ? $intent['_captured'] - $intent['refundedAmount'] : 0;
    }

    public function refund(array &$intent, int $amount): void
    {
        $intent['refundedAmount'] += $amount;
        if ($intent['refundedAmount'] === $intent['_captured']) {
            $intent['status'] = 'Refunded';
        }
        $intent['_open'] = false;
        $this->save($intent);
    }

    /** The intent, its authorisation, or the rest of it has expired. */
    public function onDue(array $intent): void
    {
        $now = $this->clock->now();
        if ($intent['status'] === 'Created') {
            // The API has no status for an intent that expired unpaid, so it is canceled.
            $intent['status'] = 'Canceled';
            $intent['_expired'] = true;
        } elseif ($intent['status'] === 'Authorized' && self::due($intent) <= $now) {
            if (($intent['autoExpireAction'] ?? 'Release') === 'Capture') {
                $this->capture($intent, $intent['_authorized'], null);

                return;
            }
            $intent['status'] = 'Reversed';
        } else {
            // What a partial capture left goes back to the customer.
            $intent['_open'] = false;
        }
        $this->save($intent);
    }

    private static function due(array $intent): ?float
    {
        return match (true) {
            $intent['status'] === 'Created' => Clock::parse($intent['expireAt']),
            $intent['status'] === 'Authorized', $intent['_open'] ?? false => $intent['_paidAt']
                + (isset($intent['autoExpireIn']) ? Clock::parseSpan($intent['autoExpireIn']) : self::AUTHORISATION_SECONDS),
            default => null,
        };
    }

    private static function paymentDetails(array $intent, array $instrument, array $card, float $now): array
    {
        return [
            'transactionId' => Ids::uuid(),
            'transactionDateTime' => Clock::iso($now),
            'message' => $intent['captureMode'] === 'Auto' ? 'DEPOSITED' : 'AUTHORIZED',
            'paymentMethodId' => $instrument['paymentMethodId'] ?? null,
            'authCode' => (string) random_int(100000, 999999),
            'card' => $card + [
                'cardNumber' => $instrument['masked'],
                'cardName' => $instrument['name'],
                'expiryDate' => $instrument['expiryDate'],
                'cardType' => $instrument['scheme'],
                'cardFundingType' => 'Unknown',
                'last4PAN' => $instrument['last4'],
                'entryMode' => 'ManualEntry',
                'verificationMethod' => 'None',
            ],
            'avsResult' => self::avsResult($intent['billingAddress'] ?? []),
        ];
    }

    /** The simulated bank knows every address, so a given one always matches. */
    private static function avsResult(array $address): ?string
    {
        $line = ($address['address1'] ?? '') !== '';
        $postcode = ($address['postcode'] ?? '') !== '';

        return $line || $postcode
            ? 'ADDRESS_' . ($line ? 'MATCH' : 'NOT_PROVIDED') . '_POSTCODE_' . ($postcode ? 'MATCH' : 'NOT_PROVIDED')
            : null;
    }

    private function announce(string $event, array $intent, string $account): void
    {
        $this->deliveries->announce($account, $event, [
            'paymentIntentId' => $intent['id'],
            'paymentStatus' => $intent['status'],
            'captureMode' => $intent['captureMode'],
        ]);
    }
}
