--TEST--
A failure on the second page reaches the caller, ends the loop, and leaves an iterator that can start again
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../support/wire.inc';
require __DIR__ . '/../support/thrown.inc';
require __DIR__ . '/paged_client.inc';

$page = Wire::json('{"data":[{"id":"a"},{"id":"b"}],"before":null,"after":"more"}');
$last = Wire::json('{"data":[{"id":"c"}],"before":"x","after":null}');
$wire = new Wire($page, Wire::json('{"title":"Bad Request","status":400,"detail":"The cursor is stale."}', 400), $page, $last);
$iterator = $wire->client(maxRetries: 0)->iteratePaymentIntents();
thrown(static function () use ($iterator): void {
    foreach ($iterator as $intent) {
        echo $intent['id'], ' ';
    }
});
var_dump($iterator->valid(), $iterator->current());
$iterator->next();
echo 'once more: ', ids($iterator), "\n";
echo count($wire->requests()), " requests\n";

/* The same from a subclass, at the first page, and with a result that is none. */
$client = new PagedClient(static fn (array $request, int $page): mixed => match ($page) {
    0 => throw new DomainException('the first page'),
    1 => ['data' => [['id' => 'a']], 'after' => 'x'],
    2 => 'no array',
    default => ['data' => [['id' => 'b']]],
});
$iterator = $client->iterateCustomers();
thrown(static fn () => iterator_to_array($iterator));
thrown(static fn () => iterator_to_array($iterator));
echo ids($iterator), "\n";

/* A search that the server accepts on a retry costs the loop nothing. */
$wire = new Wire($page, Wire::json('{}', 503, 'Retry-After: 0'), $last);
echo ids($wire->client()->iterateCustomers()), "\n";
?>
--EXPECT--
a b Dojo\InvalidRequestException: POST /payment-intents/search answered 400: The cursor is stale.
bool(false)
NULL
once more: a b c
4 requests
DomainException: the first page
TypeError: PagedClient::answer(): Return value must be of type array, string returned
b
a b c
