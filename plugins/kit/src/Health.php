<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Whether events come, whether deliveries are refused, and whether events and reconcile are handled in time. */
final class Health
{
    private const REFUSED = 'webhook:refused';
    private const CLOCK = 'webhook:clock';

    /** How long the quickest delivery counts as the difference of the clocks. */
    private const CLOCK_SECONDS = 86400;

    public function __construct(private readonly Store $store)
    {
    }

    /**
     * Counts a delivery that was refused. Anybody can send one, so at most one is counted each second, to spare the database. A failure
     * here does not change the response.
     */
    public function refused(): void
    {
        try {
            $now = $this->store->time->now();
            $known = $this->store->setting(self::REFUSED);
            [$count, $last] = self::pair($known);
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

    /** When an event was made, by Dojo's clock. The quickest delivery of a day shows how far the two clocks differ. */
    public function made(?\DateTimeImmutable $at): void
    {
        if ($at === null) {
            return;
        }
        $now = $this->store->time->now();
        $delay = $now - $at->getTimestamp();
        [$known, $since] = self::pair($this->store->setting(self::CLOCK));
        if ($since <= $now - self::CLOCK_SECONDS || $delay < $known) {
            $this->store->setSetting(self::CLOCK, "$delay $now");
        }
    }

    /** The fewest seconds between an event and its arrival; negative if this server's clock is behind Dojo's. Null if none came. */
    public function clock(): ?int
    {
        $value = $this->store->setting(self::CLOCK);

        return $value === null ? null : self::pair($value)[0];
    }

    /** When the last event came, by the shop's clock; null if none ever came. */
    public function lastEvent(): ?int
    {
        return self::time($this->store->row('SELECT MAX(received_at) AS at FROM {events}'));
    }

    /** How many deliveries were refused since then; those of the same second count as one. */
    public function refusedSince(): int
    {
        [$count, $last] = self::pair($this->store->setting(self::REFUSED));

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

    /** @return array{int, int} a number, and when it was written down */
    private static function pair(?string $value): array
    {
        [$number, $at] = explode(' ', $value ?? '0 0') + ['0', '0'];

        return [(int) $number, (int) $at];
    }

    /** @param ?array<string, int|string|null> $row */
    private static function time(?array $row): ?int
    {
        return isset($row['at']) ? (int) $row['at'] : null;
    }
}
