<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The rows of the orders' payments. Each change of an order begins with the lock of its row. */
final class PaymentRows
{
    public function __construct(private readonly Store $store)
    {
    }

    public function find(string $orderId): ?OrderPayment
    {
        $row = $this->store->row('SELECT * FROM {payments} WHERE order_id = ?', [$orderId]);

        if ($row !== null && (string) $row['order_id'] !== $orderId) {
            throw new NotPossible("This database takes the orders $orderId and $row[order_id] for the same. Order ids must differ in more than that.");
        }

        return $row === null ? null : OrderPayment::fromRow($row);
    }

    /** The same; it adds the row if there is none. */
    public function open(string $orderId): OrderPayment
    {
        $payment = $this->find($orderId);
        if ($payment === null) {
            $this->store->insert('payments', [
                'order_id' => $orderId, 'state' => OrderState::Open->value, 'claimed_at' => 0, 'told' => 0, 'version' => 0,
            ]);
        }

        return $payment ?? $this->find($orderId) ?? throw new \LogicException("The payment row of order $orderId was written, but cannot be read.");
    }

    /** Takes the order's lock until the end of the transaction, of which it must be the first statement. */
    public function lock(string $orderId): OrderPayment
    {
        if ($this->store->execute('UPDATE {payments} SET version = version + 1 WHERE order_id = ?', [$orderId]) === 0) {
            throw new \LogicException("There is no payment row of order $orderId to lock.");
        }

        return $this->open($orderId);
    }

    /** The attempt may create the order's next intent. */
    public function claim(string $orderId, string $attemptId): void
    {
        $this->store->execute('UPDATE {payments} SET claim = ?, claimed_at = ? WHERE order_id = ?', [$attemptId, $this->store->time->now(), $orderId]);
    }

    public function giveUpClaim(string $orderId, string $attemptId): void
    {
        $this->store->execute('UPDATE {payments} SET claim = NULL WHERE order_id = ? AND claim = ?', [$orderId, $attemptId]);
    }

    /** The intent of the attempt with the claim is the current one. */
    public function attach(string $orderId, string $intentId): void
    {
        $this->store->execute("UPDATE {payments} SET intent_id = ?, claim = NULL, state = 'open' WHERE order_id = ?", [$intentId, $orderId]);
    }

    /** The order has no current intent until the next one is made. */
    public function detach(string $orderId): void
    {
        $this->store->execute('UPDATE {payments} SET intent_id = NULL WHERE order_id = ?', [$orderId]);
    }

    /** Notes the captured sum that the shop has been given. */
    public function told(string $orderId, int $captured): void
    {
        $this->store->execute('UPDATE {payments} SET told = ? WHERE order_id = ?', [$captured, $orderId]);
    }

    public function move(string $orderId, OrderState $state, string $intentId): void
    {
        $this->store->execute('UPDATE {payments} SET state = ?, intent_id = ?, claim = NULL WHERE order_id = ?', [$state->value, $intentId, $orderId]);
    }
}
