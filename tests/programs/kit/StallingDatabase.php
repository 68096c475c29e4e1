<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Database;

/** A process that stands still once: after the transaction in which it has inserted a row into a table. */
final class StallingDatabase implements Database
{
    private bool $hasInserted = false;

    /** @param \Closure(): void $meanwhile what others do in that time */
    public function __construct(private readonly Database $database, private readonly string $table, private ?\Closure $meanwhile)
    {
    }

    public function dialect(): string
    {
        return $this->database->dialect();
    }

    public function select(string $sql, array $values = []): array
    {
        return $this->database->select($sql, $values);
    }

    public function execute(string $sql, #[\SensitiveParameter] array $values = []): int
    {
        $this->hasInserted = $this->hasInserted || (str_starts_with($sql, 'INSERT') && str_contains($sql, "INTO $this->table "));

        return $this->database->execute($sql, $values);
    }

    public function begin(): void
    {
        $this->database->begin();
    }

    public function commit(): void
    {
        $this->database->commit();
        if ($this->hasInserted && $this->meanwhile !== null) {
            $meanwhile = $this->meanwhile;
            $this->meanwhile = null;
            $meanwhile();
        }
    }

    public function rollBack(): void
    {
        $this->database->rollBack();
    }
}
