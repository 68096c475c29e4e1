--TEST--
A page iterator works in foreach, yield from, iterator_to_array(), nested loops, and by hand
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/paged_client.inc';

$make = static fn (): PagedClient => PagedClient::of(['a', 'b'], ['c'], ['d', 'e']);

echo 'foreach: ', ids($make()->iteratePaymentIntents()), ' / ', ids($make()->iterateCustomers()), "\n";

function all(Dojo\Client $client): Generator
{
    yield from $client->iterateCustomers();
    yield 99 => ['id' => 'last'];
}
foreach (all($make()) as $key => $object) {
    echo "$key=$object[id] ";
}
echo "\n";

echo 'iterator_to_array: ', json_encode(array_keys(iterator_to_array($make()->iteratePaymentIntents()))), "\n";
echo 'spread: ', implode(' ', array_column([...$make()->iteratePaymentIntents()], 'id')), "\n";
echo 'iterator_count: ', iterator_count($make()->iterateCustomers()), "\n";
echo 'LimitIterator: ', ids(new LimitIterator($make()->iterateCustomers(), 1, 3)), "\n";
[$first, $second] = iterator_to_array($make()->iterateCustomers());
echo "list: $first[id] $second[id]\n";

$client = $make();
$nested = [];
foreach ($make()->iteratePaymentIntents() as $outer) {
    foreach ($make()->iteratePaymentIntents() as $inner) {
        $nested[] = $outer['id'] . $inner['id'];
    }
}
echo 'nested: ', count($nested), ' ', end($nested), "\n";

$pages = ['' => ['a', 'b'], 'after-1' => ['c'], 'after-2' => ['d', 'e']];
$shared = new PagedClient(static function (array $request) use ($pages): array {
    $after = $request['after'] ?? '';
    $next = ['' => 'after-1', 'after-1' => 'after-2', 'after-2' => null][$after];

    return ['data' => array_map(static fn (string $id): array => ['id' => $id], $pages[$after]), 'after' => $next];
});
$parallel = new MultipleIterator();
$parallel->attachIterator($shared->iterateCustomers());
$parallel->attachIterator($shared->iterateCustomers());
foreach ($parallel as $pair) {
    echo $pair[0]['id'], $pair[1]['id'], ' ';
}
echo "of one client, side by side\n";

$iterator = $make()->iterateCustomers();
echo 'by hand: ', $iterator->current()['id'], $iterator->key(), ' ';
$iterator->next();
$iterator->next();
echo $iterator->current()['id'], $iterator->key(), ' ';
while ($iterator->valid()) {
    $iterator->next();
}
var_dump($iterator->current(), $iterator->key());
$iterator->next();
var_dump($iterator->valid(), $iterator->key());

// next() before anything else skips the first object, as with a generator.
$iterator = $make()->iterateCustomers();
$iterator->next();
echo $iterator->current()['id'], $iterator->key(), "\n";
?>
--EXPECT--
foreach: a b c d e / a b c d e
0=a 1=b 2=c 3=d 4=e 99=last 
iterator_to_array: [0,1,2,3,4]
spread: a b c d e
iterator_count: 5
LimitIterator: b c d
list: a b
nested: 25 ee
aa bb cc dd ee of one client, side by side
by hand: a0 c2 NULL
int(5)
bool(false)
int(5)
b1
