--TEST--
Clients and page iterators are equal only to themselves, because comparing their contents could reveal a key
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

class Shop extends Dojo\Client
{
}

$one = new Dojo\Client('sk_sandbox_one');
$other = new Dojo\Client('sk_prod_other');
$pairs = [
    'clients with different keys' => [$one, $other],
    'clients with the same key' => [$one, new Dojo\Client('sk_sandbox_one')],
    'subclasses' => [new Shop('sk_sandbox_one'), new Shop('sk_sandbox_two')],
    'client and subclass' => [$one, new Shop('sk_sandbox_one')],
    'iterators' => [$one->iterateCustomers(), $other->iteratePaymentIntents()],
    'client and another object' => [$one, new stdClass()],
    'iterator and another object' => [$one->iterateCustomers(), new stdClass()],
];
foreach ($pairs as $what => [$a, $b]) {
    $equal = [$a == $b, $b == $a, $a === $b, $a < $b, $a > $b, $a <= $b, $a >= $b, in_array($a, [$b]), [$a] == [$b], !($a != $b)];
    echo $what, ': ', in_array(true, $equal, true) ? json_encode($equal) : 'never equal', "\n";
}
foreach ([$one, $one->iterateCustomers()] as $same) {
    var_dump($same == $same && $same === $same && in_array($same, [$same]) && [$same] == [$same], $same == true, $same == null, $same == 'x');
}
?>
--EXPECT--
clients with different keys: never equal
clients with the same key: never equal
subclasses: never equal
client and subclass: never equal
iterators: never equal
client and another object: never equal
iterator and another object: never equal
bool(true)
bool(true)
bool(false)
bool(false)
bool(true)
bool(true)
bool(false)
bool(false)
