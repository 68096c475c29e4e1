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

    public function create(Call $call): array
    {
        $now = Clock::iso($this->clock->now());
        $customer = ['id' => Ids::make('cust')] + $call->body
            + ['createdAt' => $now, 'updatedAt' => $now, 'documentVersion' => 0];
        $this->store->put('customer', $call->account, $customer);

        return $customer;
    }

    /** @return list<array> the customers that exist, in the order of the ids */
    public function get(Call $call): array
    {
        $ids = array_unique(array_map('trim', explode(',', $call->parameter('customerId'))));
        $found = array_map(fn (string $id): ?array => $this->store->get('customer', $id, $call->account), $ids);

        return array_values(array_filter($found));
    }

    /** An absent field keeps its value; null clears it. */
    public function update(Call $call): array
    {
        $customer = $this->find($call);
        $customer = $call->body + $customer;
        $customer['documentVersion']++;
        $customer['updatedAt'] = Clock::iso($this->clock->now());
        $this->store->put('customer', $call->account, $customer);

        return $customer;
    }

    public function delete(Call $call): null
    {
        $customer = $this->find($call);
        foreach ($this->store->children('payment_method', $customer['id']) as $card) {
            $this->store->delete($card['id']);
        }
        $this->store->dropSecrets($customer['id']);
        $this->store->delete($customer['id']);

        return null;
    }

    public function createSecret(Call $call): array
    {
        $customer = $this->find($call);
        $now = $this->clock->now();
        $secret = Ids::make('cs') . Ids::random(16);
        $this->store->addSecret($secret, $customer['id'], $now + self::SECRET_SECONDS);

        return [
            'secret' => $secret,
            'createdAt' => Clock::iso($now),
            'expireAt' => Clock::iso($now + self::SECRET_SECONDS),
        ];
    }

    public function search(Call $call): array
    {
        return Page::of($this->store->newestFirst('customer', $call->account), $call->body, '', static fn (array $customer): array => $customer);
    }

    public function paymentMethods(Call $call): array
    {
        $customer = $this->findBySecret($call);

        return [
            'customerId' => $customer['id'],
            'merchantId' => $call->account,
            'savedPaymentMethods' => array_map(static fn (array $card): array => [
                'id' => $card['id'],
                'cardDetails' => [
                    'pan' => $card['instrument']['masked'],
                    'expiryDate' => $card['instrument']['expiryDate'],
                    'scheme' => $card['instrument']['scheme'],
                ],
            ], $this->store->children('payment_method', $customer['id'])),
            'supportedPaymentMethods' => $this->merchant->config()['supportedPaymentMethods'],
        ];
    }

    public function deletePaymentMethod(Call $call): null
    {
        $customer = $this->findBySecret($call);
        $card = $this->store->get('payment_method', $call->parameter('paymentMethodId'), $call->account);
        if (($card['customerId'] ?? null) !== $customer['id']) {
            throw new Problem(404, 'The customer has no such payment method.');
        }
        $this->store->delete($card['id']);

        return null;
    }

    /** @return string the id of the saved card; the same card is kept once */
    public function saveCard(string $customerId, array $instrument): string
    {
        foreach ($this->store->children('payment_method', $customerId) as $card) {
            if ($card['instrument']['masked'] === $instrument['masked'] && $card['instrument']['expiryDate'] === $instrument['expiryDate']) {
                return $card['id'];
            }
        }
        $card = [
            'id' => Ids::make('pm'),
            'customerId' => $customerId,
            'instrument' => ['method' => 'SavedCard', 'outcome' => 'success'] + $instrument,
        ];
        $this->store->put('payment_method', (string) $this->store->accountOf($customerId), $card, null, $customerId);

        return $card['id'];
    }

    /** @return list<array{id: string, instrument: array}> */
    public function savedCards(string $customerId): array
    {
        return $this->store->children('payment_method', $customerId);
    }

    private function find(Call $call): array
    {
        return $this->store->get('customer', $call->parameter('customerId'), $call->account)
            ?? throw new Problem(404, 'There is no such customer.');
    }

    private function findBySecret(Call $call): array
    {
        $id = $call->parameter('customerId');
        if ($this->store->secretOwner((string) $call->customerSecret, $this->clock->now()) !== $id) {
            throw new Problem(401, 'The secret belongs to another customer.');
        }

        return $this->find($call);
    }
}
