<?php

declare(strict_types=1);

namespace Dojo\Tests\Transport;

use Dojo\Tests\Command;
use Dojo\Tests\Extension;
use Dojo\Tests\Process;
use Dojo\Tests\Report;

/** The cells, shared out among processes, because most of their time is spent waiting. */
final class Matrix
{
    private const PROCESSES = 5;

    public static function run(Report $report, string $extension): void
    {
        $isWhole = getenv('DOJO_LONG') === '1';
        $workers = [];
        for ($share = 0; $share < self::PROCESSES; $share++) {
            $command = [PHP_BINARY, ...Extension::optionsWithoutIni(copy: $extension), '-d', 'display_errors=1', __DIR__ . '/worker.php'];
            $workers[] = new Process([...$command, "$share", (string) self::PROCESSES, $isWhole ? '1' : '0'], isMerged: true);
        }
        $ran = $wrong = $others = [];
        $double = 0;
        foreach ($workers as $share => $worker) {
            [$status, $output] = $worker->finish(Command::PATIENCE);
            $lines = explode("\n", trim($output));
            if (array_pop($lines) !== 'done' || $status !== 0) {
                $report->ok(false, "matrix: process $share runs to completion", "exit status $status\n" . substr($output, -2000));
            }
            foreach ($lines as $line) {
                $cell = json_decode($line, true);
                if ($cell === null) {
                    $others[] = $line;
                    continue;
                }
                $ran[$cell['fault']] = ($ran[$cell['fault']] ?? 0) + 1;
                $double += $cell['double'];
                if ($cell['wrong'] !== []) {
                    $wrong[$cell['fault']][] = "$cell[operation]: " . implode('; ', $cell['wrong']);
                }
            }
        }
        $cells = Cell::all($isWhole);
        foreach (array_count_values(array_column($cells, 1)) as $fault => $count) {
            $count === ($ran[$fault] ?? 0) ?: $wrong[$fault][] = ($ran[$fault] ?? 0) . " cells ran, not $count";
            $report->none(array_slice($wrong[$fault] ?? [], 0, 20), "matrix: $fault ($count operations)");
        }
        if ($others !== []) {
            $report->none(array_slice($others, 0, 10), 'matrix: nothing is printed between the results');
        }
        $report->same(0, $double, 'matrix: ' . count($cells) . " cells, $double double sends");
    }
}
