<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * WordPress's connection, `$wpdb`, to MySQL, MariaDB, or through its drop-in to SQLite. `$wpdb` reports errors in `last_error`, repeats
 * a statement on a new connection if it has lost its own, and writes a failed statement into the log with all its values: in this
 * adapter an error is an exception, a lost connection ends the transaction, and nothing is logged.
 */
final class WpdbDatabase implements Database
{
    /** "There is no such savepoint." */
    private const NO_SAVEPOINT = 1305;

    /** How often `$wpdb` connects again; none within a transaction. */
    private int $retries = 0;

    public function __construct(private readonly \wpdb $wpdb)
    {
    }

    public function dialect(): string
    {
        return 'mysql';
    }

    public function select(string $sql, #[\SensitiveParameter] array $values = []): array
    {
        $this->query($this->filled($sql, $values)); // get_results() returns no rows if the connection is lost
        /** @var list<array<string, int|string|null>> */
        return array_map(get_object_vars(...), $this->wpdb->last_result ?? []);
    }

    public function execute(string $sql, #[\SensitiveParameter] array $values = []): int
    {
        return $this->query($this->filled($sql, $values));
    }

    public function begin(): void
    {
        if ($this->isMySql() && $this->hasSavepoint('SAVEPOINT dojo_probe', 'dojo_probe')) {
            throw new \LogicException('The shop has a transaction open on this connection. Commit it before calling the kit.');
        }
        $this->query('START TRANSACTION');
        $this->retries = $this->wpdb->reconnect_retries;
        $this->wpdb->reconnect_retries = 0;
        if ($this->isMySql()) {
            $this->query('SAVEPOINT ' . self::SAVEPOINT);
        }
    }

    public function commit(): void
    {
        if ($this->isMySql() && !$this->hasSavepoint('DO 0', self::SAVEPOINT)) {
            throw new \LogicException(
                'The shop has ended the transaction in which the kit called it, by a commit or by a statement that commits, such as CREATE TABLE.'
                . ' What was written before that is committed, the rest is not.',
            );
        }
        $this->query('COMMIT');
        $this->wpdb->reconnect_retries = $this->retries;
    }

    public function rollBack(): void
    {
        try {
            $this->query('ROLLBACK');
        } finally {
            $this->wpdb->reconnect_retries = $this->retries;
        }
    }

    /** Outside of a transaction a savepoint is gone as soon as it is set. */
    private function hasSavepoint(string $before, string $name): bool
    {
        $this->query($before);
        try {
            $this->query("RELEASE SAVEPOINT $name");
        } catch (\RuntimeException $e) {
            return $e->getCode() === self::NO_SAVEPOINT ? false : throw $e;
        }

        return true;
    }

    /** Not with the drop-in for SQLite, which has no savepoints. */
    private function isMySql(): bool
    {
        return $this->wpdb->dbh instanceof \mysqli;
    }

    /** @throws DatabaseBusy */
    private function query(#[\SensitiveParameter] string $sql): int
    {
        $wasQuiet = $this->wpdb->suppress_errors();
        try {
            $result = $this->wpdb->query($sql);
        } catch (\mysqli_sql_exception $e) {
            throw DatabaseBusy::from($e) ?? $e;
        } finally {
            $this->wpdb->suppress_errors($wasQuiet);
        }
        $error = (string) $this->wpdb->last_error;
        if ($result === false || $error !== '') {
            $code = $this->wpdb->dbh instanceof \mysqli ? $this->wpdb->dbh->errno : 0;
            $error = self::cause($error);
            throw DatabaseBusy::of($error, $code) ?? new \RuntimeException("WordPress's database: $error", $code);
        }

        return (int) $result;
    }

    /** The drop-in reports a page of HTML, with the statement and all its values. */
    private static function cause(#[\SensitiveParameter] string $error): string
    {
        preg_match('/Error message was: ([^<]*)/', $error, $match);

        return trim($match[1] ?? (str_contains($error, '<') || $error === '' ? 'the statement was not carried out' : $error));
    }

    /**
     * With the values in place of the question marks. wpdb::prepare() knows no null, and takes every % for a placeholder.
     *
     * @param list<int|string|null> $values
     */
    private function filled(string $sql, #[\SensitiveParameter] array $values): string
    {
        if ($values === []) {
            return $sql;
        }
        $bound = [];
        $next = 0;
        $sql = (string) preg_replace_callback('/\?|%/', static function (array $match) use ($values, &$bound, &$next): string {
            if ($match[0] === '%') {
                return '%%';
            }
            $value = $values[$next++] ?? null;
            if ($value === null) {
                return 'NULL';
            }
            $bound[] = $value;

            return is_int($value) ? '%d' : '%s';
        }, $sql);
        $sql = $bound === [] ? str_replace('%%', '%', $sql) : (string) $this->wpdb->prepare($sql, $bound);

        return $this->wpdb->remove_placeholder_escape($sql); // as WordPress's own filter does, which may have been removed
    }
}
