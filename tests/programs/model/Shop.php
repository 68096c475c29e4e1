<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Change;
use Dojo\Shop\Database;
use Dojo\Shop\Effect;
use Dojo\Shop\Order;
use Dojo\Shop\Orders;
use Dojo\Shop\OrderState;

/** A toy shop. Its tables have no keys that would hide a second fulfilment or a refund that is booked twice. */
final class Shop implements Orders
{
    public const TABLES = [
        'toy_orders' => 'id VARCHAR(64) NOT NULL PRIMARY KEY, amount BIGINT NOT NULL, for_sale INTEGER NOT NULL, manual INTEGER NOT NULL,
            state VARCHAR(12) NOT NULL, intent_id VARCHAR(100), captured BIGINT NOT NULL, refunded BIGINT NOT NULL',
        'toy_fulfilments' => 'order_id VARCHAR(64) NOT NULL, change_id VARCHAR(150) NOT NULL',
        'toy_changes' => 'order_id VARCHAR(64) NOT NULL, change_id VARCHAR(150) NOT NULL',
        'toy_refunds' => 'order_id VARCHAR(64) NOT NULL, refund_id VARCHAR(150) NOT NULL, amount BIGINT NOT NULL',
    ];

    /** @param \Closure(Effect): void $outside does what leaves the machine; may throw */
    public function __construct(private readonly Database $database, private readonly Actor $actor, private readonly \Closure $outside)
    {
    }

    public function find(string $orderId): ?Order
    {
        $row = $this->database->select('SELECT * FROM toy_orders WHERE id = ?', [$orderId])[0] ?? null;

        return $row === null ? null : new Order(
            $orderId,
            (int) $row['amount'],
            'GBP',
            (int) $row['for_sale'] === 1,
            match ((int) $row['manual']) {
                1 => ['captureMode' => 'Manual', 'autoExpireAction' => 'Release'],
                2 => ['captureMode' => 'Manual', 'autoExpireAction' => 'Capture'],
                default => [],
            },
        );
    }

    public function apply(Order $order, Change $change): void
    {
        if ($this->actor->throws > 0) {
            $this->actor->throws--;
            throw new ShopFailure("the shop fails to book $change->id");
        }
        $this->database->execute('INSERT INTO toy_changes VALUES (?, ?)', [$order->id, $change->id]);
        if ($change->state === OrderState::Paid) {
            $this->database->execute('INSERT INTO toy_fulfilments VALUES (?, ?)', [$order->id, $change->id]);
        }
        if ($change->refund !== null) {
            $this->database->execute('INSERT INTO toy_refunds VALUES (?, ?, ?)', [$order->id, $change->refund->id, $change->refund->amount]);
        }
        $this->database->execute(
            'UPDATE toy_orders SET intent_id = ?, captured = ?, refunded = ? WHERE id = ?',
            [$change->intentId, $change->captured, $change->refunded, $order->id],
        );
        if ($change->state !== null) {
            $this->database->execute('UPDATE toy_orders SET state = ? WHERE id = ?', [$change->state->value, $order->id]);
        }
    }

    public function perform(?Order $order, Effect $effect): void
    {
        $this->actor->point("before the outside effect $effect->id");
        if ($this->actor->isDead) {
            return;
        }
        if ($this->actor->failures > 0) {
            $this->actor->failures--;
            throw new ShopFailure('the mail server is down');
        }
        ($this->outside)($effect);
        $this->actor->point("after the outside effect $effect->id");
    }
}
