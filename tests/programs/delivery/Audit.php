<?php

declare(strict_types=1);

namespace Dojo\Tests\Delivery;

use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/**
 * Compares a shop's books with Dojo's, after everything has come to rest. Orders, stock and mails are read from the shop's tables, money
 * from the kit's, and what is true from Dojo.
 *
 * @phpstan-type Row array<string, int|string|null>
 */
final class Audit
{
    private const PAID = ['Captured', 'Refunded', 'Reversed'];

    /** @var list<array> */
    private array $intents;

    /** @var array<string, Row> by the intent's id */
    private array $attempts;

    /** @var array<string, Row> by the order's id */
    private array $payments;

    /** @var list<Row> */
    private array $orders;

    /** @var array<string, list<array>> order => its intents that were paid */
    private array $paid = [];

    /** @param array<string, int> $stock pieces of each product before the first sale */
    public function __construct(private readonly Shop $shop, private readonly array $stock)
    {
        $this->intents = iterator_to_array($shop->dojo->iteratePaymentIntents(['cursor' => ['limit' => 100]]), false);
        $this->attempts = array_column(array_filter($shop->rows('SELECT * FROM dojo_attempts'), static fn (array $row): bool => $row['intent_id'] !== null), null, 'intent_id');
        $this->payments = array_column($shop->rows('SELECT * FROM dojo_payments'), null, 'order_id');
        $this->orders = $shop->rows('SELECT * FROM shop_orders');
        foreach ($this->intents as $intent) {
            if (in_array($intent['status'], self::PAID, true)) {
                $this->paid[$intent['reference']][] = $intent;
            }
        }
    }

    /** How many orders have been paid. */
    public function paidOrders(): int
    {
        return count($this->paid);
    }

    /** How many payments there are beyond the first of an order. */
    public function extraPayments(): int
    {
        return array_sum(array_map(static fn (array $intents): int => count($intents) - 1, $this->paid));
    }

    /**
     * @param array<string, array{order: string, amount: int, noted: bool, said: list<string>}> $asked refund's id => what staff asked for,
     *        whether the shop said that it is made or noted, and the last responses
     */
    public function report(Report $report, array $asked): void
    {
        $report->none($this->money(), 'the money at Dojo is the money in the books, for each payment intent');
        $report->none($this->open(), 'no order is paid at Dojo and open in the shop, nor the other way round');
        $report->none($this->payable(), 'no order has two intents that can be paid');
        $report->none($this->goods(), 'each paid order is fulfilled once, and no other order is');
        $report->none($this->mails(), 'each paid order has its e-mail, once for each id');
        $report->none($this->refunds($asked), 'each refund that staff asked for is made once, and there is no other');
        $report->none($this->extras(), 'staff know of each payment beyond the first');
        $report->none($this->pending(), 'nothing is left to be done');
    }

    /** @return list<string> what reconcile has to do yet */
    public function pending(): array
    {
        return self::pendingIn($this->shop);
    }

    /** @return list<string> */
    public static function pendingIn(Shop $shop): array
    {
        $problems = [];
        foreach ([
            'event' => "SELECT id FROM dojo_events WHERE state = 'new'",
            'attempt whose creation is unknown' => "SELECT id FROM dojo_attempts WHERE state = 'asking'",
            'intent that must not be paid' => "SELECT intent_id AS id FROM dojo_attempts WHERE role = 'surplus' AND status IN ('', 'Created')",
            'refund' => "SELECT id FROM dojo_refunds WHERE state = 'sending'",
            'capture' => "SELECT id FROM dojo_captures WHERE state = 'sending'",
            'effect' => 'SELECT id FROM dojo_effects WHERE done_at IS NULL',
        ] as $what => $sql) {
            foreach ($shop->rows($sql) as $row) {
                $problems[] = "$what: {$row['id']}";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function money(): array
    {
        $problems = [];
        foreach ($this->intents as $intent) {
            $row = $this->attempts[$intent['id']] ?? null;
            $atDojo = [$intent['status'], in_array($intent['status'], self::PAID, true) ? $intent['totalAmount']['value'] ?? $intent['amount']['value'] : 0, $intent['refundedAmount'] ?? 0];
            $booked = (int) ($this->shop->rows("SELECT SUM(amount) AS it FROM dojo_refunds WHERE intent_id = ? AND state = 'done'", $intent['id'])[0]['it'] ?? 0);
            $inBooks = $row === null ? null : [$row['status'], (int) $row['captured'], (int) $row['refunded']];
            if ($inBooks !== $atDojo || $booked !== $atDojo[2]) {
                $problems[] = "$intent[id] of $intent[reference]: at Dojo " . json_encode($atDojo) . ', in the books ' . json_encode($inBooks) . ", refunds $booked";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function open(): array
    {
        $problems = [];
        foreach ($this->orders as $order) {
            $state = $this->payments[$order['id']]['state'] ?? 'open';
            $intents = array_map(static fn (array $intent): string => "$intent[id] $intent[status]", $this->paid[$order['id']] ?? []);
            if ($state !== $order['status'] && !($state === 'open' && $order['status'] === 'closed') || ($intents !== []) === in_array($state, ['open', 'closed'], true)) {
                $problems[] = "$order[id]: $order[status] in the shop, $state in the kit, paid with " . implode(', ', $intents);
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function payable(): array
    {
        $problems = [];
        foreach ($this->intents as $intent) {
            $payment = $this->payments[$intent['reference']] ?? ['intent_id' => null, 'state' => 'none'];
            if ($intent['status'] === 'Created' && ($payment['intent_id'] !== $intent['id'] || $payment['state'] !== 'open')) {
                $problems[] = "$intent[id] can be paid, but the current intent of $intent[reference] ($payment[state]) is $payment[intent_id]";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function goods(): array
    {
        $problems = [];
        $sold = array_fill_keys(array_keys($this->stock), 0);
        foreach ($this->orders as $order) {
            $steps = $this->shop->rows("SELECT id FROM dojo_effects WHERE order_id = ? AND id LIKE 'paid:%'", $order['id']);
            if (count($steps) !== (int) $order['kept'] || ($order['status'] === 'paid') > count($steps)) {
                $problems[] = "$order[id] is $order[status], was booked as paid " . count($steps) . " times, and has $order[kept] pieces";
            }
            $sold[$order['product']] += (int) $order['kept'];
        }
        foreach ($this->shop->rows('SELECT product, pieces FROM shop_stock') as $row) {
            if ((int) $row['pieces'] !== $this->stock[$row['product']] - $sold[$row['product']]) {
                $problems[] = "{$this->stock[$row['product']]} pieces of $row[product] less {$sold[$row['product']]} sold are not $row[pieces]";
            }
        }

        return $problems;
    }

    /** @return list<string> */
    private function mails(): array
    {
        $problems = [];
        $mails = array_column($this->shop->rows('SELECT id, recipient FROM shop_mails'), 'recipient', 'id');
        foreach ($this->payments as $orderId => $payment) {
            $expected = match (true) {
                in_array($payment['state'], ['open', 'closed'], true) => [],
                $this->shop->rows('SELECT id FROM dojo_effects WHERE id = ?', "paid:$payment[intent_id]") !== [] => ["paid:$payment[intent_id]"],
                default => ["review:$payment[intent_id]:" . (int) ($this->attempts[$payment['intent_id']]['captured'] ?? 0)],
            };
            foreach ($expected as $id) {
                isset($mails[$id]) || $problems[] = "$orderId is $payment[state], and there is no e-mail $id";
            }
        }

        return $problems;
    }

    /** @param array<string, array{order: string, amount: int, noted: bool, said: list<string>}> $asked @return list<string> */
    private function refunds(array $asked): array
    {
        $problems = [];
        $rows = array_column($this->shop->rows('SELECT * FROM dojo_refunds'), null, 'id');
        foreach ($asked as $id => $refund) {
            $row = $rows[$id] ?? ['state' => 'refused', 'order_id' => $refund['order'], 'amount' => $refund['amount']];
            if ([$row['state'], $row['order_id'], (int) $row['amount']] !== [$refund['noted'] ? 'done' : 'refused', $refund['order'], $refund['amount']]) {
                $problems[] = "$id was asked for as " . json_encode($refund) . ', and is ' . json_encode($row);
            }
        }
        foreach (array_diff_key($rows, $asked) as $id => $row) {
            $problems[] = "nobody asked for $id: " . json_encode($row);
        }

        return $problems;
    }

    /** @return list<string> */
    private function extras(): array
    {
        $problems = [];
        foreach ($this->paid as $orderId => $intents) {
            $extra = array_values(array_filter($intents, fn (array $intent): bool => ($this->payments[$orderId]['intent_id'] ?? null) !== $intent['id']));
            if (count($extra) !== count($intents) - 1) {
                $problems[] = "$orderId was paid with " . implode(', ', array_column($intents, 'id')) . ', and its current intent is ' . ($this->payments[$orderId]['intent_id'] ?? 'none');
            }
            foreach ($extra as $intent) {
                $known = $this->shop->rows('SELECT text FROM shop_mails WHERE id = ? AND recipient = ?', "extra:$intent[id]", 'staff')[0]['text'] ?? '';
                if (($this->attempts[$intent['id']]['role'] ?? null) !== 'extra' || !str_contains((string) $known, $intent['id'])) {
                    $problems[] = "$orderId was also paid with $intent[id], and staff read: $known";
                }
            }
        }

        return $problems;
    }
}
