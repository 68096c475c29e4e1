<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A step of an order's payment, committed together with what the shop writes because of it. */
final readonly class Change
{
    /**
     * @param string $id the same for the same step: `paid:order-1`, `refund:refund-0a1b…`
     * @param ?OrderState $state where the order is from now on; null for a refund that leaves some of the money, and for a
     *     capture after the first one, if the order stays where it is
     * @param int $captured what Dojo has captured with this intent so far, in minor units, tips included
     * @param int $refunded what has been given back of it so far
     * @param ?Refund $refund the refund that this step is, if it is one
     */
    public function __construct(
        public string $id,
        public ?OrderState $state,
        public string $intentId,
        public int $captured,
        public int $refunded,
        public string $currencyCode,
        public ?Refund $refund = null,
    ) {
    }
}
