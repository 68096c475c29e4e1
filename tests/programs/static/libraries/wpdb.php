<?php

declare(strict_types=1);

/** What Dojo\Shop\WpdbDatabase uses of WordPress's database class, for the analysers. */
class wpdb
{
    public string $last_error = '';

    /** Through __get() and __set(). */
    public int $reconnect_retries = 5;

    /** Through __get(): \mysqli, or what the drop-in for SQLite has. */
    public ?object $dbh = null;

    /** @var list<object>|null */
    public ?array $last_result = null;

    public function query(string $query): int|bool|null
    {
    }

    /** @param list<int|string|float> $args */
    public function prepare(string $query, array $args): ?string
    {
    }

    public function remove_placeholder_escape(string $query): string
    {
    }

    public function suppress_errors(bool $suppress = true): bool
    {
    }
}
