--TEST--
An iterator used while it fetches a page, from a destructor, a fiber or after exit() never crashes
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/paged_client.inc';

/** Runs a closure when it is destroyed. */
class OnDestruct
{
    public function __construct(private readonly Closure $callback)
    {
    }

    public function __destruct()
    {
        ($this->callback)();
    }
}

echo "-- from its own search\n";
$iterator = null;
$use = [
    'next' => static function () use (&$iterator): void { $iterator->next(); },
    'current' => static function () use (&$iterator): void { $iterator->current(); },
    'valid' => static function () use (&$iterator): void { $iterator->valid(); },
    'rewind' => static function () use (&$iterator): void { $iterator->rewind(); },
    'foreach' => static function () use (&$iterator): void { foreach ($iterator as $object) { echo "object\n"; } },
];
foreach ($use as $method => $call) {
    foreach ([0, 1] as $when) {
        $iterator = (new PagedClient(static function (array $request, int $page) use ($call, $when): array {
            if ($page === $when) {
                $call();
            }

            return ['data' => [['id' => "object $page"]], 'after' => "p$page"];
        }))->iterateCustomers();
        thrown(static fn () => iterator_to_array(new LimitIterator($iterator, 0, 2)), $method);
        echo $iterator->key(), ' ', ids($iterator, 2), "\n";
    }
}

echo "-- from the destructors of a page's objects\n";
$types = [];
$visits = 0;
$client = new PagedClient(static function (array $request, int $page) use (&$iterator, &$visits): array {
    $last = new OnDestruct(static function () use (&$iterator, &$visits): void {
        if ($iterator && $visits++ < 50) {
            $iterator->rewind();
            $iterator->next();
            $iterator->current();
            $iterator->valid();
        }
    });

    return ['data' => [['id' => "a$page", 'last' => $last], ['id' => "b$page", 'last' => $last]], 'after' => $page % 3 < 2 ? "p$page" : null];
});
$iterator = $client->iterateCustomers();
for ($i = 0; $i < 12; $i++) {
    $types[] = gettype($iterator->current());
    $iterator->next();
}
echo count($types), ' ', $visits > 0 ? "visits\n" : "no visit\n";
$iterator->rewind();
$iterator = null;

echo "-- from the destructor of the request's object, and of the client, when the iterator goes\n";
$seen = [];
$look = static function () use (&$weak, &$seen): void {
    $seen[] = $weak->get()?->valid();
};
$request = ['context' => new OnDestruct($look)];
$iterator = (new class(static fn (): array => ['data' => [['id' => 'a', 'last' => new OnDestruct($look)]]]) extends PagedClient {})->iterateCustomers($request);
$weak = WeakReference::create($iterator);
$iterator->current();
$request = $iterator = null;
var_dump($seen, $weak->get());

echo "-- in a fiber that waits inside the search\n";
$client = new PagedClient(static function (array $request, int $page): array {
    Fiber::suspend($page);

    return ['data' => [['id' => "object $page"]], 'after' => $page ? null : 'more'];
});
$iterator = $client->iterateCustomers();
$fiber = new Fiber(static fn (): array => array_column(iterator_to_array($iterator), 'id'));
$fiber->start();
thrown(static fn () => $iterator->current());
thrown(static fn () => $iterator->rewind());
$fiber->resume();
thrown(static fn () => $iterator->next());
$fiber->resume();
echo implode(' ', $fiber->getReturn()), "\n";
$iterator = $client->iterateCustomers();
$fiber = new Fiber(static fn () => $iterator->current());
$fiber->start();
unset($fiber); // unwinds it
gc_collect_cycles();
$fiber = new Fiber(static fn () => $iterator->current());
$fiber->start();
$fiber->resume();
echo $fiber->getReturn()['id'], "\n";

echo "-- by a loop that a generator holds\n";
(static function (): void {
    $holder = new stdClass();
    $holder->client = PagedClient::of(['a', 'b'], ['c']);
    $holder->generator = (static function () use ($holder): Generator {
        foreach ($holder->client->iterateCustomers() as $object) {
            yield $object;
        }
    })();
    $holder->generator->current();
    $holder->last = new OnDestruct(static function (): void { echo "collected\n"; });
})();
gc_collect_cycles();
thrown(static function (): void {
    foreach (PagedClient::of(['a'])->iterateCustomers() as &$object) {
    }
});
echo implode(' ', array_column(iterator_to_array((static fn () => yield from PagedClient::of(['a'], ['b'])->iterateCustomers())()), 'id')), "\n";

echo "-- after exit()\n";
$iterator = (new PagedClient(static function (array $request, int $page): array {
    if ($page === 1) {
        exit("exit\n");
    }

    return ['data' => [['id' => "object $page"]], 'after' => $page < 3 ? "p$page" : null];
}))->iterateCustomers();
register_shutdown_function(static function () use ($iterator): void {
    while ($iterator->valid()) {
        echo $iterator->current()['id'], "\n";
        $iterator->next();
    }
});
$iterator->next();
?>
--EXPECT--
-- from its own search
next: Error: a Dojo\PageIterator can't be used while it is fetching a page
0 object 1 object 2
next: Error: a Dojo\PageIterator can't be used while it is fetching a page
1 object 2 object 3
current: Error: a Dojo\PageIterator can't be used while it is fetching a page
0 object 1 object 2
current: Error: a Dojo\PageIterator can't be used while it is fetching a page
1 object 2 object 3
valid: Error: a Dojo\PageIterator can't be used while it is fetching a page
0 object 1 object 2
valid: Error: a Dojo\PageIterator can't be used while it is fetching a page
1 object 2 object 3
rewind: Error: a Dojo\PageIterator can't be used while it is fetching a page
0 object 1 object 2
rewind: Error: a Dojo\PageIterator can't be used while it is fetching a page
1 object 2 object 3
foreach: Error: a Dojo\PageIterator can't be used while it is fetching a page
0 object 1 object 2
foreach: Error: a Dojo\PageIterator can't be used while it is fetching a page
1 object 2 object 3
-- from the destructors of a page's objects
12 visits
-- from the destructor of the request's object, and of the client, when the iterator goes
array(2) {
  [0]=>
  NULL
  [1]=>
  NULL
}
NULL
-- in a fiber that waits inside the search
Error: a Dojo\PageIterator can't be used while it is fetching a page
Error: a Dojo\PageIterator can't be used while it is fetching a page
Error: a Dojo\PageIterator can't be used while it is fetching a page
object 0 object 1
object 3
-- by a loop that a generator holds
collected
Error: An iterator cannot be used with foreach by reference
a b
-- after exit()
exit
object 2
object 3
