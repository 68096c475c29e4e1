--TEST--
A page iterator keeps its client alive, and reference cycles through both are collected
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/paged_client.inc';

class Watched extends PagedClient
{
    public mixed $held = null;

    public function __destruct()
    {
        echo "client destroyed\n";
    }
}
$pages = static fn (array $request, int $page): array => ['data' => [['id' => "object $page"]], 'after' => $page < 2 ? "p$page" : null];

$iterator = (new Watched($pages))->iterateCustomers();
echo ids($iterator), "\n";
$iterator = null;

echo "a cycle of client and iterator\n";
$client = new Watched($pages);
$client->held = $client->iteratePaymentIntents();
$client->held->current();
$client = null;
echo gc_collect_cycles() > 0 ? "collected\n" : "leaked\n";

echo "a cycle through the request\n";
$request = new stdClass();
$client = new Watched($pages);
$request->iterator = $client->iterateCustomers(['context' => $request]);
$client = $request = null;
echo gc_collect_cycles() > 0 ? "collected\n" : "leaked\n";

echo "a cycle through a page\n";
$holder = new stdClass();
$client = new Watched(static fn (): array => ['data' => [['id' => 'a', 'holder' => $holder]]]);
$holder->iterator = $client->iterateCustomers();
$holder->iterator->current();
$client = $holder = null;
echo gc_collect_cycles() > 0 ? "collected\n" : "leaked\n";

echo "a loop that is left early\n";
foreach ((new Watched($pages))->iterateCustomers() as $object) {
    break;
}
echo "left at $object[id]\n";
?>
--EXPECT--
object 0 object 1 object 2
client destroyed
a cycle of client and iterator
client destroyed
collected
a cycle through the request
client destroyed
collected
a cycle through a page
client destroyed
collected
a loop that is left early
client destroyed
left at object 0
