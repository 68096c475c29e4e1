<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A PDO connection to SQLite, MySQL or MariaDB, with PDO's default attributes. */
final class PdoDatabase implements Database
{
    /** Otherwise a failed statement in the shop's code would be committed, or the kit would misread its own rows. */
    private const ATTRIBUTES = [
        'ERRMODE' => [\PDO::ATTR_ERRMODE, \PDO::ERRMODE_EXCEPTION, 'PDO::ERRMODE_EXCEPTION'],
        'CASE' => [\PDO::ATTR_CASE, \PDO::CASE_NATURAL, 'PDO::CASE_NATURAL'],
        'ORACLE_NULLS' => [\PDO::ATTR_ORACLE_NULLS, \PDO::NULL_NATURAL, 'PDO::NULL_NATURAL'],
    ];

    /** "There is no such savepoint": MySQL, SQLite (its general error). */
    private const NO_SAVEPOINT = ['mysql' => 1305, 'sqlite' => 1];

    private readonly string $dialect;

    public function __construct(private readonly \PDO $pdo)
    {
        $driver = $pdo->getAttribute(\PDO::ATTR_DRIVER_NAME);
        if (!in_array($driver, ['sqlite', 'mysql'], true)) {
            throw new \InvalidArgumentException('The kit runs on SQLite, MySQL and MariaDB, but not on ' . (is_string($driver) ? $driver : 'this database') . '.');
        }
        $this->dialect = $driver;
        foreach (self::ATTRIBUTES as $name => [$attribute, $value, $text]) {
            if ($pdo->getAttribute($attribute) !== $value) {
                throw new \InvalidArgumentException("The kit needs a connection with PDO::ATTR_$name set to $text.");
            }
        }
        if ($driver === 'mysql' && !in_array($pdo->getAttribute(\PDO::ATTR_AUTOCOMMIT), [1, true], true)) {
            throw new \InvalidArgumentException('The kit needs a connection with PDO::ATTR_AUTOCOMMIT on: it opens its own transactions.');
        }
    }

    public function dialect(): string
    {
        return $this->dialect;
    }

    public function select(string $sql, #[\SensitiveParameter] array $values = []): array
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
            throw new \LogicException('The shop has a transaction open on this connection. Commit it before calling the kit.');
        }
        $this->translated(fn () => $this->pdo->beginTransaction());
        $this->translated(fn () => $this->pdo->exec('SAVEPOINT ' . self::SAVEPOINT));
    }

    public function commit(): void
    {
        try {
            $this->translated(fn () => $this->pdo->exec('RELEASE SAVEPOINT ' . self::SAVEPOINT));
        } catch (\PDOException $e) {
            throw ($e->errorInfo[1] ?? null) !== self::NO_SAVEPOINT[$this->dialect] ? $e : new \LogicException(
                'The shop has ended the transaction in which the kit called it, by a commit or by a statement that commits, such as CREATE TABLE.'
                . ' What was written before that is committed, the rest is not.',
                0,
                $e,
            );
        }
        $this->translated(fn () => $this->pdo->commit());
    }

    public function rollBack(): void
    {
        if ($this->pdo->inTransaction()) { // MySQL rolls back automatically after a deadlock
            $this->pdo->rollBack();
        }
    }

    /** @param list<int|string|null> $values */
    private function run(string $sql, #[\SensitiveParameter] array $values): \PDOStatement
    {
        return $this->translated(function () use ($sql, $values): \PDOStatement {
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
    private function translated(\Closure $work): mixed
    {
        try {
            return $work();
        } catch (\PDOException $e) {
            throw DatabaseBusy::from($e) ?? $e;
        }
    }
}
