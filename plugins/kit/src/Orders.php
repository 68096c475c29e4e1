<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The shop, as the kit sees it. This is what a shop or a plugin writes. */
interface Orders
{
    /**
     * The order as it is in the database at this moment, not as an object from earlier in the request has it: the kit calls this after
     * it has taken the order's lock. Null if there is none. The Order has the id that the shop has stored: MySQL may find `order-1` by
     * `ORDER-1`, but an order has one payment.
     */
    public function find(string $orderId): ?Order;

    /**
     * In the kit's transaction, once for each step: mark the order as paid, book the stock, record the refund. Only write to the
     * database here, on the connection that the kit has; whatever leaves the machine belongs in perform(). An exception undoes the
     * step, and it is tried again later.
     */
    public function apply(Order $order, Change $change): void;

    /**
     * After the transaction, at least once for each effect; an exception means "again later". $order is null if it has been deleted.
     * An order's steps may overlap if one of them takes long, so a state that is written elsewhere must not go back: see OrderState::rank().
     */
    public function perform(?Order $order, Effect $effect): void;
}
