<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The part of the self-test that is about the database itself. */
final class DatabaseChecks
{
    private const TABLES = 'tables';
    private const FILE = 'database file';

    public function __construct(private readonly Store $store)
    {
    }

    /** Whether the tables exist, are of this version and can roll back. */
    public function tables(): Check
    {
        $migrate = 'Run the set-up (Store::migrate()).';
        try {
            $version = (int) $this->store->setting('schema');
            if ($version !== Migrations::latest()) {
                return Check::problem(self::TABLES, "The tables are at step $version, this version of the kit is at " . Migrations::latest() . '.', $migrate);
            }
            $engines = $this->store->database->dialect() === 'mysql' ? $this->engines() : [];
        } catch (\Exception $e) {
            return Check::failed(self::TABLES, $e, $migrate);
        }
        $wrong = array_filter($engines, static fn (string $engine): bool => strcasecmp($engine, 'InnoDB') !== 0);
        if ($wrong !== []) {
            $first = array_key_first($wrong);

            return Check::problem(self::TABLES, implode(', ', array_keys($wrong)) . " can't roll back ($wrong[$first])", "Run: ALTER TABLE $first ENGINE=InnoDB, and so on.");
        }

        return Check::ok(self::TABLES, 'The tables are of this version.');
    }

    /**
     * SQLite only. The file holds the webhook's secrets and all orders.
     *
     * @param list<string> $publicFolders
     * @return list<Check>
     */
    public function file(array $publicFolders): array
    {
        if ($this->store->database->dialect() !== 'sqlite') {
            return [];
        }
        try {
            $row = $this->store->row("SELECT file FROM pragma_database_list WHERE name = 'main'");
        } catch (\Exception $e) {
            return [Check::failed(self::FILE, $e, 'Look at the database.')];
        }
        $file = realpath((string) ($row['file'] ?? ''));
        if (($row['file'] ?? '') === '' || $file === false) {
            return [Check::problem(self::FILE, 'The database is in memory, and gone with the process.', 'Give it a file.')];
        }

        return [self::place($file, $publicFolders) ?? self::mode($file) ?? Check::ok(self::FILE, "Others can't reach $file.")];
    }

    /** @param list<string> $publicFolders */
    private static function place(string $file, array $publicFolders): ?Check
    {
        foreach ([sys_get_temp_dir(), '/tmp', '/var/tmp', ...$publicFolders] as $folder) {
            $folder = realpath($folder);
            if ($folder !== false && str_starts_with($file, rtrim($folder, '/\\') . DIRECTORY_SEPARATOR)) {
                return Check::problem(self::FILE, "$file is in $folder, where others can reach it.", 'Move it to a private folder outside of the document root.');
            }
        }

        return null;
    }

    /** On Windows, modes say nothing. */
    private static function mode(string $file): ?Check
    {
        clearstatcache();
        foreach (DIRECTORY_SEPARATOR === '/' ? [$file, "$file-wal", "$file-shm", "$file-journal"] : [] as $path) {
            $mode = is_file($path) ? (int) fileperms($path) & 0777 : 0;
            if (($mode & 0077) !== 0) {
                return Check::problem(self::FILE, sprintf('Other users of this machine can open %s (mode %04o).', $path, $mode), "Run: chmod 0600 $path");
            }
        }

        return null;
    }

    /** @return array<string, string> table => its engine; those of WordPress's SQLite drop-in have none, and can roll back */
    private function engines(): array
    {
        $engines = [];
        foreach (Migrations::tables() as $name) {
            $table = $this->store->table($name);
            foreach ($this->store->select("SHOW TABLE STATUS LIKE '" . addcslashes($table, '_%') . "'") as $row) {
                $engines[$table] = (string) ($row['Engine'] ?? '');
            }
        }

        return array_filter($engines);
    }
}
