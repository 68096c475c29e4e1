<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/** The document's own mistakes, which exceptions.php lists. Each must occur, or it must be removed from there. */
final class Exceptions
{
    /** @var array<string, true> "name operation violation" of those that were met */
    private array $met = [];

    /** @param array<string, array{operations: list<string>, direction: string, violations: list<string>, reason: string}> $rows */
    public function __construct(public readonly array $rows)
    {
    }

    public function excuses(string $operation, string $direction, string $violation): bool
    {
        foreach ($this->rows as $name => $row) {
            if ($row['direction'] === $direction && in_array($violation, $row['violations'], true) && in_array($operation, $row['operations'], true)) {
                return $this->met["$name $operation $violation"] = true;
            }
        }

        return false;
    }

    /** @return list<string> what keeps the exception of this name from being in order */
    public function problems(string $name, Contract $contract): array
    {
        $row = $this->rows[$name];
        $problems = [];
        foreach ($row['operations'] as $operation) {
            if (!isset($contract->operations[$operation])) {
                $problems[] = "there is no operation $operation";
                continue;
            }
            foreach ($row['violations'] as $violation) {
                if (!isset($this->met["$name $operation $violation"])) {
                    $problems[] = "$operation no longer has this violation, so remove it from the list: $violation";
                }
            }
        }
        if (trim($row['reason']) === '' || $row['operations'] === [] || $row['violations'] === []) {
            $problems[] = 'an exception needs operations, violations and a reason';
        }

        return $problems;
    }
}
