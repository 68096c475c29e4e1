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
            refuse_unless_private(substr($dsn, strlen('sqlite:')), $create);
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

function refuse_unless_private(string $file, bool $create): void
{
    if (!str_starts_with($file, '/')) {
        throw new RuntimeException("SHOP_DSN must be sqlite: and an absolute path, not \"$file\".");
    }
    if ($create && !is_dir(dirname($file))) {
        @mkdir(dirname($file), 0700, recursive: true); // whether there is a file now is checked afterwards
    }
    $file = realpath($file) ?: (realpath(dirname($file)) ?: dirname($file)) . '/' . basename($file);
    refuse_public_place($file);
    if ($create && !is_file($file)) {
        refuse_open_mode(dirname($file), '0700');
        @touch($file) && chmod($file, 0600);
    }
    if (!is_file($file)) {
        throw new RuntimeException("There is no database $file. Run setup.php with the same SHOP_DSN, as a user who may write there.");
    }
    refuse_open_mode(dirname($file), '0700');
    refuse_open_mode($file, '0600'); // SQLite gives it to its own files beside this one, too
}

function refuse_open_mode(string $path, string $wanted): void
{
    clearstatcache();
    if (((int) @fileperms($path) & 0077) !== 0) { // 0 if there is no such folder or file
        throw new RuntimeException("Other users of this machine can open $path, which holds the webhook's secrets. Run: chmod $wanted $path");
    }
}

function refuse_public_place(string $file): void
{
    /** @var array<string, mixed> $server */
    $server = $_SERVER;
    [$root, $script, $name] = array_map(static fn (string $key): string => is_string($server[$key] ?? null) ? $server[$key] : '', ['DOCUMENT_ROOT', 'SCRIPT_FILENAME', 'SCRIPT_NAME']);
    if ($root === '' && str_starts_with($name, '/') && str_ends_with($script, $name)) {
        $root = substr($script, 0, -strlen($name)); // some web servers do not say it
    }
    $public = ['the temporary folder' => sys_get_temp_dir(), 'the web server\'s document root' => $root, 'the public folder' => __DIR__ . '/public'];
    foreach ($public as $what => $folder) {
        $folder = $folder === '' ? false : realpath($folder);
        if ($folder !== false && str_starts_with($file, rtrim($folder, '/') . '/')) {
            throw new RuntimeException("The database $file is in $what, $folder, where others can reach it. Set SHOP_DSN to a file in another folder.");
        }
    }
}
