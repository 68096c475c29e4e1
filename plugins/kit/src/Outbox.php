<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The effects: written down in the transaction that decided them, performed after it, and again if that fails. */
final class Outbox
{
    /** How long one process keeps an effect to itself: longer than a slow mail server takes. */
    private const LEASE_SECONDS = 120;

    public function __construct(private readonly Store $store, private readonly Orders $orders, private readonly Settings $settings)
    {
    }

    /**
     * In the transaction. An effect with that id is added once.
     *
     * @param array<string, int|string|null> $data
     */
    public function add(string $id, string $orderId, string $kind, array $data): void
    {
        $now = $this->store->time->now();
        $this->store->insert('effects', [
            'id' => $id, 'order_id' => $orderId, 'kind' => $kind, 'data' => json_encode($data, JSON_THROW_ON_ERROR),
            'created_at' => $now, 'done_at' => null, 'checks' => 0, 'check_at' => $now,
        ]);
    }

    /**
     * In the transaction that moves the order on: earlier steps that have not been performed are dropped. Otherwise a shop that cancels
     * its order at "closed" would cancel a paid one.
     */
    public function dropSteps(string $orderId): void
    {
        $this->store->execute('DELETE FROM {effects} WHERE order_id = ? AND kind = ? AND check_at IS NOT NULL', [$orderId, Effect::MOVED]);
    }

    /**
     * Performs what is due: of one order, or of all.
     *
     * @return int how many effects failed; they are tried again later
     */
    public function perform(?string $orderId = null, int $limit = 100): int
    {
        $failed = 0;
        $now = $this->store->time->now();
        $rows = $this->store->select(
            'SELECT * FROM {effects} WHERE check_at <= ?' . ($orderId === null ? '' : ' AND order_id = ?') . ' ORDER BY created_at, id LIMIT ' . $limit,
            $orderId === null ? [$now] : [$now, $orderId],
        );
        foreach ($rows as $row) {
            $failed += $this->performOne($row) ? 0 : 1;
        }

        return $failed;
    }

    /** @return list<Effect> what the order's staff should see, oldest first */
    public function notes(string $orderId): array
    {
        return array_map(self::effect(...), $this->store->select(
            "SELECT * FROM {effects} WHERE order_id = ? AND kind IN ('note', 'extra') ORDER BY created_at, id",
            [$orderId],
        ));
    }

    /** @param array<string, int|string|null> $row */
    private function performOne(array $row): bool
    {
        $now = $this->store->time->now();
        /* The process that moves check_at performs the effect. If it dies, the effect is performed again at that time. */
        $mine = $this->store->execute(
            'UPDATE {effects} SET check_at = ?, checks = checks + 1 WHERE id = ? AND checks = ? AND check_at IS NOT NULL',
            [$now + self::LEASE_SECONDS, $row['id'], $row['checks']],
        );
        if ($mine !== 1) {
            return true; // another process is at it
        }
        try {
            $effect = self::effect($row);
            $this->orders->perform($effect->orderId === '' ? null : $this->orders->find($effect->orderId), $effect);
        } catch (\Throwable $e) {
            $this->settings->log("Effect {$row['id']} of order {$row['order_id']} is tried again later: {$e->getMessage()}");
            $this->store->execute('UPDATE {effects} SET check_at = ? WHERE id = ?', [Schedule::retry($now, (int) $row['checks']), $row['id']]);

            return false;
        }
        $this->store->execute('UPDATE {effects} SET check_at = NULL, done_at = ? WHERE id = ?', [$this->store->time->now(), $row['id']]);

        return true;
    }

    /** @param array<string, int|string|null> $row */
    private static function effect(array $row): Effect
    {
        /** @var array<string, int|string|null> $data */
        $data = json_decode((string) $row['data'], true, 4, JSON_THROW_ON_ERROR);

        return new Effect((string) $row['id'], (string) $row['order_id'], (string) $row['kind'], $data, (int) $row['created_at']);
    }
}
