<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * The kit's tables, on the shop's connection. Three ways to exclude other processes: a transaction that runs again if a lock is lost,
 * an INSERT that succeeds for only one of them, and a lease that expires.
 */
final class Store
{
    /** How often a transaction that lost its lock is tried, and for how many seconds: the connection's own waiting for locks adds up. */
    private const TRIES = 8;
    private const TRY_SECONDS = 10.0;

    private bool $inTransaction = false;

    public function __construct(public readonly Database $database, private readonly Settings $settings, public readonly Time $time)
    {
    }

    /** The full name of one of the kit's tables. */
    public function table(string $name): string
    {
        return $this->settings->tablePrefix . $name;
    }

    /** Brings the tables to this version's form. Run it when the shop or plugin is installed or updated, not in each request. */
    public function migrate(): void
    {
        (new Migrations($this))->run();
    }

    /**
     * @param list<int|string|null> $values
     * @return list<array<string, int|string|null>>
     */
    public function select(string $sql, array $values = []): array
    {
        return $this->retried(fn (): array => $this->database->select($this->named($sql), $values));
    }

    /**
     * @param list<int|string|null> $values
     * @return ?array<string, int|string|null> the first row
     */
    public function row(string $sql, array $values = []): ?array
    {
        return $this->select($sql, $values)[0] ?? null;
    }

    /** @param list<int|string|null> $values @return int how many rows it changed */
    public function execute(string $sql, #[\SensitiveParameter] array $values = []): int
    {
        return $this->retried(fn (): int => $this->database->execute($this->named($sql), $values));
    }

    /**
     * @param array<string, int|string|null> $row column => value
     * @return bool false if there is already a row with that key
     * @throws \LengthException for a text that is too long: MySQL's INSERT IGNORE would cut it
     */
    public function insert(string $table, #[\SensitiveParameter] array $row): bool
    {
        foreach ($row as $column => $value) {
            if (is_string($value) && strlen($value) > Migrations::width($table, $column)) {
                throw new \LengthException(sprintf('%s of %s has room for %d bytes, but got %d.', $column, $table, Migrations::width($table, $column), strlen($value)));
            }
        }
        $verb = $this->database->dialect() === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE';
        $sql = sprintf('%s INTO {%s} (%s) VALUES (%s)', $verb, $table, implode(', ', array_keys($row)), implode(', ', array_fill(0, count($row), '?')));

        return $this->execute($sql, array_values($row)) === 1;
    }

    /**
     * All of it is committed, or nothing. The work may run more than once, so it does nothing but read and write the database; its first
     * statement is an UPDATE, which takes the lock, so that all that it reads afterwards is current.
     *
     * @template T
     * @param \Closure(): T $work
     * @param-immediately-invoked-callable $work
     * @return T
     * @throws DatabaseBusy if the lock could not be had
     * @throws \Throwable what the work throws
     * @throws \LogicException if the shop has a transaction open on the connection, or ended this one
     */
    public function transaction(\Closure $work): mixed
    {
        return $this->retried(function () use ($work): mixed {
            $this->inTransaction = true;
            try {
                $this->database->begin();
                try {
                    $result = $work();
                    $this->database->commit();

                    return $result;
                } catch (\Throwable $e) {
                    $this->undo();
                    throw $e;
                }
            } finally {
                $this->inTransaction = false;
            }
        }, $work);
    }

    /**
     * Runs what lost its lock again: a statement within a transaction only together with the transaction.
     *
     * @template T
     * @param \Closure(): T $work
     * @param ?\Closure(): T $part what to run within a transaction that is open, if it is not the same
     * @return T
     */
    private function retried(\Closure $work, ?\Closure $part = null): mixed
    {
        if ($this->inTransaction) {
            return ($part ?? $work)();
        }
        $began = hrtime(true);
        for ($try = 1; ; $try++) {
            try {
                return $work();
            } catch (\Throwable $e) {
                $busy = DatabaseBusy::from($e) ?? throw $e;
                if ($try === self::TRIES || hrtime(true) - $began > self::TRY_SECONDS * 1e9) {
                    throw $busy;
                }
            }
            $this->time->sleep(random_int(5, 20) * $try / 1000);
        }
    }

    private function undo(): void
    {
        try {
            $this->database->rollBack();
        } catch (\Exception $e) {
            /* The connection is lost, and the transaction with it. The caller gets the exception that caused the rollback. */
            $this->settings->log("A transaction could not be rolled back: {$e->getMessage()}");
        }
    }

    /**
     * Takes or prolongs a lease: a lock by a conditional UPDATE, for all web servers, which expires if its owner dies. None lasts for more
     * than a day: one that ends later was taken before the clock was set back.
     *
     * @return bool false if another owner holds it
     */
    public function lease(string $name, string $owner, int $seconds): bool
    {
        $now = $this->time->now();
        if (!$this->insert('leases', ['name' => $name, 'owner' => $owner, 'until' => $now + $seconds])) {
            $this->execute(
                'UPDATE {leases} SET owner = ?, until = ? WHERE name = ? AND (until <= ? OR until > ? OR owner = ?)',
                [$owner, $now + $seconds, $name, $now, $now + 86400, $owner],
            );
        }

        return ($this->row('SELECT owner FROM {leases} WHERE name = ?', [$name])['owner'] ?? null) === $owner;
    }

    public function release(string $name, string $owner): void
    {
        $this->execute('DELETE FROM {leases} WHERE name = ? AND owner = ?', [$name, $owner]);
    }

    public function setting(string $name): ?string
    {
        $row = $this->row('SELECT value FROM {settings} WHERE name = ?', [$name]);

        return $row === null ? null : (string) $row['value'];
    }

    public function setSetting(string $name, #[\SensitiveParameter] string $value): void
    {
        if (!$this->insert('settings', ['name' => $name, 'value' => $value])) {
            $this->execute('UPDATE {settings} SET value = ? WHERE name = ?', [$value, $name]);
        }
    }

    /** {name} stands for a table. */
    private function named(string $sql): string
    {
        return (string) preg_replace_callback('/\{([a-z]+)\}/', fn (array $match): string => $this->table($match[1]), $sql);
    }
}
