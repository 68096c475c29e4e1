--TEST--
iteratePaymentIntents() and iterateCustomers() return every object, and fetch each page only when needed
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/sandbox.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$intents = $customers = [];
for ($i = 0; $i < 7; $i++) {
    $intents[] = $client->createPaymentIntent(['amount' => ['value' => 100 + $i, 'currencyCode' => 'GBP'], 'reference' => "order $i"])['id'];
    $customers[] = $client->createCustomer(['name' => "Customer $i"])['id'];
}
$searches = static fn (string $path): int => count(array_filter($sandbox->requests(), static fn (string $request): bool => $request === "POST $path/search"));

foreach ([
    'iteratePaymentIntents' => ['/payment-intents', $intents, ['cursor' => ['limit' => 2], 'statuses' => ['Created']]],
    'iterateCustomers' => ['/customers', $customers, ['limit' => 2]],
] as $method => [$path, $created, $request]) {
    echo $method, "\n";
    $iterator = $client->$method($request);
    echo get_class($iterator), ', searches: ', $searches($path), "\n";
    $fetched = $seen = [];
    foreach ($iterator as $key => $object) {
        $seen[$key] = $object['id'];
        $fetched[] = $searches($path);
    }
    echo $seen === array_reverse($created) ? 'all, newest first' : 'not all', ', searches after each: ', implode(' ', $fetched), "\n";
    var_dump($iterator->valid(), $iterator->current());
    $before = $searches($path);
    foreach ($client->$method($request) as $object) {
        break;
    }
    echo 'searches of a loop left at once: ', $searches($path) - $before, "\n";
    echo 'without a limit: ', count(iterator_to_array($client->$method())), ' in ', $searches($path) - $before - 1, " search\n";
}
$sent = array_values(array_filter($sandbox->requests(true), static fn (array $entry): bool => $entry['path'] === '/payment-intents/search'));
echo json_encode($sent[0]['body'] ?? null), "\n", preg_replace('~"after":"[^"]+"~', '"after":"…"', json_encode($sent[1]['body'] ?? null, JSON_UNESCAPED_SLASHES)), "\n";
?>
--EXPECT--
iteratePaymentIntents
Dojo\PageIterator, searches: 0
all, newest first, searches after each: 1 1 2 2 3 3 4
bool(false)
NULL
searches of a loop left at once: 1
without a limit: 7 in 1 search
iterateCustomers
Dojo\PageIterator, searches: 0
all, newest first, searches after each: 1 1 2 2 3 3 4
bool(false)
NULL
searches of a loop left at once: 1
without a limit: 7 in 1 search
{"cursor":{"limit":2},"statuses":["Created"]}
{"cursor":{"limit":2,"after":"…"},"statuses":["Created"]}
