<?php

declare(strict_types=1);

/*
 * A stand-in for WordPress's wpdb, with what an adapter for the shop kit uses: the same methods, properties and return values, on
 * mysqli. Errors are not thrown, but in last_error, as there.
 */
final class wpdb
{
    public string $prefix = 'wp_';
    public string $last_error = '';
    public int $rows_affected = 0;

    /** @var list<object> */
    public array $last_result = [];

    private mysqli $connection;
    private bool $areErrorsHidden = false;

    public function __construct(string $socket)
    {
        mysqli_report(MYSQLI_REPORT_OFF);
        $this->connection = new mysqli('localhost', 'root', '', 'shop', 0, $socket);
    }

    public function suppress_errors(bool $suppress = true): bool
    {
        $before = $this->areErrorsHidden;
        $this->areErrorsHidden = $suppress;

        return $before;
    }

    /** Only %s. WordPress hides percent signs of values until the query is sent; here they just stay. */
    public function prepare(string $query, string ...$values): string
    {
        return (string) preg_replace_callback('/%s/', function () use (&$values): string {
            return "'" . $this->connection->real_escape_string((string) array_shift($values)) . "'";
        }, $query);
    }

    public function query(string $query): int|bool
    {
        $this->last_error = '';
        $this->last_result = [];
        $this->rows_affected = 0;
        $result = $this->connection->query($query);
        if ($result === false) {
            $this->last_error = $this->connection->error;
            if (!$this->areErrorsHidden) {
                echo "WordPress database error: $this->last_error";
            }

            return false;
        }
        if (preg_match('/^\s*(insert|delete|update|replace)\s/i', $query) === 1) {
            return $this->rows_affected = (int) $this->connection->affected_rows;
        }
        while ($result instanceof mysqli_result && is_object($row = $result->fetch_object())) {
            $this->last_result[] = $row;
        }

        return $result instanceof mysqli_result ? count($this->last_result) : true;
    }
}
