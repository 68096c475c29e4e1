<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Database;
use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\PdoDatabase;

/** An actor's connection: each statement is a point, and a statement that needs a lock waits for the actor that holds it. */
final class ModelDatabase implements Database
{
    /** SQLITE_BUSY; MySQL's lock wait timeout. After a deadlock there is nothing to wait for: the transaction is gone. */
    private const LOCKED = [5, 1205];
    private const WAITS = 3;

    private readonly PdoDatabase $inner;

    public function __construct(private readonly \PDO $pdo, private readonly Actor $actor)
    {
        $this->inner = new PdoDatabase($pdo);
    }

    public function dialect(): string
    {
        return $this->inner->dialect();
    }

    public function select(string $sql, array $values = []): array
    {
        return $this->at($sql, fn (): array => $this->inner->select($sql, $values)) ?? [];
    }

    public function execute(string $sql, array $values = []): int
    {
        return $this->at($sql, fn (): int => $this->inner->execute($sql, $values)) ?? 0;
    }

    public function begin(): void
    {
        $this->at('BEGIN', function (): void {
            $this->inner->begin();
            $this->actor->isInTransaction = true;
        });
    }

    public function commit(): void
    {
        $this->at('COMMIT', function (): void {
            $this->inner->commit();
            $this->actor->isInTransaction = false;
        });
        $this->actor->point('after COMMIT');
    }

    public function rollBack(): void
    {
        if (!$this->actor->isDead) {
            $this->inner->rollBack();
            $this->actor->isInTransaction = false;
        }
    }

    /**
     * @template T
     * @param \Closure(): T $statement
     * @return ?T null if the actor is dead
     */
    private function at(string $sql, \Closure $statement): mixed
    {
        $this->actor->point(self::short($sql));
        for ($waits = 0; !$this->actor->isDead; $waits++) {
            try {
                return $statement();
            } catch (DatabaseBusy $e) {
                $cause = $e->getPrevious();
                $isLock = $cause instanceof \PDOException && in_array((int) ($cause->errorInfo[1] ?? 0), self::LOCKED, true);
                if (!$isLock || $waits === self::WAITS || !$this->actor->awaitLock()) {
                    throw $e;
                }
            }
        }

        return null;
    }

    private static function short(string $sql): string
    {
        $words = (string) preg_replace('/\s+/', ' ', $sql);

        return strlen($words) > 90 ? substr($words, 0, 87) . '...' : $words;
    }
}
