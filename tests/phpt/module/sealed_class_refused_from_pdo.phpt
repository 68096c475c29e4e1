--TEST--
PDO cannot create a sealed class from a row or write into one
--EXTENSIONS--
dojo
pdo
pdo_sqlite
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/sealed_classes.inc';

$db = new PDO('sqlite::memory:');
$rows = "'evt_forged' AS id, 'payment_intent.status_updated' AS event, 'acc_1' AS accountId, '{}' AS payload, NULL AS createdAt, 0 AS secretIndex";
foreach (SEALED as $class) {
    echo "$class: ";
    $named = "SELECT '$class' AS class, $rows";
    print_refused([
        'fetchObject' => fn () => $db->query("SELECT $rows")->fetchObject($class),
        'fetchObject with an argument' => fn () => $db->query("SELECT $rows")->fetchObject($class, ['x']),
        'fetchObject without columns' => fn () => $db->query('SELECT 1 AS id')->fetchObject($class),
        'fetchAll' => fn () => $db->query("SELECT $rows UNION ALL SELECT $rows")->fetchAll(PDO::FETCH_CLASS, $class),
        'constructor first' => fn () => $db->query("SELECT $rows")->fetchAll(PDO::FETCH_CLASS | PDO::FETCH_PROPS_LATE, $class),
        'class of the row' => fn () => $db->query($named)->fetch(PDO::FETCH_CLASS | PDO::FETCH_CLASSTYPE),
        'classes of the rows' => fn () => $db->query($named)->fetchAll(PDO::FETCH_CLASS | PDO::FETCH_CLASSTYPE),
        'grouped' => fn () => $db->query($named)->fetchAll(PDO::FETCH_CLASS | PDO::FETCH_GROUP, $class),
        'unique' => fn () => $db->query($named)->fetchAll(PDO::FETCH_CLASS | PDO::FETCH_UNIQUE, $class),
        'foreach' => function () use ($db, $rows, $class) {
            $statement = $db->query("SELECT $rows");
            $statement->setFetchMode(PDO::FETCH_CLASS, $class);
            foreach ($statement as $row) {
                return $row;
            }
        },
        'many rows' => fn () => $db->query("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000) SELECT x AS id FROM n")
            ->fetchAll(PDO::FETCH_CLASS, $class),
    ]);
}

// Into an existing object.
foreach ([verified(), exchange()] as $object) {
    $column = $object instanceof Dojo\Webhook ? 'id' : 'path';
    try {
        $statement = $db->query("SELECT 'forged' AS $column");
        $statement->setFetchMode(PDO::FETCH_INTO, $object);
        $statement->fetch();
        echo "nothing was thrown\n";
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
    var_dump($object->$column !== 'forged');
}
?>
--EXPECT--
Dojo\Webhook: 11 of 11 attempts refused
Dojo\Exchange: 11 of 11 attempts refused
Dojo\PageIterator: 11 of 11 attempts refused
Cannot modify readonly property Dojo\Webhook::$id
bool(true)
Cannot modify readonly property Dojo\Exchange::$path
bool(true)
