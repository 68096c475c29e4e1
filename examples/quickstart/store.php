<?php

declare(strict_types=1);

/**
 * The shop's database. Two rules keep it right while webhooks, return pages and impatient customers all run at once:
 * a thing that may happen once is claimed by an INSERT on a primary key, and an order only ever moves forward.
 *
 * An order's `asked` is the Unix time when Dojo was asked for an intent of which the shop does not know yet; else 0.
 *
 * A refund's `tries` counts the calls that were begun and of which nobody knows how they ended.
 *
 * @phpstan-type Order array{id: string, product: string, amount: int, currency: string, status: string, refunded: int,
 *     payment_intent_id: ?string, asked: int, created_at: string}
 * @phpstan-type RefundRow array{id: string, order_id: string, amount: int, reason: string, state: string, refund_id: ?string,
 *     tries: int}
 */
final class Store
{
    /**
     * How far an order has come. Statuses with the same number end it in different ways. Money counts more than a
     * cancellation: an order with a cancelled intent can still be paid with another.
     */
    private const RANK = ['open' => 0, 'cancelled' => 1, 'authorised' => 2, 'paid' => 3, 'refunded' => 4, 'reversed' => 4];

    /* VARCHAR keys and no auto-increment: the same statements run on SQLite, MySQL and PostgreSQL. */
    private const TABLES = [
        'CREATE TABLE IF NOT EXISTS shop_orders (id VARCHAR(40) PRIMARY KEY, product VARCHAR(40) NOT NULL,
            amount BIGINT NOT NULL, currency VARCHAR(3) NOT NULL, status VARCHAR(20) NOT NULL, status_rank INTEGER NOT NULL,
            refunded BIGINT NOT NULL, payment_intent_id VARCHAR(100), asked INTEGER NOT NULL, created_at VARCHAR(30) NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_refunds (id VARCHAR(40) PRIMARY KEY, order_id VARCHAR(40) NOT NULL,
            amount BIGINT NOT NULL, reason VARCHAR(200) NOT NULL, state VARCHAR(20) NOT NULL, refund_id VARCHAR(100), tries INTEGER NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_events (id VARCHAR(100) PRIMARY KEY, event VARCHAR(100) NOT NULL,
            payment_intent_id VARCHAR(100) NOT NULL, status VARCHAR(20) NOT NULL, handled INTEGER NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_settings (name VARCHAR(40) PRIMARY KEY, value TEXT NOT NULL)',
    ];

    private PDO $pdo;

    public function __construct(string $dsn, ?string $user, #[SensitiveParameter] ?string $password)
    {
        $this->pdo = new PDO($dsn, $user, $password, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_TIMEOUT => 5,
        ]);
        foreach (self::TABLES as $table) {
            $this->pdo->exec($table);
        }
    }

    /** @return Order */
    public function addOrder(string $product, int $amount, string $currency): array
    {
        $id = 'order-' . bin2hex(random_bytes(8)); // not countable: the id is all that a customer needs to see the order
        $this->run(
            "INSERT INTO shop_orders VALUES (?, ?, ?, ?, 'open', 0, 0, NULL, 0, ?)",
            [$id, $product, $amount, $currency, gmdate('Y-m-d\TH:i:s\Z')],
        );

        return $this->order($id) ?? throw new LogicException("Order $id was written but can't be read.");
    }

    /** @return ?Order */
    public function order(string $id): ?array
    {
        /** @var ?Order */
        return $this->run('SELECT * FROM shop_orders WHERE id = ?', [$id])->fetchAll()[0] ?? null;
    }

    /**
     * Written down before Dojo is asked for a payment intent, so that a crash in between is noticed, and a second
     * click does not ask as well.
     *
     * @param Order $order as it was when the caller found that an intent is needed
     * @return bool false where somebody else has asked, less than $patience seconds ago or since $order was read
     */
    public function claimAsking(array $order, int $patience): bool
    {
        return $this->run(
            "UPDATE shop_orders SET asked = ? WHERE id = ? AND asked = ? AND asked <= ? AND COALESCE(payment_intent_id, '') = ?",
            [time(), $order['id'], (int) $order['asked'], time() - $patience, $order['payment_intent_id'] ?? ''],
        )->rowCount() === 1;
    }

    /** The question is answered, or it is certain that no intent will come of it. */
    public function clearAsking(string $orderId): void
    {
        $this->run('UPDATE shop_orders SET asked = 0 WHERE id = ?', [$orderId]);
    }

    public function setPaymentIntent(string $orderId, string $paymentIntentId): void
    {
        $this->run('UPDATE shop_orders SET payment_intent_id = ?, asked = 0 WHERE id = ?', [$paymentIntentId, $orderId]);
    }

    /** @return bool whether it was this call that moved the order; whoever gets true sends the e-mail */
    public function advance(string $orderId, string $status): bool
    {
        $rank = self::RANK[$status] ?? throw new LogicException("Unknown order status $status.");

        return $this->run(
            'UPDATE shop_orders SET status = ?, status_rank = ? WHERE id = ? AND status_rank < ?',
            [$status, $rank, $orderId, $rank],
        )->rowCount() === 1;
    }

    /** Two answers may arrive in the wrong order; the larger amount is the newer one. */
    public function setRefunded(string $orderId, int $amount): void
    {
        $this->run('UPDATE shop_orders SET refunded = ? WHERE id = ? AND refunded < ?', [$amount, $orderId, $amount]);
    }

    /** @return list<string> the orders that have, or may have, an intent, and that are neither paid nor over */
    public function unsettledOrders(): array
    {
        /** @var list<string> */
        return $this->run("SELECT id FROM shop_orders WHERE (asked > 0 OR payment_intent_id IS NOT NULL) AND status IN ('open', 'authorised')")
            ->fetchAll(PDO::FETCH_COLUMN);
    }

    /** @return bool false where that refund was asked for before */
    public function addRefund(string $id, string $orderId, int $amount, string $reason): bool
    {
        return $this->claim("INSERT INTO shop_refunds VALUES (?, ?, ?, ?, 'sending', NULL, 0)", [$id, $orderId, $amount, $reason]);
    }

    /** @return ?RefundRow */
    public function refund(string $id): ?array
    {
        /** @var ?RefundRow */
        return $this->run('SELECT * FROM shop_refunds WHERE id = ?', [$id])->fetchAll()[0] ?? null;
    }

    /** @return list<RefundRow> */
    public function refunds(string $orderId): array
    {
        /** @var list<RefundRow> */
        return $this->run('SELECT * FROM shop_refunds WHERE order_id = ?', [$orderId])->fetchAll();
    }

    /** @return list<string> */
    public function unsettledRefunds(): array
    {
        /** @var list<string> */
        return $this->run("SELECT id FROM shop_refunds WHERE state = 'sending'")->fetchAll(PDO::FETCH_COLUMN);
    }

    public function beginTry(string $id): void
    {
        $this->run('UPDATE shop_refunds SET tries = tries + 1 WHERE id = ?', [$id]);
    }

    /**
     * A call has moved nothing, that is certain. Of another one, whose answer was lost, that says nothing: $state is the
     * refund's only where there is none.
     */
    public function endTry(string $id, string $state): void
    {
        $this->run('UPDATE shop_refunds SET tries = tries - 1 WHERE id = ?', [$id]);
        $this->run("UPDATE shop_refunds SET state = ? WHERE id = ? AND state = 'sending' AND tries = 0", [$state, $id]);
    }

    public function refundIsMade(string $id, string $refundId): void
    {
        $this->run("UPDATE shop_refunds SET state = 'done', refund_id = ? WHERE id = ?", [$refundId, $id]);
    }

    /** @return bool false where the event is known already: webhooks arrive at least once, not exactly once */
    public function addEvent(string $id, string $event, string $paymentIntentId, string $status): bool
    {
        return $this->claim('INSERT INTO shop_events VALUES (?, ?, ?, ?, 0)', [$id, $event, $paymentIntentId, $status]);
    }

    public function markHandled(string $eventId): void
    {
        $this->run('UPDATE shop_events SET handled = 1 WHERE id = ?', [$eventId]);
    }

    /** @return list<array{id: string, event: string, payment_intent_id: string, status: string, handled: int}> */
    public function events(?string $paymentIntentId): array
    {
        [$where, $values] = $paymentIntentId === null ? ['handled = 0', []] : ['payment_intent_id = ?', [$paymentIntentId]];

        /** @var list<array{id: string, event: string, payment_intent_id: string, status: string, handled: int}> */
        return $this->run("SELECT * FROM shop_events WHERE $where", $values)->fetchAll();
    }

    /** @return list<string> none before setup-webhook.php has run */
    public function webhookSecrets(): array
    {
        $value = $this->run("SELECT value FROM shop_settings WHERE name = 'webhook_secrets'")->fetchColumn();

        /** @var list<string> */
        return is_string($value) ? json_decode($value, true, 4, JSON_THROW_ON_ERROR) : [];
    }

    /** @param list<string> $secrets */
    public function setWebhookSecrets(#[SensitiveParameter] array $secrets): void
    {
        $value = json_encode($secrets, JSON_THROW_ON_ERROR);
        if (!$this->claim("INSERT INTO shop_settings VALUES ('webhook_secrets', ?)", [$value])) {
            $this->run("UPDATE shop_settings SET value = ? WHERE name = 'webhook_secrets'", [$value]);
        }
    }

    /** @param list<int|string|null> $values */
    private function claim(string $sql, array $values): bool
    {
        try {
            $this->run($sql, $values);
        } catch (PDOException $e) {
            /* SQLSTATE class 23: the key is there already. Anything else is a real failure. */
            return str_starts_with((string) $e->getCode(), '23') ? false : throw $e;
        }

        return true;
    }

    /** @param list<int|string|null> $values */
    private function run(string $sql, array $values = []): PDOStatement
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement;
    }
}
