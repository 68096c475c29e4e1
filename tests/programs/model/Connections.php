<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Effect;
use Dojo\Shop\OrderState;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Shop\Store;
use Dojo\Shop\Time;

/** One database, and connections to it: one for each actor, one to look from outside. */
final class Connections
{
    public readonly PdoDatabase $outside;
    public readonly bool $isMysql;
    private readonly \PDO $pdo;

    /** @var list<\PDO> */
    private array $free = [];

    /** @var list<string> */
    private readonly array $tables;

    public function __construct(private readonly string $dsn)
    {
        $this->isMysql = str_starts_with($dsn, 'mysql:');
        $this->pdo = $this->open();
        if (!$this->isMysql) {
            $this->pdo->exec('PRAGMA journal_mode = WAL');
        }
        $this->outside = new PdoDatabase($this->pdo);
        (new Store($this->outside, new Settings('https://shop.example'), new Time()))->migrate();
        foreach (Shop::TABLES as $table => $columns) {
            $this->pdo->exec("CREATE TABLE IF NOT EXISTS $table ($columns)");
        }
        $list = $this->isMysql ? 'SHOW TABLES' : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        $this->tables = $this->pdo->query($list)->fetchAll(\PDO::FETCH_COLUMN);
    }

    /** Before a walk: all tables empty, but for what the migrations wrote. */
    public function clear(): void
    {
        foreach ($this->tables as $table) {
            $this->pdo->exec("DELETE FROM $table" . (str_ends_with($table, '_settings') ? " WHERE name <> 'schema'" : ''));
        }
    }

    public function take(): \PDO
    {
        return array_pop($this->free) ?? $this->open();
    }

    /** The process has ended, or died. */
    public function giveBack(\PDO $pdo): void
    {
        if ($pdo->inTransaction()) {
            $pdo->rollBack();
        }
        $this->free[] = $pdo;
    }

    /** @param list<int|string|null> $values @return list<array<string, int|string|null>> */
    public function rows(string $sql, array $values = []): array
    {
        return $this->outside->select($sql, $values);
    }

    /** A statement that has to wait for a lock fails at once: the actor that holds it is in this very process. */
    private function open(): \PDO
    {
        $pdo = new \PDO($this->dsn, 'root', '', [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION, \PDO::ATTR_TIMEOUT => $this->isMysql ? 5 : 0]);
        $pdo->exec($this->isMysql ? 'SET SESSION innodb_lock_wait_timeout = 0, GLOBAL innodb_flush_log_at_trx_commit = 0' : 'PRAGMA synchronous = OFF');

        return $pdo;
    }

    /** Whether an effect is a step that its order has left: the kit drops such a step. */
    public function isOvertaken(Effect $effect): bool
    {
        $payment = $this->rows('SELECT state, intent_id FROM dojo_payments WHERE order_id = ?', [$effect->orderId])[0] ?? null;
        if ($effect->kind !== Effect::MOVED || $payment === null) {
            return false;
        }
        $state = OrderState::from((string) $effect->data['state']);
        $now = OrderState::from((string) $payment['state']);

        return $payment['intent_id'] !== $effect->data['intent'] || $now->rank() > $state->rank() || [$state, $now] === [OrderState::Authorised, OrderState::Closed];
    }
}
