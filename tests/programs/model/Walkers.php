<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Tests\Checkout;
use Dojo\Tests\Extension;
use Dojo\Tests\MariaDb;
use Dojo\Tests\Process;

/** Starts processes that walk, each with a database of its own. */
final class Walkers
{
    public const SQLITE = 'SQLite';
    public const MARIADB = 'MariaDB';

    private int $databases = 0;
    private ?MariaDb $mariaDb = null;

    public function __construct(private readonly string $folder)
    {
    }

    /**
     * @param array{first: int, step?: int, walks: int, seconds: float, shrinks: bool, stopsAtFailure: bool, isProcesses?: bool} $job
     * @param ?string $kit the folder of the kit to walk with; the checkout's if null
     */
    public function start(string $database, array $job, ?string $kit = null): Process
    {
        $job += ['step' => 1, 'kit' => $kit ?? Checkout::root() . '/plugins/kit', 'dsn' => $this->dsn($database)];

        return new Process([PHP_BINARY, ...Extension::options(), __DIR__ . '/walk.php', json_encode($job, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION)]);
    }

    /** Waits for it. @return array{walks: int, kills: int, failures: list<array{seed: int, walks: int, problems: list<string>, story: list<string>}>} */
    public static function result(Process $process, float $seconds): array
    {
        [$status, $output, $errors] = $process->finish($seconds);
        $failures = [];
        $walks = null;
        $kills = 0;
        foreach (array_filter(explode("\n", $output)) as $line) {
            $entry = json_decode($line, true);
            if (isset($entry['seed'])) {
                $failures[] = $entry;
            } else {
                $walks = $entry['walks'] ?? null;
                $kills = $entry['kills'] ?? 0;
            }
        }
        if ($status !== 0 || $walks === null) {
            throw new \RuntimeException("A walker ended with $status: $output$errors");
        }

        return ['walks' => $walks, 'kills' => $kills, 'failures' => $failures];
    }

    /** An empty database. */
    public function dsn(string $database): string
    {
        $name = 'walk' . ++$this->databases;
        if ($database === self::SQLITE) {
            return "sqlite:$this->folder/$name.db";
        }
        $this->mariaDb ??= new MariaDb($this->folder);
        (new \PDO($this->mariaDb->dsn, 'root', ''))->exec("CREATE DATABASE $name");

        return str_replace('dbname=shop', "dbname=$name", $this->mariaDb->dsn);
    }
}
