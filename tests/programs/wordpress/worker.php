<?php

declare(strict_types=1);

/* A shop on WordPress's database class: php worker.php URL ACCOUNT DSN FOLDER. Prints each result as a line of JSON. */

use Dojo\Shop\Database;
use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\WpdbDatabase;
use Dojo\Tests\Checkout;
use Dojo\Tests\Http;
use Dojo\Tests\Kit\Till;

require __DIR__ . '/../../support/autoload.php';
require Checkout::root() . '/plugins/kit/autoload.php';
require __DIR__ . '/../../support/sandbox.inc';

[, $url, $account, $dsn, $folder] = $argv;
$isSqlite = str_starts_with($dsn, 'sqlite');
error_reporting(E_ALL & ~E_DEPRECATED);
define('ABSPATH', "$folder/");
define('WPINC', 'wp-includes');
require __DIR__ . '/functions.inc';
require ABSPATH . 'wp-includes/plugin.php';

/** A connection of WordPress's. */
$connect = static function () use ($isSqlite, $dsn): wpdb {
    $GLOBALS['table_prefix'] = 'wp_';
    if ($isSqlite) {
        defined('DB_DIR') || define('DB_DIR', dirname(substr($dsn, 7)) . '/');
        defined('DB_FILE') || define('DB_FILE', basename($dsn));
        defined('FQDBDIR') || define('FQDBDIR', DB_DIR);
        defined('FQDB') || define('FQDB', DB_DIR . DB_FILE);
        defined('DB_NAME') || define('DB_NAME', 'wordpress');
        defined('DB_ENGINE') || define('DB_ENGINE', 'sqlite');
        require_once ABSPATH . 'wp-includes/class-wpdb.php';
        $plugin = (string) current(glob(ABSPATH . 'sqlite-database-integration*') ?: []);
        define('SQLITE_DB_DROPIN_VERSION', '1');
        foreach (glob("$plugin/wp-includes/sqlite/class-*.php") ?: [] as $file) {
            require_once $file;
        }
        $wpdb = new WP_SQLite_DB(DB_NAME);
    } else {
        require_once ABSPATH . 'wp-includes/class-wpdb.php';
        preg_match('/unix_socket=([^;]+);dbname=(\w+)/', $dsn, $match);
        defined('DB_CHARSET') || define('DB_CHARSET', 'utf8mb4');
        $wpdb = new wpdb('root', '', $match[2], "localhost:$match[1]");
    }

    return $wpdb;
};
$wpdb = $GLOBALS['wpdb'] = $connect();
$database = new WpdbDatabase($wpdb);
$say = static function (bool $isRight, string $name, mixed $details = ''): void {
    echo json_encode([$isRight, $name, is_string($details) ? $details : var_export($details, true)], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
};
$same = static fn (mixed $expected, mixed $got, string $name) => $say($expected === $got, $name, ['expected' => $expected, 'got' => $got]);
$pay = static function (string $id) use ($url): void {
    [, , $page] = Http::ask('GET', "$url/checkout/$id");
    preg_match('~name="form" value="([^"]+)"~', $page, $token);
    Http::post("$url/checkout/$id", ['form' => $token[1] ?? '', 'method' => 'card', 'number' => Sandbox::CARD, 'expiry' => '12/29', 'cvc' => '020', 'name' => 'A Shopper']);
};

/* The adapter. */
$database->execute('CREATE TABLE of_the_test (id VARCHAR(191) NOT NULL PRIMARY KEY, n BIGINT, t TEXT) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
foreach (['plain', "it's", 'a "b" \\ c', '100% of %s and %d %1$s', 'what?', 'Zoë 😀', "two\nlines", '', '{x}'] as $text) {
    $database->execute('INSERT INTO of_the_test VALUES (?, ?, ?)', [$text, 7, $text]);
    $row = $database->select('SELECT * FROM of_the_test WHERE id = ? AND n = ? AND t = ?', [$text, 7, $text])[0] ?? [];
    $same([$text, 7, $text], [$row['id'] ?? null, (int) ($row['n'] ?? 0), $row['t'] ?? null], 'what was written is read: ' . strtr($text, "\n", ' '));
}
$database->execute('INSERT INTO of_the_test VALUES (?, ?, ?)', ['null', null, null]);
$same([null, null], array_slice(array_values($database->select("SELECT * FROM of_the_test WHERE id = 'null' AND n IS NULL AND id LIKE 'nu%'")[0]), 1), 'null is null, and % is no placeholder');
$same([1, 0, 9], [
    $database->execute("UPDATE of_the_test SET n = n + 1 WHERE id = ? AND t LIKE '%la%'", ['plain']), $database->execute('UPDATE of_the_test SET n = 9 WHERE id = ?', ['none']),
    $database->execute('DELETE FROM of_the_test WHERE n >= ?', [7]),
], 'affected rows');
$same([1, 0], [$database->execute('INSERT IGNORE INTO of_the_test VALUES (?, 1, NULL)', ['k']), $database->execute('INSERT IGNORE INTO of_the_test VALUES (?, 1, NULL)', ['k'])], 'the second of two inserts');
$said = Till::thrown(static fn () => $database->execute('INSERT INTO no_such_table VALUES (?)', ['the secret value']));
$say(str_contains($said, 'RuntimeException') && str_contains($said, 'no_such_table') && !str_contains($said, 'the secret value'), 'an error is an exception, without the values', $said);
$database->begin();
$database->execute('UPDATE of_the_test SET n = 2');
$database->rollBack();
$same(1, (int) $database->select("SELECT n FROM of_the_test WHERE id = 'k'")[0]['n'], 'a transaction that is rolled back');

/* The kit. */
$till = (new Till($url, $account, $dsn, database: $database))->install();
$intentId = $till->begin($till->order('one'));
$pay($intentId);
$till->onApply = static fn () => throw new RuntimeException('the stock is locked');
$said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
$till->onApply = null;
$same(['RuntimeException: the stock is locked', ['open', 'open', 0, 0], []], [$said, $till->state('one'), $till->rows('SELECT * FROM till_changes')], 'a shop that fails: nothing is half done');
$till->kit()->payments->update($intentId);
$same(['paid', 'paid', 1, 0], $till->state('one'), 'an order is paid');
$till->kit()->refunds->refund('refund-wp-0001', 'one', 400, "It's 40% \\ \"broken\"");
$same([['paid', 'paid', 1, 400], "It's 40% \\ \"broken\""], [$till->state('one'), $till->kit()->refunds->find('refund-wp-0001')?->reason], 'a refund');
$till->kit()->refunds->refund('refund-wp-0001', 'one', 400);
$till->kit()->inbox->add(Till::event('evt_wp', $intentId), 'sc');
$till->kit()->inbox->handle('evt_wp');
$till->settleHere();
$same([], $till->problems('one'), 'its books are Dojo\'s');
$manual = $till->begin($till->order('two', isManual: true));
$pay($manual);
$till->kit()->payments->update($manual);
$till->kit()->captures->capture('capture-wp-0001', 'two', 1000);
$same(['paid', 'paid', 1, 0], $till->state('two'), 'a capture');
$till->begin($till->order('CASE'));
$said = Till::thrown(static fn () => $till->begin($isSqlite ? 'Case' : $till->order('case')));
$same($isSqlite ? 'Dojo\Shop\NotPossible' : 'nothing', strtok($said, ':'), $isSqlite ? 'ids that differ in case only, which the drop-in takes for the same, are refused' : 'ids that differ in case only');
$till->kit()->store->migrate();
$same(['paid', 'paid', 1, 0], $till->state('two'), 'migrations may be run again');
if ($isSqlite) {
    exit(0);
}

/* Locks, other transactions, a lost connection. */
$wpdb->query('START TRANSACTION');
$said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
$say(str_starts_with($said, 'LogicException') && str_contains($said, 'Commit it before'), 'in a transaction of the shop\'s the kit refuses', $said);
$wpdb->query('COMMIT');
$intentId = $till->begin($till->order('three'));
$pay($intentId);
$till->onApply = static fn () => $wpdb->query('CREATE TABLE of_the_shop (id INT)');
$said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
$till->onApply = null;
$say(str_starts_with($said, 'LogicException') && str_contains($said, 'has ended the transaction'), 'apply() that ends the transaction is noticed', $said);
$intentId = $till->begin($till->order('four'));
$pay($intentId);
$other = $connect();
$wpdb->query('SET innodb_lock_wait_timeout = 1');
$other->query('START TRANSACTION');
$other->query("UPDATE dojo_payments SET version = version + 1 WHERE order_id = 'four'");
$said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
$say(str_starts_with($said, DatabaseBusy::class), 'a lock wait that takes too long: DatabaseBusy', $said);
$other->query('COMMIT');
$times = 0;
$till->onApply = static function () use ($wpdb, $other, &$times): void {
    if (++$times === 1) {
        $other->query('KILL ' . $wpdb->get_var('SELECT CONNECTION_ID()'));
    }
};
$said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
$till->onApply = null;
$wpdb->db_connect(false);
$same(['open', 'open', 0, 0], $till->state('four'), "a connection that is lost in the transaction: nothing is half done ($said)");
$till->kit()->payments->update($intentId);
$same(['paid', 'paid', 1, 0], $till->state('four'), 'afterwards it continues');
$same(5, $wpdb->reconnect_retries, 'and WordPress connects again as before');
