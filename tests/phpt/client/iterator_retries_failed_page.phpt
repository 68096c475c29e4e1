--TEST--
An exception while fetching a page reaches the caller, and the next step fetches the same page again
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';
require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/paged_client.inc';

$page = Wire::json('{"data":[{"id":"a"},{"id":"b"}],"before":null,"after":"more"}');
$last = Wire::json('{"data":[{"id":"c"}],"before":"x","after":null}');
$limit = Wire::json('{"title":"Too Many Requests","status":429}', 429);
$wire = new Wire($page, $limit, $limit, $limit, $last, $page, $last);
$iterator = $wire->client(maxRetries: 0)->iteratePaymentIntents();
thrown(static function () use ($iterator): void {
    foreach ($iterator as $intent) {
        echo $intent['id'], ' ';
    }
});
var_dump($iterator->key());
thrown(static fn () => $iterator->valid());
thrown(static fn () => $iterator->next());
$iterator->next();
echo $iterator->key(), ' ', $iterator->current()['id'], $iterator->valid() ? '' : ', but is not valid', "\n";
$iterator->next();
var_dump($iterator->valid(), $iterator->key(), $iterator->current());
$iterator->next();
echo 'from the start: ', ids($iterator), "\n";
echo count($wire->requests()), " requests\n";

// Each way to continue, with every page failing once, including the first.
function failing(): Dojo\PageIterator
{
    $failed = [];

    return (new PagedClient(static function (array $request) use (&$failed): array {
        $number = (int) ($request['after'] ?? 1);
        if (!isset($failed[$number])) {
            $failed[$number] = true;
            throw new DomainException("page $number");
        }

        return ['data' => [['id' => "$number.1"], ['id' => "$number.2"]], 'after' => $number < 3 ? (string) ($number + 1) : null];
    }))->iterateCustomers();
}
$again = static function (callable $step): void {
    do {
        try {
            $step();

            return;
        } catch (DomainException $exception) {
            echo '(', $exception->getMessage(), ') ';
        }
    } while (true);
};
$walk = static function (Dojo\PageIterator $iterator, bool $rewind) use ($again): void {
    echo $rewind ? 'rewind: ' : 'next: ';
    $again($rewind ? static fn () => $iterator->rewind() : static fn () => $iterator->valid());
    while ($iterator->valid()) {
        echo $iterator->key(), ' => ', $iterator->current()['id'], ' ';
        $again(static fn () => $iterator->next());
    }
    echo "\n";
};
$walk(failing(), true);
$walk(failing(), false);
echo 'loops: ';
$iterator = new NoRewindIterator(failing());
$again(static function () use ($iterator): void {
    foreach ($iterator as $key => $object) {
        echo "$key => $object[id] ";
    }
});
echo "\nnext() after a failed first page: ";
$iterator = failing();
$again(static fn () => $iterator->next());
echo $iterator->current()['id'], "\nnext() after a good first page: ";
$iterator = PagedClient::of(['a', 'b'])->iterateCustomers();
$iterator->next();
echo $iterator->current()['id'], "\n";

// The same from a subclass: at the first page, and with a result that is not an array.
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

// A search that succeeds on a retry does not disturb the loop.
$wire = new Wire($page, Wire::json('{}', 503, 'Retry-After: 0'), $last);
echo ids($wire->client()->iterateCustomers()), "\n";
?>
--EXPECT--
a b Dojo\RateLimitException: POST /payment-intents/search returned 429: Too Many Requests
int(2)
Dojo\RateLimitException: POST /payment-intents/search returned 429: Too Many Requests
Dojo\RateLimitException: POST /payment-intents/search returned 429: Too Many Requests
2 c
bool(false)
int(3)
NULL
from the start: a b c
7 requests
rewind: (page 1) 0 => 1.1 1 => 1.2 (page 2) 2 => 2.1 3 => 2.2 (page 3) 4 => 3.1 5 => 3.2 
next: (page 1) 0 => 1.1 1 => 1.2 (page 2) 2 => 2.1 3 => 2.2 (page 3) 4 => 3.1 5 => 3.2 
loops: (page 1) 0 => 1.1 1 => 1.2 (page 2) 2 => 2.1 3 => 2.2 (page 3) 4 => 3.1 5 => 3.2 
next() after a failed first page: (page 1) 1.1
next() after a good first page: b
DomainException: the first page
TypeError: PagedClient::respond(): Return value must be of type array, string returned
b
a b c
