<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** MariaDB without network and without accounts. */
final class MariaDb
{
    /** The DSN of an empty database. */
    public readonly string $dsn;

    public function __construct(string $folder)
    {
        $server = Executable::find('mariadbd', 'mysqld') ?? throw new Skip('mariadbd is missing (Debian: apt-get install mariadb-server-core)');
        if (!extension_loaded('pdo_mysql')) {
            throw new Skip("PHP's extension pdo_mysql is missing (Debian: apt-get install php-mysql)");
        }
        mkdir("$folder/mariadb");
        $socket = "$folder/mariadb.sock";
        $process = new Process([
            $server, '--no-defaults', "--datadir=$folder/mariadb", "--socket=$socket",
            "--pid-file=$folder/mariadb.pid", '--skip-networking', '--skip-grant-tables', '--innodb-buffer-pool-size=16M',
            '--innodb-log-file-size=8M', "--log-error=$folder/mariadb.log", ...(posix_geteuid() === 0 ? ['--user=root'] : []),
        ]);
        $pdo = null;
        Await::until(static function () use ($process, $socket, &$pdo): bool {
            try {
                $pdo = new \PDO("mysql:unix_socket=$socket", 'root', '');
            } catch (\PDOException) {
                return !$process->isRunning();
            }

            return true;
        }, 'MariaDB', details: static fn (): string => (string) @file_get_contents("$folder/mariadb.log"));
        $pdo?->exec('CREATE DATABASE shop') ?? throw new \RuntimeException('MariaDB did not start: ' . @file_get_contents("$folder/mariadb.log"));
        $this->dsn = "mysql:unix_socket=$socket;dbname=shop";
    }
}
