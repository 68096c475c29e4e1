<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Shop\Database;

/** Waits before each INSERT into the limits, so that whatever was read before it is old if nothing holds a lock. */
final class SlowDatabase implements Database
{
    public function __construct(private readonly Database $database)
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
        if (str_starts_with($sql, 'INSERT') && str_contains($sql, 'dojo_limits')) {
            usleep(20_000);
        }

        return $this->database->execute($sql, $values);
    }

    public function begin(): void
    {
        $this->database->begin();
    }

    public function commit(): void
    {
        $this->database->commit();
    }

    public function rollBack(): void
    {
        $this->database->rollBack();
    }
}
