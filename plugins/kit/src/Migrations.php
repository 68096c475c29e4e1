<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The kit's tables, and how older ones become the current ones. */
final class Migrations
{
    /**
     * Each step is run once, in this order; a new version of the kit appends one. VARCHAR keys, no auto-increment, times as Unix seconds,
     * amounts in minor units: the same statements run on SQLite, MySQL and MariaDB. A column named `check_at` says when reconcile looks
     * at the row again; null is never.
     *
     *   payments   one row for each order: where its payment is. `intent_id` is the current intent, and from `authorised` on the one
     *              that was paid. `claim` is the attempt that may create the next intent. `told` is what the shop knows was
     *              captured. `version` is there to be updated: that is the lock.
     *   attempts   each payment intent that was asked for, or found. `state`: asking (no answer yet), made, failed (certainly not made),
     *              lost (asked for, but Dojo does not have it). `role`: own, surplus (to be canceled), extra (paid beside another one).
     *              `status` is the intent's, as last seen.
     *   refunds    `id` is the idempotency key.
     *   captures   what was asked for: `kind` capture or release, and what had been captured before.
     *   events     the webhook's inbox.
     *   effects    the outbox.
     */
    private const STEPS = [
        [
            'CREATE TABLE IF NOT EXISTS {payments} (order_id VARCHAR(64) NOT NULL PRIMARY KEY, state VARCHAR(12) NOT NULL, intent_id VARCHAR(100),
                claim VARCHAR(64), claimed_at BIGINT NOT NULL, told BIGINT NOT NULL, version BIGINT NOT NULL)',
            'CREATE TABLE IF NOT EXISTS {attempts} (id VARCHAR(100) NOT NULL PRIMARY KEY, order_id VARCHAR(64) NOT NULL, intent_id VARCHAR(100) UNIQUE,
                environment VARCHAR(12) NOT NULL, state VARCHAR(8) NOT NULL, role VARCHAR(8) NOT NULL, status VARCHAR(40) NOT NULL,
                amount BIGINT NOT NULL, currency VARCHAR(10) NOT NULL, captured BIGINT NOT NULL, refunded BIGINT NOT NULL,
                asked_at BIGINT NOT NULL, checks INTEGER NOT NULL, check_at BIGINT)',
            'CREATE INDEX {attempts}_by_order ON {attempts} (order_id)',
            'CREATE INDEX {attempts}_by_check ON {attempts} (check_at)',
            'CREATE TABLE IF NOT EXISTS {refunds} (id VARCHAR(150) NOT NULL PRIMARY KEY, order_id VARCHAR(64) NOT NULL, intent_id VARCHAR(100) NOT NULL,
                amount BIGINT NOT NULL, reason VARCHAR(800) NOT NULL, state VARCHAR(8) NOT NULL, refund_id VARCHAR(100), tries INTEGER NOT NULL,
                source VARCHAR(8) NOT NULL, asked_at BIGINT NOT NULL, tried_at BIGINT NOT NULL, checks INTEGER NOT NULL, check_at BIGINT)',
            'CREATE INDEX {refunds}_by_intent ON {refunds} (intent_id)',
            'CREATE INDEX {refunds}_by_order ON {refunds} (order_id)',
            'CREATE INDEX {refunds}_by_check ON {refunds} (check_at)',
            'CREATE TABLE IF NOT EXISTS {captures} (id VARCHAR(100) NOT NULL PRIMARY KEY, order_id VARCHAR(64) NOT NULL, intent_id VARCHAR(100) NOT NULL,
                kind VARCHAR(8) NOT NULL, amount BIGINT NOT NULL, captured_before BIGINT NOT NULL, state VARCHAR(8) NOT NULL,
                asked_at BIGINT NOT NULL, checks INTEGER NOT NULL, check_at BIGINT)',
            'CREATE INDEX {captures}_by_intent ON {captures} (intent_id)',
            'CREATE INDEX {captures}_by_check ON {captures} (check_at)',
            'CREATE TABLE IF NOT EXISTS {events} (id VARCHAR(150) NOT NULL PRIMARY KEY, intent_id VARCHAR(100) NOT NULL,
                secret_id VARCHAR(100) NOT NULL, state VARCHAR(8) NOT NULL, received_at BIGINT NOT NULL, checks INTEGER NOT NULL, check_at BIGINT)',
            'CREATE INDEX {events}_by_check ON {events} (check_at)',
            'CREATE INDEX {events}_by_secret ON {events} (secret_id, received_at)',
            'CREATE TABLE IF NOT EXISTS {secrets} (id VARCHAR(100) NOT NULL PRIMARY KEY, subscription_id VARCHAR(100) NOT NULL,
                value VARCHAR(255) NOT NULL, role VARCHAR(10) NOT NULL, since BIGINT NOT NULL)',
            'CREATE TABLE IF NOT EXISTS {effects} (id VARCHAR(191) NOT NULL PRIMARY KEY, order_id VARCHAR(64) NOT NULL, kind VARCHAR(12) NOT NULL,
                data TEXT NOT NULL, created_at BIGINT NOT NULL, done_at BIGINT, checks INTEGER NOT NULL, check_at BIGINT)',
            'CREATE INDEX {effects}_by_check ON {effects} (check_at)',
            'CREATE INDEX {effects}_by_order ON {effects} (order_id)',
            'CREATE TABLE IF NOT EXISTS {settings} (name VARCHAR(100) NOT NULL PRIMARY KEY, value TEXT NOT NULL)',
            'CREATE TABLE IF NOT EXISTS {leases} (name VARCHAR(150) NOT NULL PRIMARY KEY, owner VARCHAR(100) NOT NULL, until BIGINT NOT NULL)',
            'CREATE TABLE IF NOT EXISTS {limits} (id VARCHAR(100) NOT NULL PRIMARY KEY, subject VARCHAR(100) NOT NULL, kind VARCHAR(20) NOT NULL,
                order_id VARCHAR(64), at BIGINT NOT NULL)',
            'CREATE INDEX {limits}_by_subject ON {limits} (subject, kind, at)',
            'CREATE INDEX {limits}_by_order ON {limits} (order_id)',
        ],
    ];

    /** @var array<string, int> table.column => its length */
    private static array $widths = [];

    public function __construct(private readonly Store $store)
    {
    }

    public function run(): void
    {
        $done = $this->version();
        foreach (self::STEPS as $step => $statements) {
            if ($step < $done) {
                continue;
            }
            foreach ($statements as $statement) {
                $this->apply($statement);
            }
            $this->store->setSetting('schema', (string) ($step + 1));
        }
    }

    /** How many bytes of text a column takes, whatever the connection's character set. */
    public static function width(string $table, string $column): int
    {
        if (self::$widths === []) {
            foreach (array_merge(...self::STEPS) as $statement) {
                preg_match('/^CREATE TABLE IF NOT EXISTS \{([a-z]+)\}/', $statement, $name);
                preg_match_all('/\b([a-z_]+) VARCHAR\((\d+)\)/', $statement, $columns, PREG_SET_ORDER);
                foreach ($columns as [, $text, $width]) {
                    self::$widths[($name[1] ?? '') . ".$text"] = (int) $width;
                }
            }
        }

        return self::$widths["$table.$column"] ?? 65535; // a TEXT
    }

    /** How many steps there are. */
    public static function latest(): int
    {
        return count(self::STEPS);
    }

    /** @return list<string> the tables, without their prefix */
    public static function tables(): array
    {
        preg_match_all('/CREATE TABLE IF NOT EXISTS \{([a-z]+)\}/', implode(' ', array_merge(...self::STEPS)), $matches);

        return $matches[1];
    }

    /** How many steps have been run; 0 if there are no tables. */
    private function version(): int
    {
        try {
            return (int) $this->store->setting('schema');
        } catch (DatabaseBusy $e) {
            throw $e;
        } catch (\Exception) {
            return 0;
        }
    }

    /** May be run again after an interruption: MySQL commits each CREATE on its own. */
    private function apply(string $statement): void
    {
        if (str_starts_with($statement, 'CREATE TABLE') && $this->store->database->dialect() === 'mysql') {
            /* evt_a and EVT_A are two events. Without InnoDB there are no transactions. */
            $statement .= ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ENGINE=InnoDB';
        }
        if (preg_match('/^CREATE INDEX (\S+) ON (\S+)/', $statement, $match) !== 1) {
            $this->store->execute($statement);
        } elseif (!$this->hasIndex($match[1], $match[2])) {
            $this->store->execute($statement);
        }
    }

    private function hasIndex(string $index, string $table): bool
    {
        $name = static fn (string $braced): string => trim(str_replace(['{', '}'], '', $braced));
        $full = $this->store->table($name($table));
        $index = $full . substr($index, strlen($table));
        if ($this->store->database->dialect() === 'mysql') {
            return $this->store->select("SHOW INDEX FROM $full WHERE Key_name = '$index'") !== [];
        }

        return $this->store->select("SELECT name FROM sqlite_master WHERE type = 'index' AND name = ?", [$index]) !== [];
    }
}
