<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A connection of PDO's, to SQLite, MySQL or MariaDB. Set to PDO::ERRMODE_EXCEPTION, which is PHP's own default. */
final class PdoDatabase implements Database
{
    private readonly string $dialect;

    /** Whether this object opened the transaction; false while the shop's own is open. */
    private bool $opened = false;

    public function __construct(private readonly \PDO $pdo)
    {
        $driver = $pdo->getAttribute(\PDO::ATTR_DRIVER_NAME);
        if (!in_array($driver, ['sqlite', 'mysql'], true)) {
            throw new \InvalidArgumentException('The kit runs on SQLite, MySQL and MariaDB, but not on ' . (is_string($driver) ? $driver : 'this database') . '.');
        }
        $this->dialect = $driver;
        $pdo->setAttribute(\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION);
    }

    public function dialect(): string
    {
        return $this->dialect;
    }

    public function select(string $sql, array $values = []): array
    {
        /** @var list<array<string, int|string|null>> */
        return $this->run($sql, $values)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function execute(string $sql, #[\SensitiveParameter] array $values = []): int
    {
        return $this->run($sql, $values)->rowCount();
    }

    public function begin(): void
    {
        if ($this->pdo->inTransaction()) {
            return;
        }
        $this->translate(fn () => $this->pdo->beginTransaction());
        $this->opened = true;
    }

    public function commit(): void
    {
        if ($this->opened) {
            $this->translate(fn () => $this->pdo->commit());
            $this->opened = false;
        }
    }

    public function rollBack(): void
    {
        if ($this->opened) {
            $this->opened = false;
            if ($this->pdo->inTransaction()) { // MySQL has rolled back by itself after a deadlock
                $this->pdo->rollBack();
            }
        }
    }

    /** @param list<int|string|null> $values */
    private function run(string $sql, #[\SensitiveParameter] array $values): \PDOStatement
    {
        return $this->translate(function () use ($sql, $values): \PDOStatement {
            $statement = $this->pdo->prepare($sql);
            $statement->execute($values);

            return $statement;
        });
    }

    /**
     * @template T
     * @param \Closure(): T $work
     * @return T
     */
    private function translate(\Closure $work): mixed
    {
        try {
            return $work();
        } catch (\PDOException $e) {
            $code = $e->errorInfo[1] ?? null;
            /* SQLite: 5 SQLITE_BUSY, 6 SQLITE_LOCKED. MySQL: 1205 lock wait timeout, 1213 deadlock, 1020 record has changed since last read (MariaDB). */
            $isBusy = $this->dialect === 'sqlite' ? in_array($code, [5, 6], true) : in_array($code, [1205, 1213, 1020], true);
            throw $isBusy ? new DatabaseBusy($e->getMessage(), 0, $e) : $e;
        }
    }
}
