<?php

declare(strict_types=1);

use Dojo\Client;
use Dojo\PaymentIntentStatus;

/**
 * The shop's orders, as far as payments go; yours are in tables of your own. What makes it safe is in sync() and settle().
 *
 * @phpstan-type Order array{id: string, amount: int|string, currency: string, status: string, payment_intent_id: ?string}
 */
final class Orders
{
    /** How far an order has come. It only ever moves to a larger number. */
    private const RANK = ['open' => 0, 'authorised' => 1, 'paid' => 2, 'closed' => 3];

    private const TABLES = [
        'CREATE TABLE IF NOT EXISTS shop_orders (id VARCHAR(60) PRIMARY KEY, amount BIGINT NOT NULL, currency VARCHAR(3) NOT NULL,
            status VARCHAR(20) NOT NULL, status_rank INTEGER NOT NULL, payment_intent_id VARCHAR(191), created_at BIGINT NOT NULL)',
        'CREATE TABLE IF NOT EXISTS shop_fulfilments (order_id VARCHAR(60) NOT NULL, at BIGINT NOT NULL)',
    ];

    /** @param string $shop what createPaymentIntent() gave as metadata: ['shop' => $shop] */
    public function __construct(private readonly PDO $pdo, private readonly Client $dojo, private readonly string $shop)
    {
    }

    public function install(): void
    {
        create_tables($this->pdo, self::TABLES);
    }

    /** Before Dojo hears of the order: its webhook may be here before createPaymentIntent() returns. */
    public function add(string $id, int $amount, string $currency): void
    {
        $this->run("INSERT INTO shop_orders VALUES (?, ?, ?, 'open', 0, NULL, ?)", [$id, $amount, $currency, time()]);
    }

    public function setPaymentIntent(string $id, string $paymentIntentId): void
    {
        $this->run('UPDATE shop_orders SET payment_intent_id = ? WHERE id = ?', [$paymentIntentId, $id]);
    }

    /** @return ?Order */
    public function find(string $id): ?array
    {
        /** @var ?Order */
        return $this->run('SELECT id, amount, currency, status, payment_intent_id FROM shop_orders WHERE id = ?', [$id])->fetchAll()[0] ?? null;
    }

    /** @return list<string> the intents of orders that no webhook has settled within so many seconds */
    public function unsettled(int $seconds): array
    {
        /** @var list<string> */
        return $this->run(
            'SELECT payment_intent_id FROM shop_orders WHERE status_rank < 2 AND payment_intent_id IS NOT NULL AND created_at <= ?',
            [time() - $seconds],
        )->fetchAll(PDO::FETCH_COLUMN);
    }

    /**
     * Brings an order up to date, from the webhook, the return page or the clean-up job, any number of times, at the same
     * time and in any order. An event says that something happened, once upon a time; what counts is the intent as it is now.
     */
    public function sync(string $paymentIntentId): void
    {
        $intent = $this->dojo->getPaymentIntent($paymentIntentId, returnCanceled: true);
        $order = $this->find((string) ($intent['reference'] ?? ''));
        if ($order === null) {
            return; // of another shop on the same Dojo account
        }
        if ($order['payment_intent_id'] !== $paymentIntentId && ($intent['metadata']['shop'] ?? null) !== $this->shop) {
            /* Another shop's order may have the same reference and cost the same. */
            error_log("Order {$order['id']}: $paymentIntentId has its reference, but is not its intent and does not name this shop.");

            return;
        }
        if ($intent['amount']['value'] !== (int) $order['amount'] || $intent['amount']['currencyCode'] !== $order['currency']) {
            error_log("Order {$order['id']}: $paymentIntentId is over another amount; look into it by hand.");

            return;
        }
        $status = PaymentIntentStatus::tryFrom((string) $intent['status']); // null: one that this version doesn't know
        if (!($status?->isPaid() ?? false) && $order['payment_intent_id'] !== null && $order['payment_intent_id'] !== $paymentIntentId) {
            return; // an earlier attempt that came to nothing
        }
        $newStatus = match ($status) {
            PaymentIntentStatus::Authorized => 'authorised',
            PaymentIntentStatus::Captured => 'paid',
            PaymentIntentStatus::Refunded, PaymentIntentStatus::Reversed, PaymentIntentStatus::Canceled => 'closed',
            default => 'open', // Created, also after a decline
        };
        if (self::RANK[$newStatus] > self::RANK[$order['status']]) { // spares most duplicates a write
            $this->settle($order['id'], $newStatus);
        }
    }

    private function settle(string $id, string $status): void
    {
        $this->pdo->beginTransaction();
        try {
            /* One statement that both asks and writes, and the first of the transaction: of any number of callers, one
               moves the order. A SELECT before it would be a gap, and on SQLite a reason for "database is locked". */
            $moved = $this->run(
                'UPDATE shop_orders SET status = ?, status_rank = ? WHERE id = ? AND status_rank < ?',
                [$status, self::RANK[$status], $id, self::RANK[$status]],
            )->rowCount() === 1;
            if ($moved && $status === 'paid') {
                $this->fulfil($id);
            }
            $this->pdo->commit();
        } catch (Throwable $e) {
            $this->pdo->rollBack();
            throw $e;
        }
    }

    /**
     * Once for each order. Only write to the database here, in the same transaction: reserve the stock, queue the e-mail.
     * What leaves the machine (an SMTP server, a courier's API) can't be rolled back: a job sends it, from the queue.
     */
    private function fulfil(string $id): void
    {
        $this->run('INSERT INTO shop_fulfilments VALUES (?, ?)', [$id, time()]);
    }

    /** @param list<int|string> $values */
    private function run(string $sql, array $values = []): PDOStatement
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement;
    }
}
