<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\Tests\Tables;

/** Which request fields of the core's tables a set of calls has sent. */
final class SentFields
{
    /** @var array<string, array<string, true>> the fields of each shape */
    private array $sent = [];

    /** @param list<mixed> $arguments of a method of Client */
    public function add(string $operation, array $arguments): void
    {
        $row = Tables::operations()[$operation];
        $ids = preg_match_all('~\{~', $row['path']);
        if ($row['shape'] !== null && isset($arguments[$ids])) {
            $this->addObject($row['shape'], $arguments[$ids]);
        }
    }

    private function addObject(string $shape, array $object): void
    {
        $this->sent[$shape] ??= [];
        foreach (Tables::shapes()[$shape] as $row) {
            if (!array_key_exists((string) $row['name'], $object)) {
                continue;
            }
            $this->sent[$shape][$row['name']] = true;
            $value = $object[$row['name']];
            foreach (isset($row['shape']) ? ($row['kind'] === 'OBJECT' ? [$value] : (array) $value) : [] as $member) {
                $this->addObject($row['shape'], (array) $member);
            }
        }
    }

    /** @return list<string> the fields that no call has sent, such as `Address.county`; one of several alternatives is enough */
    public function missing(): array
    {
        $missing = [];
        foreach (array_intersect_key(Tables::shapes(), $this->sent) as $shape => $rows) {
            $alternatives = array_merge(...array_column(array_filter($rows, static fn (array $row): bool => $row['kind'] === 'ONE_OF'), 'values'));
            $fields = array_diff(array_filter(array_column($rows, 'name')), $alternatives);
            foreach (array_diff($fields, array_keys($this->sent[$shape])) as $field) {
                $missing[] = "$shape.$field";
            }
        }

        return $missing;
    }
}
