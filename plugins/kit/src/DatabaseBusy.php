<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Another process holds the lock, or took it in a deadlock. Nothing was written; the same transaction may succeed now. */
final class DatabaseBusy extends \RuntimeException
{
    /**
     * MySQL: 1205 lock wait timeout, 1213 deadlock, 1020 record has changed since last read (MariaDB).
     * SQLite: 5 SQLITE_BUSY, 6 SQLITE_LOCKED. None of these numbers means anything else in the other one.
     */
    private const CODES = [1205, 1213, 1020, 5, 6];

    /** From what a database driver has thrown, also in the shop's own statements; null if it is another failure. */
    public static function from(\Throwable $e): ?self
    {
        return match (true) {
            $e instanceof self => $e,
            $e instanceof \PDOException && in_array($e->errorInfo[1] ?? null, self::CODES, true),
            $e instanceof \mysqli_sql_exception && in_array($e->getCode(), self::CODES, true) => new self($e->getMessage(), 0, $e),
            default => null,
        };
    }

    /** From an error that was not thrown. WordPress reports SQLite's without a code. */
    public static function of(string $message, int $code): ?self
    {
        return in_array($code, self::CODES, true) || preg_match('/database (table )?is locked/', $message) === 1 ? new self($message) : null;
    }
}
