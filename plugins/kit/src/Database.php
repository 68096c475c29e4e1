<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * The shop's own database connection. The kit's tables are on it, so that a payment and what the shop does because of it are
 * committed together, or not at all.
 *
 * A lost lock (a deadlock, a lock wait that took too long, SQLite's "database is locked") is a DatabaseBusy: the kit runs the
 * transaction again. For other failures the adapter may throw any exception.
 */
interface Database
{
    /** Set in the kit's transaction. A COMMIT, or a statement that commits implicitly such as MySQL's CREATE TABLE, removes it. */
    public const SAVEPOINT = 'dojo_kit';

    /** Either 'sqlite' or 'mysql'; MariaDB is 'mysql', and so is WordPress's SQLite drop-in, which takes MySQL's dialect. */
    public function dialect(): string;

    /**
     * @param list<int|string|null> $values for the question marks
     * @return list<array<string, int|string|null>>
     */
    public function select(string $sql, array $values = []): array;

    /**
     * @param list<int|string|null> $values for the question marks
     * @return int how many rows it inserted, deleted or changed
     */
    public function execute(string $sql, array $values = []): int;

    /**
     * Opens a transaction.
     *
     * @throws \LogicException if the shop has one open: what was read in it may be out of date, and rolling it back would remove a
     *     payment that Dojo has made from the books
     */
    public function begin(): void;

    /** @throws \LogicException if the shop has ended the transaction: what was written before is already committed */
    public function commit(): void;

    public function rollBack(): void;
}
