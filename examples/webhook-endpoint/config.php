<?php

declare(strict_types=1);

/*
 * Settings, from the environment, and the objects that the pages and scripts share.
 *
 *   DOJO_API_KEY      your secret key; sk_sandbox_… takes test cards only
 *   DOJO_BASE_URL     where the API is; leave it out for the real one
 *   WEBHOOK_DSN       PDO's DSN of your database: sqlite:/var/lib/shop/dojo.sqlite, mysql:host=…;dbname=…, pgsql:host=…;dbname=…
 *   WEBHOOK_DB_USER, WEBHOOK_DB_PASSWORD   where that database needs them
 *   SHOP_NAME         tells this shop's intents from those of others on the same Dojo account; "shop" if not given
 */

/* An error that is shown makes the answer's status 200, and an event answered with 200 is never sent again. */
ini_set('display_errors', PHP_SAPI === 'cli' ? 'stderr' : '0');

require_once __DIR__ . '/Inbox.php';
require_once __DIR__ . '/Orders.php';

function setting(string $name, string $default = ''): string
{
    $value = getenv($name);

    return $value === false || $value === '' ? $default : $value;
}

function database(): PDO
{
    static $pdo = null;
    if ($pdo !== null) {
        return $pdo;
    }
    /* It holds secrets: only public/ belongs into a web server's document root. */
    $dsn = setting('WEBHOOK_DSN', 'sqlite:' . __DIR__ . '/private/webhook.sqlite');
    $isSqlite = str_starts_with($dsn, 'sqlite:');
    if ($isSqlite) {
        umask(0077); // nobody else on this machine reads the secrets
        $folder = dirname(substr($dsn, strlen('sqlite:')));
        if (!is_dir($folder) && !@mkdir($folder, recursive: true) && !is_dir($folder)) {
            throw new RuntimeException("The database's folder $folder can't be made: set WEBHOOK_DSN.");
        }
    }
    $pdo = new PDO($dsn, setting('WEBHOOK_DB_USER') ?: null, setting('WEBHOOK_DB_PASSWORD') ?: null, [
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
        PDO::ATTR_TIMEOUT => 10, // SQLite: how long to wait for another writer; the others: for a connection
    ]);
    if ($isSqlite) {
        $pdo->exec('PRAGMA journal_mode = WAL'); // readers don't wait for the writer
    }

    return $pdo;
}

/** @param list<string> $tables */
function create_tables(PDO $pdo, array $tables): void
{
    /* MySQL and MariaDB take evt_a and EVT_A for the same, unless told: the second of the two events would be lost. */
    $collation = $pdo->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql' ? ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ENGINE=InnoDB' : '';
    foreach ($tables as $table) {
        $pdo->exec($table . $collation);
    }
}

function dojo(): Dojo\Client
{
    static $client = null;

    return $client ??= new Dojo\Client(
        setting('DOJO_API_KEY'),
        baseUrl: setting('DOJO_BASE_URL', Dojo\Client::BASE_URL),
        timeout: 15.0,
        appInfo: 'dojo-webhook-endpoint/1.0',
    );
}

/**
 * A secret's value in an answer of Dojo's; '' where it is held back.
 *
 * @param array<string, mixed> $secret
 */
function secret_value(#[SensitiveParameter] array $secret): string
{
    return is_string($secret['value'] ?? null) ? $secret['value'] : '';
}

/** Goes into each intent's metadata as `shop`: references are unique to one shop, not to an account. */
function shop_name(): string
{
    return setting('SHOP_NAME', 'shop');
}

function inbox(): Inbox
{
    return new Inbox(database());
}

function orders(): Orders
{
    return new Orders(database(), dojo(), shop_name());
}
