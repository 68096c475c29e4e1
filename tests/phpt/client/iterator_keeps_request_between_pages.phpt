--TEST--
A page iterator sends the caller's whole request for each page, unaffected by later changes to it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\PaymentIntentStatus;

require __DIR__ . '/paged_client.inc';

$request = ['statuses' => [PaymentIntentStatus::Captured], 'startDate' => '2026-02-27T00:00:00Z', 'cursor' => ['limit' => 2], 'new' => ['x' => [1]]];
$client = PagedClient::of(['a', 'b'], ['c', 'd'], ['e']);
$iterator = $client->iteratePaymentIntents($request);
$request['statuses'] = 'changed later';
$request['cursor']['limit'] = 99;
echo ids($iterator), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n";

$limit = 2;
$cursor = ['limit' => &$limit];
$given = ['cursor' => &$cursor, 'statuses' => []];
$client = PagedClient::of(['a'], ['b']);
echo ids($client->iteratePaymentIntents($given)), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n", json_encode($given), "\n";

$client = PagedClient::of(['a'], ['b']);
echo ids($client->iteratePaymentIntents()), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n";

$client = PagedClient::of(['a'], ['b']);
echo ids($client->iterateCustomers(['limit' => 1, 'after' => 'from here', 'cursor' => 'not here'])), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n";

// An object is sent like an array.
$client = PagedClient::of(['a'], ['b']);
$object = (object) ['limit' => 2, 'after' => 'from here'];
echo ids($client->iteratePaymentIntents(['cursor' => $object])), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n", json_encode($object), "\n";

// A null cursor counts as absent.
$client = PagedClient::of(['a'], ['b']);
echo ids($client->iteratePaymentIntents(['cursor' => null])), "\n", implode("\n", array_map(json_encode(...), $client->asked)), "\n";
?>
--EXPECT--
a b c d e
{"statuses":["Captured"],"startDate":"2026-02-27T00:00:00Z","cursor":{"limit":2},"new":{"x":[1]}}
{"statuses":["Captured"],"startDate":"2026-02-27T00:00:00Z","cursor":{"limit":2,"after":"after-1"},"new":{"x":[1]}}
{"statuses":["Captured"],"startDate":"2026-02-27T00:00:00Z","cursor":{"limit":2,"after":"after-2"},"new":{"x":[1]}}
a b
{"cursor":{"limit":2},"statuses":[]}
{"cursor":{"limit":2,"after":"after-1"},"statuses":[]}
{"cursor":{"limit":2},"statuses":[]}
a b
[]
{"cursor":{"after":"after-1"}}
a b
{"limit":1,"after":"from here","cursor":"not here"}
{"limit":1,"after":"after-1","cursor":"not here"}
a b
{"cursor":{"limit":2,"after":"from here"}}
{"cursor":{"limit":2,"after":"after-1"}}
{"limit":2,"after":"from here"}
a b
{"cursor":null}
{"cursor":{"after":"after-1"}}
