<?php

declare(strict_types=1);

/* What the kit needs of a WpdbDatabase: tables, values of each type, changed rows, a lost lock, a transaction that is undone. */

use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\Settings;
use Dojo\Shop\Store;
use Dojo\Shop\Time;

/** @var string $socket MariaDB's */
[$one, $two] = array_map(
    static fn (): Store => new Store(new WpdbDatabase(new wpdb($socket)), new Settings('https://shop.example', tablePrefix: 'wp_dojo_'), new Time()),
    [1, 2],
);
$one->migrate();
$one->migrate();
$odd = ["it's 100% of ?", 'a "%s" \\ £'];
foreach ($odd as $name) {
    $one->insert('settings', ['name' => $name, 'value' => $name]) || exit("$name is not inserted");
    !$one->insert('settings', ['name' => $name, 'value' => '']) || exit("$name is inserted twice");
    $one->setting($name) === $name || exit("$name is read as " . $one->setting($name));
}
$one->insert('limits', ['id' => 'x', 'subject' => '', 'kind' => 'x', 'order_id' => null, 'at' => 1700000000]);
$row = $one->row('SELECT order_id, at FROM {limits}');
$row !== null && $row['order_id'] === null && (int) $row['at'] === 1700000000 || exit('it is read as ' . json_encode($row));
echo $one->execute('UPDATE {settings} SET value = ? WHERE name IN (?, ?)', ['new', ...$odd]), ' rows, ';

$two->database->execute('SET innodb_lock_wait_timeout = 1');
$one->database->begin();
$one->execute('UPDATE {settings} SET value = ? WHERE name = ?', ['undone', $odd[0]]);
try {
    $two->execute('UPDATE {settings} SET value = ? WHERE name = ?', ['other', $odd[0]]);
} catch (DatabaseBusy) {
    echo 'busy, ';
}
$one->database->rollBack();
echo $two->setting($odd[0]) === 'new' ? 'nothing is left' : $two->setting($odd[0]);
$one->transaction(static fn () => $one->setSetting($odd[0], 'kept'));
$two->setting($odd[0]) === 'kept' || exit(': a transaction is not committed');
