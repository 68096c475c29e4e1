--TEST--
A page iterator refuses `before` at once, and any other bad request when its first page is fetched
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

$client = new Dojo\Client('sk_sandbox_example', baseUrl: 'http://127.0.0.1:9', maxRetries: 0);
thrown(static fn () => $client->iteratePaymentIntents(['cursor' => ['before' => 'x']]));
thrown(static fn () => $client->iteratePaymentIntents(['cursor' => (object) ['before' => 'x']]));
thrown(static fn () => $client->iterateCustomers(['before' => 'x']));
thrown(static fn () => $client->iterateCustomers(['before' => null])->valid());

$iterator = $client->iteratePaymentIntents(['cursor' => ['limit' => 101]]);
thrown(static fn () => $iterator->valid());
thrown(static fn () => $iterator->current());
thrown(static fn () => $client->iteratePaymentIntents(['cursor' => 'abc'])->rewind());
thrown(static fn () => $client->iteratePaymentIntents(['statuses' => 'Captured'])->next());
thrown(static fn () => iterator_to_array($client->iterateCustomers(['limit' => '10'])));
thrown(static fn () => $client->iterateCustomers('10'));
thrown(static fn () => new Dojo\PageIterator());
thrown(static fn () => clone $client->iterateCustomers());
thrown(static fn () => serialize($client->iterateCustomers()));
thrown(static function () use ($client): void {
    $client->iterateCustomers()->page = 2;
});
echo str_contains(print_r($client->iterateCustomers(['after' => 'x']), true), 'sk_sandbox') ? "key shown\n" : "key hidden\n";
?>
--EXPECT--
Dojo\ValidationException(cursor.before): cursor.before: an iterator only moves forwards: omit it, or pass "after"
Dojo\ValidationException(cursor.before): cursor.before: an iterator only moves forwards: omit it, or pass "after"
Dojo\ValidationException(before): before: an iterator only moves forwards: omit it, or pass "after"
Dojo\ValidationException(before): before: an iterator only moves forwards: omit it, or pass "after"
Dojo\ValidationException(cursor.limit): cursor.limit: expected an integer from 1 to 100, got 101
Dojo\ValidationException(cursor.limit): cursor.limit: expected an integer from 1 to 100, got 101
Dojo\ValidationException(cursor): cursor: expected object (an array with string keys), got a string of 3 bytes
Dojo\ValidationException(statuses): statuses: expected list (an array with the keys 0, 1, 2 and so on), got a string of 8 bytes
Dojo\ValidationException(limit): limit: expected integer, got string "10"
TypeError: Dojo\Client::iterateCustomers(): Argument #1 ($request) must be of type array, string given
Error: Dojo\PageIterator objects are created only by Dojo\Client::iteratePaymentIntents() and iterateCustomers()
Error: Trying to clone an uncloneable object of class Dojo\PageIterator
Exception: Serialization of 'Dojo\PageIterator' is not allowed
Error: Cannot create dynamic property Dojo\PageIterator::$page
key hidden
