<?php

declare(strict_types=1);

/**
 * The events that came, each once, and the secrets that sign them. In the database rather than in files, so that every web
 * server of the shop sees a new secret at the same moment.
 */
final class Inbox
{
    /* VARCHAR keys, no auto-increment, times as seconds: the same statements run on SQLite, MariaDB and PostgreSQL. */
    private const TABLES = [
        'CREATE TABLE IF NOT EXISTS dojo_events (id VARCHAR(191) PRIMARY KEY, event VARCHAR(191) NOT NULL,
            payment_intent_id VARCHAR(191) NOT NULL, secret_id VARCHAR(191) NOT NULL, received_at BIGINT NOT NULL,
            handled INTEGER NOT NULL)',
        'CREATE TABLE IF NOT EXISTS dojo_secrets (id VARCHAR(191) PRIMARY KEY, subscription_id VARCHAR(191) NOT NULL,
            value VARCHAR(255) NOT NULL, role VARCHAR(10) NOT NULL, since BIGINT NOT NULL)',
    ];

    public function __construct(private readonly PDO $pdo)
    {
    }

    /** Once, at set-up: a CREATE TABLE with each delivery would cost more than the delivery. */
    public function install(): void
    {
        create_tables($this->pdo, self::TABLES);
    }

    /** @return bool false where the event is here already: webhooks come at least once, not exactly once */
    public function add(string $id, string $event, string $paymentIntentId, string $secretId): bool
    {
        try {
            /* Of two deliveries at the same moment, the primary key lets one in. Asking first and inserting then would
               let in both. */
            $this->run('INSERT INTO dojo_events VALUES (?, ?, ?, ?, ?, 0)', [$id, $event, $paymentIntentId, $secretId, time()]);
        } catch (PDOException $e) {
            /* SQLSTATE class 23: the key is there. Anything else is a real failure, and Dojo has to send it again. */
            return str_starts_with((string) $e->getCode(), '23') ? false : throw $e;
        }

        return true;
    }

    public function isHandled(string $eventId): bool
    {
        return (int) $this->run('SELECT handled FROM dojo_events WHERE id = ?', [$eventId])->fetchColumn() === 1;
    }

    public function markHandled(string $eventId): void
    {
        $this->run('UPDATE dojo_events SET handled = 1 WHERE id = ?', [$eventId]);
    }

    /** @return list<array{id: string, payment_intent_id: string}> what was answered, but not worked off for so many seconds */
    public function unhandled(int $seconds): array
    {
        /** @var list<array{id: string, payment_intent_id: string}> */
        return $this->run(
            'SELECT id, payment_intent_id FROM dojo_events WHERE handled = 0 AND received_at <= ? ORDER BY received_at',
            [time() - $seconds],
        )->fetchAll();
    }

    /** When the last event came that this secret signed. The one answer to "can I delete the old one?" */
    public function lastSignedWith(string $secretId): ?int
    {
        $at = $this->run('SELECT MAX(received_at) FROM dojo_events WHERE secret_id = ?', [$secretId])->fetchColumn();

        return is_numeric($at) ? (int) $at : null;
    }

    /** @return array<string, string> id => value, for Dojo\Webhook; two while a secret is being changed */
    public function secrets(): array
    {
        /** @var array<string, string> */
        return $this->run('SELECT id, value FROM dojo_secrets ORDER BY since, id')->fetchAll(PDO::FETCH_KEY_PAIR);
    }

    /** @return array<string, array{role: string, since: int}> the secrets of one subscription, without their values */
    public function secretRoles(string $subscriptionId): array
    {
        $roles = [];
        $sql = 'SELECT id, role, since FROM dojo_secrets WHERE subscription_id = ?';
        /** @var array{id: string, role: string, since: int|string} $row */
        foreach ($this->run($sql, [$subscriptionId])->fetchAll() as $row) {
            $roles[$row['id']] = ['role' => $row['role'], 'since' => (int) $row['since']];
        }

        return $roles;
    }

    /** @return list<string> the subscriptions whose secrets are here; more than one only where the shop has more than one */
    public function subscriptionIds(): array
    {
        /** @var list<string> */
        return $this->run('SELECT DISTINCT subscription_id FROM dojo_secrets')->fetchAll(PDO::FETCH_COLUMN);
    }

    /** @param 'current'|'next'|'old' $role */
    public function setSecret(string $subscriptionId, string $secretId, #[SensitiveParameter] string $value, string $role): void
    {
        try {
            $this->run('INSERT INTO dojo_secrets VALUES (?, ?, ?, ?, ?)', [$secretId, $subscriptionId, $value, $role, time()]);
        } catch (PDOException $e) {
            if (!str_starts_with((string) $e->getCode(), '23')) {
                throw $e;
            }
            $this->run('UPDATE dojo_secrets SET value = ? WHERE id = ?', [$value, $secretId]);
            $this->setRole($secretId, $role);
        }
    }

    /** @param 'current'|'next'|'old' $role */
    public function setRole(string $secretId, string $role): void
    {
        $this->run('UPDATE dojo_secrets SET role = ?, since = ? WHERE id = ? AND role <> ?', [$role, time(), $secretId, $role]);
    }

    public function removeSecret(string $secretId): void
    {
        $this->run('DELETE FROM dojo_secrets WHERE id = ?', [$secretId]);
    }

    /** @param list<int|string> $values */
    private function run(string $sql, #[SensitiveParameter] array $values = []): PDOStatement
    {
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement;
    }
}
