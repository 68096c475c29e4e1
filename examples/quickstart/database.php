<?php

declare(strict_types=1);

/*
 * The shop's database connection. The webhook's secrets and all orders are in there. So a SQLite file is used only if nobody else can
 * reach it, over the web or from another account of the machine.
 */

use Dojo\Shop\PdoDatabase;

function database(bool $create = false): PdoDatabase
{
    /** @var ?PdoDatabase $database */
    static $database = null;
    if ($database === null) {
        $dsn = setting('SHOP_DSN', 'sqlite:' . __DIR__ . '/private/shop.sqlite');
        if (str_starts_with($dsn, 'sqlite:')) {
            $file = substr($dsn, strlen('sqlite:'));
            if ($create && str_starts_with($file, '/') && !is_file($file)) {
                create_private($file);
            }
            refuse_unless_private($file);
        }
        $database = new PdoDatabase(new PDO($dsn, setting('SHOP_DB_USER') ?: null, setting('SHOP_DB_PASSWORD') ?: null, [
            PDO::ATTR_TIMEOUT => 1, // seconds that SQLite waits for a lock; the kit tries several times
        ]));
    }

    return $database;
}

/** Makes the tables of the shop and of the kit, and for SQLite the file. Safe to run again. */
function install(): void
{
    if (database(create: true)->dialect() === 'sqlite') {
        database()->select('PRAGMA journal_mode = WAL'); // pages can read while another process writes
    }
    kit()->store->migrate();
    shop()->install();
}

function create_private(string $file): void
{
    $mask = umask(0077); // SQLite gives the files that it makes beside this one the same mode
    is_dir(dirname($file)) || @mkdir(dirname($file), recursive: true);
    @touch($file); // whether there is a file now is checked afterwards
    umask($mask);
}

function refuse_unless_private(string $file): void
{
    if (!str_starts_with($file, '/') || !is_file($file)) {
        throw new RuntimeException("There is no database file \"$file\". Set SHOP_DSN to sqlite: and an absolute path, and run setup.php, which makes the file.");
    }
    $file = (string) realpath($file);
    $folder = dirname($file);
    /** @var array<string, mixed> $server */
    $server = $_SERVER;
    $public = ['the temporary folder' => sys_get_temp_dir(), "the web server's document root" => $server['DOCUMENT_ROOT'] ?? '', 'public/' => __DIR__ . '/public'];
    foreach ($public as $what => $path) {
        $path = is_string($path) && $path !== '' ? realpath($path) : false;
        if ($path !== false && str_starts_with("$folder/", rtrim($path, '/') . '/')) {
            throw new RuntimeException("The database $file is in $what ($path), where others can reach it. Set SHOP_DSN to a file in a folder of its own.");
        }
    }
    foreach ([$folder => '0700', $file => '0600'] as $path => $mode) {
        if ((fileperms($path) & 0077) !== 0) {
            throw new RuntimeException("Other users of this machine can open $path, which holds the webhook's secrets. Run: chmod $mode $path");
        }
    }
}
