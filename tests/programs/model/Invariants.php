<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Effect;

/** What holds when all is quiet. Dojo's word against the kit's books, the shop's books and what left the shop. */
final class Invariants
{
    /** @var array<string, array<string, mixed>> */
    private array $intents = [];

    /** @param bool $isFinal whether the kit has looked at every intent for the last time */
    public function __construct(private readonly World $world, private readonly Connections $connections, private readonly bool $isFinal)
    {
    }

    public function check(): void
    {
        $shop = $this->connections->rows("SELECT value FROM dojo_settings WHERE name = 'shop'")[0]['value'] ?? '';
        foreach ($this->world->dojo->intents() as $intent) {
            if (($intent['metadata']['shop'] ?? '') === $shop) {
                $this->intents[$intent['id']] = $intent;
            }
        }
        array_map($this->intent(...), $this->intents);
        array_map($this->order(...), $this->connections->rows('SELECT * FROM toy_orders'));
        array_map($this->refund(...), $this->connections->rows("SELECT * FROM dojo_refunds WHERE source = 'shop'"));
        array_map($this->captures(...), $this->intents);
        $this->portalRefunds();
        foreach ($this->connections->rows('SELECT change_id, COUNT(*) AS times FROM toy_changes GROUP BY change_id HAVING COUNT(*) > 1') as $row) {
            $this->wrong("booked twice in the shop: $row[change_id], $row[times] times");
        }
        $this->effects();
    }

    private function wrong(string $what): void
    {
        $this->world->problems[] = $what;
    }

    /** @param array<string, mixed> $intent */
    private function intent(array $intent): void
    {
        $id = $intent['id'];
        $row = $this->connections->rows('SELECT * FROM dojo_attempts WHERE intent_id = ?', [$id])[0] ?? null;
        if ($row === null) {
            if ($intent['status'] !== 'Canceled') {
                $this->wrong("unknown intent: $id is {$intent['status']}, and the kit does not know it");
            }

            return;
        }
        if ((int) $row['captured'] - (int) $row['refunded'] !== Truth::net($intent)) {
            $this->wrong("money in the kit's books: $id has " . Truth::net($intent) . " at Dojo; the kit has captured $row[captured], refunded $row[refunded]");
        }
        $isExpired = $intent['status'] === 'Canceled' && $row['status'] === 'Created';
        if ($row['status'] !== $intent['status'] && (!$isExpired || $row['check_at'] === null)) { // Dojo sends no event for it; the kit has still to look
            $this->wrong("status in the kit's books: $id is $intent[status] at Dojo, and $row[status] in the kit");
        }
    }

    /** @param array<string, int|string|null> $toy */
    private function order(array $toy): void
    {
        $id = (string) $toy['id'];
        $intents = array_filter($this->intents, static fn (array $i): bool => $i['metadata']['order'] === $id);
        $payment = $this->connections->rows('SELECT * FROM dojo_payments WHERE order_id = ?', [$id])[0] ?? ['state' => 'open', 'intent_id' => null, 'claim' => null];
        $state = (string) $payment['state'];
        $current = $intents[(string) $payment['intent_id']] ?? null;
        if ($this->isFinal && $state === 'open' && $current !== null && $current['status'] === 'Canceled') {
            $this->wrong("open for ever: $id waits for $current[id], which is canceled");
        }
        $closedIntent = $this->intents[(string) $toy['intent_id']]['status'] ?? '';
        $hasBegunAgain = [$toy['state'], $state] === ['closed', 'open'] && $toy['intent_id'] !== $payment['intent_id'] && in_array($closedIntent, ['Canceled', 'Reversed'], true);
        if ($toy['state'] !== $state && !$hasBegunAgain) { // the kit does not tell the shop when another payment begins
            $this->wrong("state in the shop's books: $id is $state for the kit and $toy[state] for the shop");
        }
        if ($payment['claim'] !== null) {
            $this->wrong("claim: $id is still claimed by $payment[claim]");
        }
        $isOpen = in_array($state, ['open', 'closed'], true);
        $net = $current === null ? 0 : Truth::net($current);
        if ((int) $toy['captured'] - (int) $toy['refunded'] !== $net) {
            $this->wrong("money in the shop's books: $id has $net at Dojo; the shop has captured $toy[captured], refunded $toy[refunded]");
        }
        foreach ($intents as $intent) {
            if ($isOpen && Truth::captured($intent) > 0) {
                $this->wrong("paid and open: $id was paid with $intent[id], but is $state");
            }
            if ($intent['status'] === 'Created' && (!$isOpen || $intent !== $current)) {
                $this->wrong("second chance to pay: $id is $state with $payment[intent_id], and $intent[id] can be paid");
            }
            if ($intent !== $current && (Truth::captured($intent) > 0 || $intent['status'] === 'Authorized')) {
                $this->extra($id, $intent);
            }
        }
        if ($state !== 'open' && !isset($this->world->mail["$state:$payment[intent_id]"])) { // earlier steps may be dropped; the last one may not
            $this->wrong("step: $id is $state with $payment[intent_id], and that was never performed");
        }
        $this->fulfilment($toy, $state, $current);
        $this->shopRefunds($id, $current);
        if ($state === 'review' && array_filter(array_keys($this->world->mail), static fn (string $m): bool => str_starts_with($m, "review:$payment[intent_id]")) === []) {
            $this->wrong("review: staff were not told why $id has to be looked at");
        }
    }

    /** @param array<string, mixed> $intent */
    private function extra(string $order, array $intent): void
    {
        $told = $this->world->mail["extra:$intent[id]"]['effect'] ?? null;
        if ($told === null || $told->kind !== Effect::EXTRA || $told->orderId !== $order || $told->data['intent'] !== $intent['id']) {
            $this->wrong("extra payment: staff do not know that $order was also paid with $intent[id]");
        }
    }

    /**
     * The price cannot change once the shop has learned of a payment, so it is the one that the kit judged the payment by.
     *
     * @param array<string, int|string|null> $toy
     * @param ?array<string, mixed> $current
     */
    private function fulfilment(array $toy, string $state, ?array $current): void
    {
        $order = (string) $toy['id'];
        $price = (int) $toy['amount'];
        $times = count($this->connections->rows('SELECT change_id FROM toy_fulfilments WHERE order_id = ?', [$order]));
        if ($times > 1) {
            $this->wrong("fulfilled twice: $order, $times times");
        }
        if ($state === 'paid' && $times !== 1 || $times > 0 && !in_array($state, ['paid', 'refunded', 'reversed'], true)) {
            $this->wrong("fulfilment: $order is $state, and was fulfilled $times times");
        }
        if ($state === 'paid' && ($current === null || Truth::captured($current) < $price)) {
            $this->wrong("fulfilled for too little: $order");
        }
        if ($times > 0 && ($this->world->withdrawn[$order] ?? true) === false) {
            $this->wrong("fulfilled although withdrawn: $order");
        }
        if ($current === null || $current['status'] !== 'Captured' || Truth::captured($current) !== $price) {
            return;
        }
        /* Part captures that are refunded before the last one leave the order refunded. */
        $isKept = $current['refundedAmount'] === 0 || $current['captureMode'] === 'Auto' && $current['refundedAmount'] < $price;
        if ($isKept && ($this->world->withdrawn[$order] ?? true) && $state !== 'paid') {
            $this->wrong("not fulfilled: $order is paid in full with $current[id], but $state");
        }
    }

    /** @param ?array<string, mixed> $current */
    private function shopRefunds(string $order, ?array $current): void
    {
        $rows = $this->connections->rows('SELECT refund_id, COUNT(*) AS times, SUM(amount) AS sum FROM toy_refunds WHERE order_id = ? GROUP BY refund_id', [$order]);
        $sum = 0;
        foreach ($rows as $row) {
            $sum += (int) $row['sum'];
            if ((int) $row['times'] !== 1) {
                $this->wrong("refund booked twice in the shop: $row[refund_id] of $order, $row[times] times");
            }
        }
        if ($current !== null && $current['status'] !== 'Reversed' && $sum !== $current['refundedAmount']) {
            $this->wrong("refunds in the shop's books: $current[refundedAmount] of $order were refunded with $current[id], and the shop has $sum");
        }
    }

    /** @param array<string, int|string|null> $row */
    private function refund(array $row): void
    {
        $isMade = $this->world->dojo->hasRefund((string) $row['intent_id'], (string) $row['id']);
        /* If the outcome of a call is unknown and the same sum was refunded in the portal, nobody can tell which of them was made. Such a
           refund is booked without Dojo's id. */
        $isBookedByTheSum = $row['refund_id'] === null && (int) $row['tries'] > 0 && ($this->world->portalRefunds[(string) $row['intent_id']] ?? 0) >= (int) $row['amount'];
        if ($isMade !== ($row['state'] === 'done') && ($isMade || !$isBookedByTheSum)) {
            $this->wrong("refund $row[id]: " . ($isMade ? 'made' : 'not made') . " at Dojo, and $row[state] in the kit");
        }
        if ($row['state'] === 'done' && !isset($this->world->mail["refund:$row[id]"]) || $row['state'] === 'refused' && !isset($this->world->mail["refused:$row[id]"])) {
            $this->wrong("refund $row[id]: it is $row[state], and nobody was told");
        }
    }

    /** @param array<string, mixed> $intent */
    private function captures(array $intent): void
    {
        $made = count($intent['captures']);
        $rows = $this->connections->rows("SELECT state, amount FROM dojo_captures WHERE intent_id = ? AND kind = 'capture' AND state <> 'refused'", [$intent['id']]);
        $others = ($this->world->portalCaptures[$intent['id']] ?? 0) + (($intent['autoExpireAction'] ?? '') === 'Capture' ? 1 : 0);
        if ($made > count($rows) + $others || $others === 0 && $made !== count($rows)) {
            $this->wrong("captures: $made of $intent[id] were made, $others not by the shop; it has " . json_encode($rows));
        }
    }

    private function portalRefunds(): void
    {
        foreach ($this->intents as $id => $intent) {
            $booked = (int) ($this->connections->rows("SELECT SUM(amount) AS sum FROM dojo_refunds WHERE intent_id = ? AND source = 'portal'", [$id])[0]['sum'] ?? 0);
            $made = $this->world->portalRefunds[$id] ?? 0;
            if ($intent['status'] !== 'Reversed' && $booked > $made) {
                $this->wrong("portal refunds: $made of $id were refunded in the portal, and $booked are booked as such");
            }
            $shop = (int) ($this->connections->rows("SELECT SUM(amount) AS sum FROM dojo_refunds WHERE intent_id = ? AND source = 'shop' AND state = 'done'", [$id])[0]['sum'] ?? 0);
            if ($intent['status'] !== 'Reversed' && $intent['refundedAmount'] !== $shop + $booked) {
                $this->wrong("refunds: {$intent['refundedAmount']} of $id were refunded; booked are $shop of the shop's and $booked of the portal's");
            }
        }
    }

    private function effects(): void
    {
        $known = [];
        foreach ($this->connections->rows('SELECT id FROM dojo_effects') as $row) {
            $known[$row['id']] = true;
            if (!isset($this->world->mail[$row['id']])) {
                $this->wrong("effect: $row[id] was never performed");
            }
        }
        foreach (array_diff_key($this->world->doneEffects, $known) as $id => $_) {
            $this->wrong("effect: $id was done, and is not in the outbox any more");
        }
        foreach (array_diff_key($this->world->mail, $known) as $id => $mail) {
            if (!$this->connections->isOvertaken($mail['effect'])) {
                $this->wrong("effect: $id was performed, and is not in the outbox");
            }
        }
    }
}
