<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

/**
 * Builds the request that creates a payment intent.
 *
 * @phpstan-import-type CreatePaymentIntentRequest from Client
 */
final class Requests
{
    /** In the intent's metadata: which shop, which order, which attempt. */
    public const SHOP = 'shop';
    public const ORDER = 'order';
    public const ATTEMPT = 'attempt';

    public function __construct(private readonly Identity $identity, private readonly Settings $settings)
    {
    }

    /** @return CreatePaymentIntentRequest */
    public function create(Order $order, string $attemptId): array
    {
        /** @var CreatePaymentIntentRequest */
        return [
            'amount' => ['value' => $order->amount, 'currencyCode' => $order->currencyCode],
            'reference' => $order->reference ?? $order->id,
            'metadata' => [self::SHOP => $this->identity->shopId(), self::ORDER => $order->id, self::ATTEMPT => $attemptId],
        ] + $order->request;
    }
}
