--TEST--
mysqli cannot create a sealed class from a row
--EXTENSIONS--
dojo
mysqlnd
mysqli
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/sealed_classes.inc';
require __DIR__ . '/../../support/Process.php';

$row = ['id' => 'evt_forged', 'event' => 'x', 'secretIndex' => '0'];
$server = new Dojo\Tests\Process([PHP_BINARY, '-n', __DIR__ . '/mysql_server.inc', json_encode($row)], Dojo\Tests\Process::plainEnvironment());
$port = $server->await($server->output, static fn (string $text): ?int => preg_match('~listening (\d+)~', $text, $match) ? (int) $match[1] : null);
$db = new mysqli('127.0.0.1', 'shop', '', '', $port);
echo $db->query('SELECT')->fetch_object()->id, "\n";
foreach (SEALED as $class) {
    echo "$class: ";
    print_refused([
        'fetch_object' => fn () => $db->query('SELECT')->fetch_object($class),
        'fetch_object with an argument' => fn () => $db->query('SELECT')->fetch_object($class, ['x']),
        'mysqli_fetch_object' => fn () => mysqli_fetch_object($db->query('SELECT'), $class),
    ]);
}
?>
--EXPECT--
evt_forged
Dojo\Webhook: 3 of 3 attempts refused
Dojo\Exchange: 3 of 3 attempts refused
Dojo\PageIterator: 3 of 3 attempts refused
