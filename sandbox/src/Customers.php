<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Customers, their short-lived secrets and their saved cards. */
final class Customers
{
    private const SECRET_SECONDS = 900;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Merchant $merchant,
    ) {
    }

    /** @return array<array-key, mixed> */
    public function create(Call $call): array
    {
        $now = Clock::iso($this->clock->now());
        $customer = ['id' => Ids::make('cust')] + $call->body->all()
            + ['createdAt' => $now, 'updatedAt' => $now, 'documentVersion' => 0];
        $this->store->put('customer', $call->account, $customer);

        return $customer;
    }

    /** @return list<array<array-key, mixed>> the customers that exist, in the order of the ids */
    public function get(Call $call): array
    {
        $ids = array_unique(array_map('trim', explode(',', $call->parameter('customerId'))));
        $found = array_map(fn (string $id): ?array => $this->store->get('customer', $id, $call->account)?->all(), $ids);

        return array_values(array_filter($found));
    }

    /** @return array<array-key, mixed> an absent field keeps its value; null clears it */
    public function update(Call $call): array
    {
        $customer = $this->find($call);
        $changed = $customer->with($call->body->all())->with([
            'documentVersion' => $customer->integer('documentVersion') + 1,
            'updatedAt' => Clock::iso($this->clock->now()),
        ])->all();
        $this->store->put('customer', $call->account, $changed);

        return $changed;
    }

    public function delete(Call $call): null
    {
        $id = $this->find($call)->text('id');
        foreach ($this->savedCards($id) as $card) {
            $this->store->delete($card->id);
        }
        $this->store->dropSecrets($id);
        $this->store->delete($id);

        return null;
    }

    /** @return array<string, string> */
    public function createSecret(Call $call): array
    {
        $customer = $this->find($call);
        $now = $this->clock->now();
        $secret = Ids::make('cs') . Ids::random(16);
        $this->store->addSecret($secret, $customer->text('id'), $now + self::SECRET_SECONDS);

        return [
            'secret' => $secret,
            'createdAt' => Clock::iso($now),
            'expireAt' => Clock::iso($now + self::SECRET_SECONDS),
        ];
    }

    /** @return array<string, mixed> */
    public function search(Call $call): array
    {
        return Page::of($this->store->newestFirst('customer', $call->account), $call->body, '', static fn (JsonObject $customer): array => $customer->all());
    }

    /** @return array<string, mixed> */
    public function paymentMethods(Call $call): array
    {
        $id = $this->findBySecret($call);

        return [
            'customerId' => $id,
            'merchantId' => $call->account,
            'savedPaymentMethods' => array_map(static fn (SavedCard $card): array => [
                'id' => $card->id,
                'cardDetails' => [
                    'pan' => $card->instrument->masked,
                    'expiryDate' => $card->instrument->expiryDate,
                    'scheme' => $card->instrument->scheme,
                ],
            ], $this->savedCards($id)),
            'supportedPaymentMethods' => $this->merchant->config()['supportedPaymentMethods'],
        ];
    }

    public function deletePaymentMethod(Call $call): null
    {
        $id = $this->findBySecret($call);
        $card = $call->parameter('paymentMethodId');
        if ($this->store->get(SavedCard::KIND, $card, $call->account)?->text('customerId') !== $id) {
            throw new Problem(404, 'The customer has no such payment method.');
        }
        $this->store->delete($card);

        return null;
    }

    /** @return string the id of the saved card; the same card is kept once */
    public function saveCard(string $customerId, Instrument $instrument): string
    {
        foreach ($this->savedCards($customerId) as $card) {
            if ($card->isSame($instrument)) {
                return $card->id;
            }
        }
        $card = new SavedCard(Ids::make('pm'), $customerId, $instrument->withMethod('SavedCard')->withOutcome('success'));
        $this->store->put(SavedCard::KIND, (string) $this->store->accountOf($customerId), $card->stored(), null, $customerId);

        return $card->id;
    }

    /** @return list<SavedCard> */
    public function savedCards(string $customerId): array
    {
        return array_map(SavedCard::ofStored(...), $this->store->children(SavedCard::KIND, $customerId));
    }

    private function find(Call $call): JsonObject
    {
        return $this->store->get('customer', $call->parameter('customerId'), $call->account)
            ?? throw new Problem(404, 'There is no such customer.');
    }

    /** @return string the id of the customer whose secret was sent */
    private function findBySecret(Call $call): string
    {
        $id = $call->parameter('customerId');
        if ($this->store->secretOwner((string) $call->customerSecret, $this->clock->now()) !== $id) {
            throw new Problem(401, 'The secret belongs to another customer.');
        }

        return $this->find($call)->text('id');
    }
}
