--TEST--
A page iterator stops at a page without `after`, with the same `after` again, or with no objects
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/paged_client.inc';

$first = ['data' => [['id' => 'a'], ['id' => 'b']], 'after' => 'x'];
$responses = [
    'no after' => ['data' => [['id' => 'c']]],
    'null' => ['data' => [['id' => 'c']], 'after' => null],
    'empty text' => ['data' => [['id' => 'c']], 'after' => ''],
    'the same again' => ['data' => [['id' => 'c']], 'after' => 'x'],
    'a number' => ['data' => [['id' => 'c']], 'after' => 7],
    'false' => ['data' => [['id' => 'c']], 'after' => false],
    'empty list' => ['data' => [], 'after' => 'y'],
    'null list' => ['data' => null, 'after' => 'y'],
    'no list' => ['after' => 'y'],
    'a string for the list' => ['data' => 'c', 'after' => 'y'],
    'nothing' => [],
];
foreach ($responses as $name => $second) {
    foreach (['iteratePaymentIntents', 'iterateCustomers'] as $method) {
        $client = new PagedClient(static fn (array $request, int $page): array => $page ? $second : $first);
        $found = ids($client->$method(), 10);
        if ($found !== (isset($second['data'][0]['id']) ? 'a b c' : 'a b') || count($client->asked) !== 2) {
            echo "$method, $name: $found, ", count($client->asked), " searches\n";
        }
    }
}

foreach ([['data' => [], 'before' => null, 'after' => null], []] as $empty) {
    $client = new PagedClient(static fn (): array => $empty);
    $iterator = $client->iterateCustomers();
    echo json_encode(iterator_to_array($iterator)), ' after ', count($client->asked), " search\n";
    var_dump($iterator->valid(), $iterator->current());
}

// If the server repeats the `after` that the caller passed, the page is not fetched again.
foreach (['iteratePaymentIntents' => ['cursor' => ['after' => 'x']], 'iterateCustomers' => ['after' => 'x']] as $method => $request) {
    $client = new PagedClient(static fn (): array => $first);
    echo $method, ': ', ids($client->$method($request), 10), ' after ', count($client->asked), " search\n";
}
?>
--EXPECT--
[] after 1 search
bool(false)
NULL
[] after 1 search
bool(false)
NULL
iteratePaymentIntents: a b after 1 search
iterateCustomers: a b after 1 search
