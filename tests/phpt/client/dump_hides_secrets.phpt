--TEST--
No way of dumping a client shows its key, its proxy or its ids
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

class Mine extends Dojo\Client
{
    public string $note = 'a note';
}

$options = ['apiKey' => 'sk_sandbox_example', 'proxy' => 'http://user:hidden-word@127.0.0.1:3128', 'softwareHouseId' => 'house-42', 'appInfo' => 'plugin/1'];
foreach ([new Dojo\Client(...$options), new Mine(...$options)] as $client) {
    ob_start();
    var_dump($client);
    print_r($client);
    var_export($client);
    debug_zval_dump($client);
    echo json_encode($client), json_encode(['client' => $client]), "\n";
    var_dump((array) $client, get_object_vars($client), get_mangled_object_vars($client), iterator_to_array(new ArrayIterator((array) $client)));
    echo new ReflectionObject($client);
    foreach ($client as $name => $value) {
        echo "$name => $value\n";
    }
    var_dump($client == new Dojo\Client('sk_sandbox_other'), (new ReflectionObject($client))->getProperties());
    $dump = ob_get_clean();
    var_dump(strlen($dump) > 500, preg_match_all('~sk_sandbox_|hidden-word|house-42|3128|Basic ~', $dump));
}
var_dump(new Dojo\Client('sk_sandbox_example'));
echo json_encode(new Dojo\Client('sk_sandbox_example')), "\n";
?>
--EXPECT--
bool(true)
int(0)
bool(true)
int(0)
object(Dojo\Client)#1 (0) {
}
{}
