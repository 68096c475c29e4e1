<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Database;

/** The database as a process has it that may be killed: its connection is closed with it, and its transaction rolled back. */
final class KillableDatabase implements Database
{
    /** @param ?\Closure(string): void $before is called with each statement, in place of what another process does at that moment */
    public function __construct(private readonly Database $database, private readonly Fuse $fuse, public ?\Closure $before = null)
    {
    }

    public function dialect(): string
    {
        return $this->database->dialect();
    }

    public function select(string $sql, array $values = []): array
    {
        $this->step($sql);

        return $this->database->select($sql, $values);
    }

    public function execute(string $sql, array $values = []): int
    {
        $this->step($sql);

        return $this->database->execute($sql, $values);
    }

    public function begin(): void
    {
        $this->step('BEGIN');
        $this->database->begin();
    }

    public function commit(): void
    {
        $this->step('COMMIT');
        $this->database->commit();
    }

    public function rollBack(): void
    {
        $this->database->rollBack();
    }

    private function step(string $sql): void
    {
        $this->fuse->step(substr((string) preg_replace('/\s+/', ' ', $sql), 0, 60));
        if ($this->before !== null) {
            ($this->before)($sql);
        }
    }
}
