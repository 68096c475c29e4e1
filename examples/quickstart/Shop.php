<?php

declare(strict_types=1);

use Dojo\Shop\Change;
use Dojo\Shop\Database;
use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\Effect;
use Dojo\Shop\Order;
use Dojo\Shop\Orders;
use Dojo\Shop\OrderState;
use Dojo\Shop\Words;

/**
 * The shop: orders, stock and e-mails, in tables of its own on the kit's connection. What a payment means for them is in apply(), in
 * the transaction that books the payment: either both are committed or neither is.
 *
 * @phpstan-type OrderRow array{id: string, product: string, amount: int, currency: string, status: string, refunded: int, kept: int, created_at: int}
 */
final class Shop implements Orders
{
    /* VARCHAR keys and no auto-increment: the same statements run on SQLite, MySQL and MariaDB. */
    private const TABLES = [
        'CREATE TABLE IF NOT EXISTS shop_orders (id VARCHAR(40) NOT NULL PRIMARY KEY, product VARCHAR(40) NOT NULL, amount BIGINT NOT NULL,
            currency VARCHAR(3) NOT NULL, status VARCHAR(12) NOT NULL, refunded BIGINT NOT NULL, kept INTEGER NOT NULL, created_at BIGINT NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_stock (product VARCHAR(40) NOT NULL PRIMARY KEY, pieces BIGINT NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_mails (id VARCHAR(150) NOT NULL PRIMARY KEY, order_id VARCHAR(40) NOT NULL, recipient VARCHAR(10) NOT NULL,
            text TEXT NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_staff (session VARCHAR(64) NOT NULL PRIMARY KEY, ends_at BIGINT NOT NULL)',
    ];

    private const STAFF_SECONDS = 8 * 3600;

    /* What staff have not captured after six days, Dojo gives back. */
    private const MANUAL = ['captureMode' => 'Manual', 'autoExpireIn' => '6.00:00:00', 'autoExpireAction' => 'Release'];

    public function __construct(private readonly Database $database)
    {
    }

    public function install(): void
    {
        /* Without InnoDB a payment and its fulfilment would not be one transaction, and by default MUG and mug are one product. */
        $options = $this->database->dialect() === 'mysql' ? ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ENGINE=InnoDB' : '';
        foreach (self::TABLES as $table) {
            $this->database->execute($table . $options);
        }
        foreach (products() as $product => $details) {
            if ($this->database->select('SELECT product FROM shop_stock WHERE product = ?', [$product]) === []) {
                $this->database->execute('INSERT INTO shop_stock VALUES (?, 100)', [$product]);
            }
        }
    }

    /** @return string the id of a new order: not countable, because it is all that a customer needs to see the order */
    public function add(string $product): string
    {
        $id = 'order-' . bin2hex(random_bytes(8));
        $price = Dojo\Money::fromDecimal(products()[$product]['price'], 'GBP'); // the shop's own, never one that came with the form
        $this->database->execute(
            "INSERT INTO shop_orders VALUES (?, ?, ?, ?, 'open', 0, 0, ?)",
            [$id, $product, $price['value'], $price['currencyCode'], time()],
        );

        return $id;
    }

    /** @return ?OrderRow */
    public function order(string $id): ?array
    {
        /** @var ?OrderRow */
        return $this->database->select('SELECT * FROM shop_orders WHERE id = ?', [$id])[0] ?? null;
    }

    /** @return list<array{id: string, amount: int, currency: string, status: string, notes: int}> the latest orders, newest first, but those that nobody has paid last, because anybody can add them; notes: those for staff */
    public function latest(): array
    {
        /** @var list<array{id: string, amount: int, currency: string, status: string, notes: int}> */
        return $this->database->select(
            "SELECT id, amount, currency, status, (SELECT COUNT(*) FROM shop_mails WHERE order_id = shop_orders.id AND recipient = 'staff') AS notes
             FROM shop_orders ORDER BY CASE WHEN status IN ('open', 'closed') AND notes = 0 THEN 1 ELSE 0 END, created_at DESC, id LIMIT 50",
        );
    }

    public function isInStock(string $product): bool
    {
        return (int) ($this->database->select('SELECT pieces FROM shop_stock WHERE product = ?', [$product])[0]['pieces'] ?? 0) > 0;
    }

    /** @return list<array{id: string, order_id: string, recipient: string, text: string}> what was sent because of an order */
    public function mails(string $orderId): array
    {
        /** @var list<array{id: string, order_id: string, recipient: string, text: string}> */
        return $this->database->select('SELECT * FROM shop_mails WHERE order_id = ? ORDER BY id', [$orderId]);
    }

    /** One of the staff has signed in with this session. Only a hash of it is stored, which is valid for the current password only. */
    public function signIn(#[SensitiveParameter] string $session): void
    {
        $this->database->execute('DELETE FROM shop_staff WHERE ends_at <= ?', [time()]);
        $this->database->execute('INSERT INTO shop_staff VALUES (?, ?)', [self::staffKey($session), time() + self::STAFF_SECONDS]);
    }

    public function isSignedIn(#[SensitiveParameter] string $session): bool
    {
        return $this->database->select('SELECT session FROM shop_staff WHERE session = ? AND ends_at > ?', [self::staffKey($session), time()]) !== [];
    }

    public function find(string $orderId): ?Order
    {
        $row = $this->order($orderId);

        return $row === null ? null : new Order(
            $row['id'],
            (int) $row['amount'],
            $row['currency'],
            isForSale: (int) $row['kept'] === 1 || $this->isInStock($row['product']), // its piece is kept, or there is one
            request: (setting('SHOP_CAPTURE') === 'manual' ? self::MANUAL : []) + [
                'itemLines' => [[
                    'id' => $row['product'], 'name' => products()[$row['product']]['name'] ?? $row['product'], 'quantity' => 1,
                    'amountTotal' => ['value' => (int) $row['amount'], 'currencyCode' => $row['currency']],
                ]],
                'config' => [
                    'title' => 'Corner Tea Shop',
                    'redirectUrl' => shop_url('success.php?order=' . rawurlencode($row['id'])),
                    'cancelUrl' => shop_url('order.php?id=' . rawurlencode($row['id'])),
                    'details' => ['showTotal' => true, 'showReference' => true],
                ],
            ],
        );
    }

    public function apply(Order $order, Change $change): void
    {
        $this->database->execute('UPDATE shop_orders SET refunded = ? WHERE id = ?', [$change->refunded, $order->id]);
        if ($change->state === null) {
            return; // a refund of a part, or another capture: the order stays where it is
        }
        $this->database->execute('UPDATE shop_orders SET status = ? WHERE id = ?', [$change->state->value, $order->id]);
        match ($change->state) {
            OrderState::Authorised => $this->keepPiece($order->id), // without one, its capture goes to staff
            /* find() said that there is one. If another order has just taken it, the kit reads and decides again. */
            OrderState::Paid => $this->keepPiece($order->id) || throw new DatabaseBusy('Another order took the last piece.'),
            OrderState::Closed, OrderState::Reversed => $this->giveBackPiece($order->id),
            default => null, // refunded goods are counted when they arrive
        };
    }

    public function perform(?Order $order, Effect $effect): void
    {
        $state = OrderState::tryFrom((string) ($effect->data['state'] ?? ''));
        [$recipient, $text] = match (true) {
            $state === OrderState::Paid => ['customer', "Thank you! Your order $effect->orderId is paid."],
            $state === OrderState::Authorised => ['customer', "Thank you for your order $effect->orderId. We charge your card when we send it."],
            $effect->kind === Effect::REFUNDED => [
                'customer',
                sprintf('We have refunded %s of your order %s.', Words::money((int) $effect->data['amount'], $order->currencyCode ?? 'GBP'), $effect->orderId),
            ],
            isset($effect->data['text']) => ['staff', (string) $effect->data['text']], // Effect::NOTE and Effect::EXTRA
            default => ['', ''],
        };
        /* An effect is performed again if this process dies before the kit has written down that it is done. This is the place for your
           mailer: give it the effect's id, by which it can drop the repeat, as this table does. */
        if ($recipient !== '' && $this->database->select('SELECT id FROM shop_mails WHERE id = ?', [$effect->id]) === []) {
            $this->database->execute('INSERT INTO shop_mails VALUES (?, ?, ?, ?)', [$effect->id, $effect->orderId, $recipient, $text]);
        }
    }

    /** @return bool false if there is none */
    private function keepPiece(string $orderId): bool
    {
        if ((int) ($this->order($orderId)['kept'] ?? 0) === 1) {
            return true; // since it was authorised
        }
        $isKept = $this->database->execute(
            'UPDATE shop_stock SET pieces = pieces - 1 WHERE pieces > 0 AND product = (SELECT product FROM shop_orders WHERE id = ?)',
            [$orderId],
        ) === 1;
        $this->database->execute('UPDATE shop_orders SET kept = ? WHERE id = ?', [(int) $isKept, $orderId]);

        return $isKept;
    }

    private function giveBackPiece(string $orderId): void
    {
        if ($this->database->execute('UPDATE shop_orders SET kept = 0 WHERE id = ? AND kept = 1', [$orderId]) === 1) {
            $this->database->execute('UPDATE shop_stock SET pieces = pieces + 1 WHERE product = (SELECT product FROM shop_orders WHERE id = ?)', [$orderId]);
        }
    }

    private static function staffKey(#[SensitiveParameter] string $session): string
    {
        return hash_hmac('sha256', setting('SHOP_PASSWORD'), $session);
    }
}
