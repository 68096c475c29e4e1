<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** How the webhook does: whether events come, whether deliveries are refused, whether what came was handled. */
final class Health
{
    private const REFUSED = 'webhook:refused';

    public function __construct(private readonly Store $store)
    {
    }

    /**
     * Counts a delivery that was refused. Anybody can send one, so at most one is counted each second: a flood costs the database no
     * more than that. A failure here changes nothing for the sender.
     */
    public function refused(): void
    {
        try {
            $now = $this->store->time->now();
            $known = $this->store->setting(self::REFUSED);
            [$count, $last] = self::counter($known);
            if ($known === null) {
                $this->store->insert('settings', ['name' => self::REFUSED, 'value' => "1 $now"]);
            } elseif ($last < $now) {
                $isSince = $last > ($this->lastEvent() ?? 0);
                $this->store->execute(
                    'UPDATE {settings} SET value = ? WHERE name = ? AND value = ?',
                    [($isSince ? $count + 1 : 1) . " $now", self::REFUSED, $known],
                );
            }
        } catch (\Exception) {
            /* The database is busy or gone. */
        }
    }

    /** When the last event came, by the shop's clock; null if none ever came. */
    public function lastEvent(): ?int
    {
        return self::time($this->store->row('SELECT MAX(received_at) AS at FROM {events}'));
    }

    /** How many deliveries were refused since then; those of the same second count as one. */
    public function refusedSince(): int
    {
        [$count, $last] = self::counter($this->store->setting(self::REFUSED));

        return $last > ($this->lastEvent() ?? 0) ? $count : 0;
    }

    /** When the oldest of the events came that are still to be handled; null if there is none. */
    public function oldestUnhandled(): ?int
    {
        return self::time($this->store->row("SELECT MIN(received_at) AS at FROM {events} WHERE state = 'new'"));
    }

    /** When reconcile last ran to completion; null if it never did. */
    public function lastReconcile(): ?int
    {
        $at = $this->store->setting('reconciled_at');

        return $at === null ? null : (int) $at;
    }

    /** @return array{int, int} how many, and when the last one was counted */
    private static function counter(?string $value): array
    {
        [$count, $last] = explode(' ', $value ?? '0 0') + ['0', '0'];

        return [(int) $count, (int) $last];
    }

    /** @param ?array<string, int|string|null> $row */
    private static function time(?array $row): ?int
    {
        return isset($row['at']) ? (int) $row['at'] : null;
    }
}
