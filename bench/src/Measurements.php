<?php

declare(strict_types=1);

namespace Dojo\Bench;

/** The rows of the table: each is a ratio within this run, with the bound that it should keep. */
final class Measurements
{
    /** @var list<array{name: string, value: ?float, bound: ?float, better: string, note: string}> */
    private array $rows = [];

    /** @param 'lower'|'higher' $better */
    public function row(string $name, ?float $value, ?float $bound, string $note, string $better = 'lower'): void
    {
        $this->rows[] = ['name' => $name, 'value' => $value, 'bound' => $bound, 'better' => $better, 'note' => $note];
        printf("%-58s %8s %9s  %s\n", $name, $value === null ? '-' : sprintf('%.3f', $value), $bound === null ? '' : ($better === 'lower' ? '<= ' : '>= ') . $bound, $note);
    }

    public function header(): void
    {
        printf("%-58s %8s %9s  %s\n", 'what', 'measured', 'bound', 'from');
    }

    public function json(): string
    {
        return json_encode(['php' => PHP_VERSION, 'rows' => $this->rows], JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES);
    }

    public function missed(): int
    {
        return count(array_filter($this->rows, static fn (array $r): bool => $r['value'] !== null && $r['bound'] !== null
            && ($r['better'] === 'lower' ? $r['value'] > $r['bound'] : $r['value'] < $r['bound'])));
    }
}
