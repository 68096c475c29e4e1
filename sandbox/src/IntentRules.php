<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The rules for a payment intent beyond the types of its fields. */
final class IntentRules
{
    public function __construct(private readonly Store $store, private readonly Clock $clock)
    {
    }

    /** @throws Problem 400 */
    public function check(array $request, string $account): void
    {
        $errors = $this->moneyErrors($request, $request['amount']['currencyCode'], Payments::PARTS, $request)
            + $this->expiryErrors($request)
            + $this->customerErrors($request, $account);
        if (isset($request['setupIntentId'])) {
            $setup = $this->store->get('setup_intent', $request['setupIntentId'], $account);
            if (($setup['status'] ?? null) !== 'Authorized') {
                $errors['SetupIntentId'][] = $setup === null
                    ? 'There is no such setup intent.'
                    : 'The setup intent must be Authorized, but it is ' . $setup['status'] . '.';
            }
        }
        self::refuse($errors);
    }

    /** @throws Problem 400 if the intent may not have this value in this field */
    public function checkChange(array $request, array $intent, string $field): void
    {
        $changed = [$field => $request[$field]] + $intent;
        self::refuse($this->moneyErrors($request, $intent['amount']['currencyCode'], [$field], $changed));
    }

    /**
     * @param list<string> $fields those that the request can set; an error of the total is reported under the first
     * @param array        $intent as it would be afterwards
     * @return array<string, list<string>>
     */
    private function moneyErrors(array $request, string $currency, array $fields, array $intent): array
    {
        $errors = [];
        foreach ($fields as $field) {
            if (!isset($request[$field])) {
                continue;
            }
            $least = $field === 'amount' ? 1 : 0;
            if ($request[$field]['value'] < $least) {
                $errors[ucfirst($field) . '.Value'][] = "The value must be $least or more, in minor units.";
            }
            if ($request[$field]['currencyCode'] !== $currency) {
                $errors[ucfirst($field) . '.CurrencyCode'][] = "The currency must be that of the payment intent, $currency.";
            }
        }
        if (!Payments::isTotalInRange($intent)) {
            $errors[ucfirst($fields[0]) . '.Value'][] = 'The total is too large.';
        }
        foreach (['itemLines', 'taxLines'] as $lines) {
            foreach ($request[$lines] ?? [] as $index => $line) {
                if ($line['amountTotal']['currencyCode'] !== $currency) {
                    $errors[ucfirst($lines) . "[$index].AmountTotal.CurrencyCode"][] = "The currency must be that of the payment intent, $currency.";
                }
            }
        }

        return $errors;
    }

    private function expiryErrors(array $request): array
    {
        $errors = [];
        if (isset($request['expireAt']) && Clock::parse($request['expireAt']) <= $this->clock->now()) {
            $errors['ExpireAt'][] = 'The value must be in the future.';
        }
        if (isset($request['autoExpireIn'])) {
            $span = Clock::parseSpan($request['autoExpireIn']);
            if ($span <= 30 || $span >= Payments::AUTHORISATION_SECONDS) {
                $errors['AutoExpireIn'][] = 'The value must be more than 30 seconds and less than 7 days.';
            }
        }
        if (($request['captureMode'] ?? 'Auto') === 'Manual' && !isset($request['autoExpireAction'])) {
            $errors['AutoExpireAction'][] = 'The AutoExpireAction field is required if captureMode is Manual.';
        }

        return $errors;
    }

    private function customerErrors(array $request, string $account): array
    {
        $id = $request['customer']['id'] ?? null;
        $secret = $request['customer']['secret'] ?? null;
        $card = $request['customer']['savedCardId'] ?? null;
        if ($id !== null && $this->store->get('customer', $id, $account) === null) {
            return ['Customer.Id' => ['There is no such customer.']];
        }
        if ($secret !== null && $this->store->secretOwner($secret, $this->clock->now()) !== $id) {
            return ['Customer.Secret' => ['The secret is unknown, has expired or belongs to another customer.']];
        }
        if ($card !== null && ($this->store->get('payment_method', $card, $account)['customerId'] ?? null) !== $id) {
            return ['Customer.SavedCardId' => ['The customer has no such saved card.']];
        }

        return [];
    }

    private static function refuse(array $errors): void
    {
        if ($errors !== []) {
            throw new Problem(400, 'One or more fields are not valid.', $errors);
        }
    }
}
