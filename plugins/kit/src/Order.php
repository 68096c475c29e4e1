<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

/**
 * What the kit has to know of one of the shop's orders.
 *
 * @phpstan-import-type CreatePaymentIntentRequest from Client
 */
final readonly class Order
{
    /**
     * @param string $id unique in this shop, at most 64 bytes, without spaces at its ends, which MySQL ignores when it compares; also shown to the customer, if $reference is not given
     * @param int $amount what is to be paid, in minor units (pence)
     * @param bool $isForSale whether the shop still wants it to be paid; false for an order that was canceled, or paid in another way
     * @param array<string, mixed> $request further fields of the request that creates the payment intent, such as itemLines, config,
     *     billingAddress; see Dojo\Client::createPaymentIntent(). What is optional and too long is shortened or left out.
     * @param ?string $reference what the customer and Dojo's portal see, at most 60 characters
     */
    public function __construct(
        public string $id,
        public int $amount,
        public string $currencyCode,
        public bool $isForSale = true,
        public array $request = [],
        public ?string $reference = null,
    ) {
    }
}
