<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

use PDO;

/** All that the sandbox stores: a table of JSON documents, one of secrets, one of idempotency keys. */
final class Store
{
    private const SCHEMA = [
        'CREATE TABLE IF NOT EXISTS objects (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL,
            id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, parent TEXT, due REAL, doc TEXT NOT NULL)',
        'CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, account, seq)',
        "CREATE INDEX IF NOT EXISTS objects_by_creation ON objects (kind, account, json_extract(doc, '$.createdAt'))
            WHERE kind = 'payment_intent'",
        'CREATE INDEX IF NOT EXISTS objects_by_parent ON objects (parent) WHERE parent IS NOT NULL',
        'CREATE INDEX IF NOT EXISTS objects_by_due ON objects (due) WHERE due IS NOT NULL',
        'CREATE TABLE IF NOT EXISTS secrets (hash TEXT PRIMARY KEY, owner TEXT NOT NULL, expires REAL NOT NULL)',
        'CREATE TABLE IF NOT EXISTS idempotency (account TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL,
            result TEXT NOT NULL, PRIMARY KEY (account, key))',
        'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)',
    ];

    private PDO $pdo;
    /** @var array<string, \PDOStatement> */
    private array $statements = [];

    /** @throws \PDOException if the file cannot be opened or is not a database */
    public function __construct(?string $file)
    {
        $this->pdo = new PDO('sqlite:' . ($file ?? ':memory:'), null, null, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_TIMEOUT => 2,
        ]);
        $this->pdo->exec('PRAGMA journal_mode = WAL');
        $this->pdo->exec('PRAGMA synchronous = NORMAL');
        // A second sandbox on the same file would deliver every webhook twice.
        $this->pdo->exec('PRAGMA locking_mode = EXCLUSIVE');
        foreach (self::SCHEMA as $statement) {
            $this->pdo->exec($statement);
        }
    }

    /**
     * Runs the work in a transaction, or in the one that is already open.
     *
     * @template T
     * @param callable(): T $work
     * @return T
     */
    public function transaction(callable $work): mixed
    {
        if ($this->pdo->inTransaction()) {
            return $work();
        }
        $this->pdo->beginTransaction();
        try {
            $result = $work();
            $this->pdo->commit();

            return $result;
        } catch (\Throwable $error) {
            $this->pdo->rollBack();
            throw $error;
        }
    }

    /**
     * @param array<array-key, mixed> $doc
     * @param float|null              $due the sandbox time at which its scheduled work is due
     */
    public function put(string $kind, string $account, array $doc, ?float $due = null, ?string $parent = null): void
    {
        $this->execute(
            'INSERT INTO objects (kind, id, account, parent, due, doc) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET due = excluded.due, doc = excluded.doc',
            [$kind, (new JsonObject($doc))->text('id'), $account, $parent, $due, json_encode($doc, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION)],
        );
    }

    /** @param string|null $account null for any account, for requests without a key */
    public function get(string $kind, string $id, ?string $account): ?JsonObject
    {
        $doc = $this->value('SELECT doc FROM objects WHERE id = ? AND kind = ? AND account = ifnull(?, account)', [$id, $kind, $account]);

        return $doc === null ? null : JsonObject::decode($doc);
    }

    public function accountOf(string $id): ?string
    {
        return $this->value('SELECT account FROM objects WHERE id = ?', [$id]);
    }

    public function delete(string $id): void
    {
        $this->execute('DELETE FROM objects WHERE id = ?', [$id]);
    }

    /** @return list<JsonObject> of all accounts, oldest first */
    public function all(string $kind): array
    {
        return $this->documents('SELECT doc FROM objects WHERE kind = ? ORDER BY seq', [$kind]);
    }

    /** @return list<JsonObject> oldest first */
    public function allOf(string $account, string $kind): array
    {
        return $this->documents('SELECT doc FROM objects WHERE kind = ? AND account = ? ORDER BY seq', [$kind, $account]);
    }

    /** @return list<JsonObject> oldest first */
    public function children(string $kind, string $parent): array
    {
        return $this->documents('SELECT doc FROM objects WHERE parent = ? AND kind = ? ORDER BY seq', [$parent, $kind]);
    }

    /**
     * @param list<string> $statuses empty for all
     * @param string|null  $from     the earliest and the latest createdAt, as Clock::iso() has it
     * @return \Generator<int, \Closure(): JsonObject> newest first, by the position that cursors refer to; each gives the document, which is
     *     decoded only then, because most documents of a long list are on other pages than the one asked for
     */
    public function newestFirst(string $kind, string $account, array $statuses = [], ?string $from = null, ?string $until = null): \Generator
    {
        $where = 'kind = ? AND account = ?';
        $values = [$kind, $account];
        foreach (['>=' => $from, '<=' => $until] as $comparison => $time) {
            if ($time !== null) {
                $where .= " AND json_extract(doc, '$.createdAt') $comparison ?";
                $values[] = $time;
            }
        }
        if (count($values) > 2) {
            // An index answers this part. The documents are then read in the order of the result, as far as it is needed.
            $where = "seq IN (SELECT seq FROM objects WHERE $where)";
        }
        if ($statuses !== []) {
            $where .= " AND json_extract(doc, '$.status') IN (" . implode(', ', array_fill(0, count($statuses), '?')) . ')';
            array_push($values, ...$statuses);
        }
        // Not kept for the next call: it may be read only in part.
        $rows = $this->pdo->prepare("SELECT seq, doc FROM objects WHERE $where ORDER BY seq DESC");
        $rows->execute($values);
        foreach (self::strings($rows) as ['seq' => $seq, 'doc' => $doc]) {
            yield (int) $seq => static fn (): JsonObject => JsonObject::decode($doc);
        }
    }

    /** @return list<array{kind: string, id: string}> what is due, earliest first */
    public function due(float $now): array
    {
        $due = [];
        foreach (self::strings($this->execute('SELECT kind, id FROM objects WHERE due <= ? ORDER BY due, seq LIMIT 100', [$now])) as $row) {
            $due[] = ['kind' => $row['kind'], 'id' => $row['id']];
        }

        return $due;
    }

    public function postpone(string $id, float $due): void
    {
        $this->execute('UPDATE objects SET due = ? WHERE id = ?', [$due, $id]);
    }

    public function nextDue(): ?float
    {
        $due = $this->execute('SELECT MIN(due) FROM objects WHERE due IS NOT NULL')->fetchColumn();

        return is_numeric($due) ? (float) $due : null;
    }

    /** Stores a secret as a hash, so that the database does not reveal it. */
    public function addSecret(string $secret, string $owner, float $expires): void
    {
        $this->execute('INSERT INTO secrets (hash, owner, expires) VALUES (?, ?, ?)', [hash('sha256', $secret), $owner, $expires]);
    }

    public function dropSecrets(string $owner): void
    {
        $this->execute('DELETE FROM secrets WHERE owner = ?', [$owner]);
    }

    /** @return string|null the id of what it belongs to; null if it is unknown, used or expired */
    public function secretOwner(string $secret, float $now): ?string
    {
        return $this->value('SELECT owner FROM secrets WHERE hash = ? AND expires > ?', [hash('sha256', $secret), $now]);
    }

    /** @return array{request: string, result: string}|null */
    public function replay(string $account, string $key): ?array
    {
        foreach (self::strings($this->execute('SELECT request, result FROM idempotency WHERE account = ? AND key = ?', [$account, $key])) as $row) {
            return ['request' => $row['request'], 'result' => $row['result']];
        }

        return null;
    }

    public function remember(string $account, string $key, string $request, string $result): void
    {
        $this->execute('INSERT INTO idempotency VALUES (?, ?, ?, ?)', [$account, $key, $request, $result]);
    }

    public function meta(string $name): ?string
    {
        return $this->value('SELECT value FROM meta WHERE name = ?', [$name]);
    }

    public function setMeta(string $name, string $value): void
    {
        $this->execute('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [$name, $value]);
    }

    public function reset(): void
    {
        foreach (['objects', 'secrets', 'idempotency', 'meta'] as $table) {
            $this->pdo->exec("DELETE FROM $table");
        }
    }

    /**
     * @param list<string|float> $values
     * @return list<JsonObject>
     */
    private function documents(string $sql, array $values): array
    {
        $documents = [];
        foreach (self::strings($this->execute($sql, $values)) as $row) {
            $documents[] = JsonObject::decode($row['doc']);
        }

        return $documents;
    }

    /**
     * @param list<string|float|null> $values
     * @return string|null the first column of the first row, as text
     */
    private function value(string $sql, array $values = []): ?string
    {
        $statement = $this->execute($sql, $values);
        $value = $statement->fetchColumn();
        $statement->closeCursor();

        return is_scalar($value) && $value !== false ? (string) $value : null;
    }

    /**
     * @return \Generator<int, array<string, string>> the rows, by column
     */
    private static function strings(\PDOStatement $rows): \Generator
    {
        while (is_array($row = $rows->fetch())) {
            $texts = [];
            foreach ($row as $column => $value) {
                $texts[(string) $column] = is_scalar($value) ? (string) $value : '';
            }
            yield $texts;
        }
    }

    /** @param list<string|float|null> $values */
    private function execute(string $sql, array $values = []): \PDOStatement
    {
        $statement = $this->statements[$sql] ??= $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement;
    }
}
