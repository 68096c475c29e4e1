<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Tests\Folder;
use Dojo\Tests\Report;

/** The groups of walks, and what their results say. */
final class Model
{
    /** In the usual form, for each database. */
    private const WALKS = 300;

    /** They take less than two minutes. A machine that is busy with other things may take longer. */
    private const SECONDS = 900.0;

    /** In the long form, for each database. */
    private const LONG_MINUTES = 60;
    private const LONG_WALKS = 5000;

    /** Walks whose processes are killed, for each database; in the usual and in the long form. */
    private const PROCESS_WALKS = 10;
    private const LONG_PROCESS_WALKS = 300;

    /** Within so many walks each mutation is found: those that both databases make in the usual form. */
    private const MUTANT_WALKS = 2 * self::WALKS;

    private readonly bool $isLong;
    private readonly Walkers $walkers;

    public function __construct(private readonly Report $report)
    {
        $this->isLong = getenv('DOJO_LONG') === '1';
        $this->walkers = new Walkers(Folder::make('model'));
    }

    /** Both databases at once. */
    public function walk(): void
    {
        $seed = getenv('DOJO_SEED');
        if ($seed !== false && $seed !== '') {
            $this->replay((int) $seed);

            return;
        }
        $minutes = getenv('DOJO_MODEL_MINUTES');
        $isTimed = $this->isLong || $minutes !== false;
        $seconds = $isTimed ? 60.0 * (float) ($minutes ?: self::LONG_MINUTES) : self::SECONDS;
        $first = random_int(1, 1_000_000_000);
        $this->report->note("the first seed is $first; DOJO_SEED=N repeats one walk");
        $job = ['first' => $first, 'walks' => $isTimed ? PHP_INT_MAX : self::WALKS, 'seconds' => $seconds, 'shrinks' => true, 'stopsAtFailure' => true];
        $processes = [];
        foreach ([Walkers::MARIADB, Walkers::SQLITE] as $database) {
            $processes[$database] = $this->walkers->start($database, $job);
        }
        foreach ($processes as $database => $process) {
            ['walks' => $walks, 'failures' => $failures] = Walkers::result($process, $seconds + 60.0);
            $this->report->ok($failures === [], "the books are right after $walks walks on $database", self::told($failures));
            $this->enough($walks, match (true) {
                $failures !== [] => 0,
                $this->isLong && $minutes === false => self::LONG_WALKS,
                $isTimed => 1,
                default => self::WALKS,
            }, $database);
        }
    }

    /** Real processes, killed with SIGKILL. */
    public function kill(): void
    {
        $walks = $this->isLong ? self::LONG_PROCESS_WALKS : self::PROCESS_WALKS;
        $first = random_int(1, 1_000_000_000);
        $job = ['first' => $first, 'walks' => $walks, 'seconds' => 3600.0, 'shrinks' => false, 'stopsAtFailure' => true, 'isProcesses' => true];
        $processes = [];
        foreach ([Walkers::MARIADB, Walkers::SQLITE] as $database) {
            $processes[$database] = $this->walkers->start($database, $job);
        }
        foreach ($processes as $database => $process) {
            ['walks' => $made, 'kills' => $kills, 'failures' => $failures] = Walkers::result($process, 3700.0);
            $this->report->ok($failures === [] && $made === $walks, "the books are right after $made walks on $database with $kills processes killed", self::told($failures));
        }
    }

    /** @param list<string> $names of mutations */
    public function mutate(array $names): void
    {
        foreach (array_chunk($names, 2) as $pair) { // one for each core
            $processes = [];
            foreach ($pair as $name) {
                $database = Mutations::TABLE[$name][3] ?? Walkers::SQLITE;
                $job = ['first' => 1, 'walks' => self::MUTANT_WALKS, 'seconds' => 600.0, 'shrinks' => false, 'stopsAtFailure' => true];
                $processes[$name] = $this->walkers->start($database, $job, Mutations::copy($name));
            }
            foreach ($processes as $name => $process) {
                ['walks' => $walks, 'failures' => $failures] = Walkers::result($process, 700.0);
                $found = $failures === [] ? '' : " in walk $walks: " . self::anonymous($failures[0]['problems'][0]);
                $this->report->ok($failures !== [], "the model notices a kit without: $name$found", "it survived $walks walks");
            }
        }
    }

    private function replay(int $seed): void
    {
        foreach ([Walkers::SQLITE, Walkers::MARIADB] as $database) {
            $job = ['first' => $seed, 'walks' => 1, 'seconds' => 600.0, 'shrinks' => true, 'stopsAtFailure' => true];
            ['failures' => $failures] = Walkers::result($this->walkers->start($database, $job), 600.0);
            $this->report->ok($failures === [], "the books are right after the walk $seed on $database", self::told($failures));
        }
    }

    private function enough(int $walks, int $least, string $database): void
    {
        $this->report->ok($walks >= $least, "at least $least walks are made on $database", "There was time for $walks.");
    }

    /** @param list<array{seed: int, problems: list<string>, story: list<string>}> $failures */
    private static function told(array $failures): string
    {
        $text = '';
        foreach ($failures as $failure) {
            $text .= "DOJO_SEED={$failure['seed']}, and of its walk these steps are enough:\n" . implode("\n", $failure['story']) . "\n=> "
                . implode("\n=> ", $failure['problems']) . "\n";
        }

        return self::anonymous($text);
    }

    /** Short names for the random ids. */
    private static function anonymous(string $text): string
    {
        preg_match_all('/pi_sandbox_[\w-]{8,}/', $text, $ids);
        foreach (array_values(array_unique($ids[0])) as $index => $id) {
            $text = str_replace($id, 'pi_' . ($index + 1), $text);
        }

        return $text;
    }
}
