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
    public function check(JsonObject $request, string $account): void
    {
        $errors = $this->moneyErrors($request, Money::of($request->object('amount'))->currency, PaymentIntent::PARTS, $request)
            + $this->expiryErrors($request)
            + $this->customerErrors($request, $account);
        $setupIntentId = $request->textOrNull('setupIntentId');
        if ($setupIntentId !== null) {
            $status = $this->store->get(SetupIntent::KIND, $setupIntentId, $account)?->text('status');
            if ($status !== 'Authorized') {
                $errors['SetupIntentId'][] = $status === null
                    ? 'There is no such setup intent.'
                    : "The setup intent must be Authorized, but it is $status.";
            }
        }
        self::refuse($errors);
    }

    /** @throws Problem 400 if the intent may not have this value in this field */
    public function checkChange(JsonObject $request, PaymentIntent $intent, string $field): void
    {
        $changed = $intent->fields()->with([$field => $request->object($field)->all()]);
        self::refuse($this->moneyErrors($request, $intent->currency(), [$field], $changed));
    }

    /**
     * @param non-empty-list<string> $fields those that the request can set; an error of the total is reported under the first
     * @param JsonObject             $intent as it would be afterwards
     * @return array<string, list<string>>
     */
    private function moneyErrors(JsonObject $request, string $currency, array $fields, JsonObject $intent): array
    {
        $errors = [];
        foreach ($fields as $field) {
            $money = $request->moneyOrNull($field);
            $least = $field === 'amount' ? 1 : 0;
            if ($money !== null && $money->value < $least) {
                $errors[ucfirst($field) . '.Value'][] = "The value must be $least or more, in minor units.";
            }
            if ($money !== null && $money->currency !== $currency) {
                $errors[ucfirst($field) . '.CurrencyCode'][] = "The currency must be that of the payment intent, $currency.";
            }
        }
        if (!PaymentIntent::isTotalInRange($intent)) {
            $errors[ucfirst($fields[0]) . '.Value'][] = 'The total is too large.';
        }
        foreach (['itemLines', 'taxLines'] as $lines) {
            foreach ($request->objects($lines) as $index => $line) {
                if (Money::of($line->object('amountTotal'))->currency !== $currency) {
                    $errors[ucfirst($lines) . "[$index].AmountTotal.CurrencyCode"][] = "The currency must be that of the payment intent, $currency.";
                }
            }
        }

        return $errors;
    }

    /** @return array<string, list<string>> */
    private function expiryErrors(JsonObject $request): array
    {
        $errors = [];
        $expireAt = $request->textOrNull('expireAt');
        if ($expireAt !== null && Clock::parse($expireAt) <= $this->clock->now()) {
            $errors['ExpireAt'] = ['The value must be in the future.'];
        }
        $autoExpireIn = $request->textOrNull('autoExpireIn');
        if ($autoExpireIn !== null) {
            $span = Clock::parseSpan($autoExpireIn);
            if ($span <= 30 || $span >= PaymentIntent::AUTHORISATION_SECONDS) {
                $errors['AutoExpireIn'] = ['The value must be more than 30 seconds and less than 7 days.'];
            }
        }
        if ($request->textOrNull('captureMode') === 'Manual' && !$request->has('autoExpireAction')) {
            $errors['AutoExpireAction'] = ['The AutoExpireAction field is required if captureMode is Manual.'];
        }

        return $errors;
    }

    /** @return array<string, list<string>> */
    private function customerErrors(JsonObject $request, string $account): array
    {
        $customer = $request->object('customer');
        $id = $customer->textOrNull('id');
        $secret = $customer->textOrNull('secret');
        $card = $customer->textOrNull('savedCardId');
        if ($id !== null && $this->store->get('customer', $id, $account) === null) {
            return ['Customer.Id' => ['There is no such customer.']];
        }
        if ($secret !== null && $this->store->secretOwner($secret, $this->clock->now()) !== $id) {
            return ['Customer.Secret' => ['The secret is unknown, has expired or belongs to another customer.']];
        }
        if ($card !== null && $this->store->get(SavedCard::KIND, $card, $account)?->text('customerId') !== $id) {
            return ['Customer.SavedCardId' => ['The customer has no such saved card.']];
        }

        return [];
    }

    /** @param array<string, list<string>> $errors */
    private static function refuse(array $errors): void
    {
        if ($errors !== []) {
            throw new Problem(400, 'One or more fields are not valid.', $errors);
        }
    }
}
