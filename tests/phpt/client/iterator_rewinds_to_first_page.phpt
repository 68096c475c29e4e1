--TEST--
rewind() restarts an iterator that has advanced, and keeps the page of one that has not
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/paged_client.inc';

$client = new PagedClient(static fn (array $request): array => isset($request['after'])
    ? ['data' => [['id' => 'c']], 'after' => null]
    : ['data' => [['id' => 'a'], ['id' => 'b']], 'after' => 'more']);
$iterator = $client->iterateCustomers();
$iterator->rewind();
$iterator->rewind();
$iterator->current();
echo 'at the start: ', count($client->asked), " search\n";
echo ids($iterator), ', then ', ids($iterator), ': ', count($client->asked), " searches\n";

$client->asked = [];
$iterator = $client->iterateCustomers(['after' => 'more']);
echo ids($iterator), ', then ', ids($iterator), ': ', json_encode($client->asked), "\n";

$client->asked = [];
$iterator = $client->iterateCustomers();
echo ids($iterator, 2), ', ', ids($iterator), ': ', json_encode($client->asked), "\n";
?>
--EXPECT--
at the start: 1 search
a b c, then a b c: 4 searches
c, then c: [{"after":"more"},{"after":"more"}]
a b, a b c: [[],[],{"after":"more"}]
