--TEST--
A value that has no JSON is refused by its path, and nothing is sent
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/thrown.inc';
require __DIR__ . '/../support/wire.inc';

enum Pure
{
    case One;
}

$wire = new Wire();
$client = $wire->client();
$good = ['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x'];
$recursive = [];
$recursive['again'] = &$recursive;
$list = [];
$list[] = &$list;
$object = new stdClass();
$object->self = $object;
$deep = [];
for ($i = 0; $i < 70; $i++) {
    $deep = [$deep];
}
$uninitialised = (new ReflectionClass(DateTimeImmutable::class))->newInstanceWithoutConstructor();
$negative = new DateInterval('PT5M');
$negative->invert = 1;
$cases = [
    'invalid UTF-8' => "caf\xe9",
    'overlong UTF-8' => "\xc0\x80",
    'surrogate' => "\xed\xa0\x80",
    'invalid key' => ["caf\xe9" => 'x'],
    'NUL in a key' => ["a\0b" => 'x'],
    'deep inside' => ['a' => [1, ['b' => ['c' => "\xff"]]]],
    'recursive array' => $recursive,
    'recursive list' => $list,
    'recursive object' => $object,
    'too deep' => $deep,
    'resource' => STDIN,
    'closed resource' => (static function () {
        $handle = fopen('php://memory', 'r');
        fclose($handle);

        return $handle;
    })(),
    'closure' => static fn () => 1,
    'object' => new ArrayObject(['a' => 1]),
    'JsonSerializable' => new class implements JsonSerializable {
        public function jsonSerialize(): mixed
        {
            return 'x';
        }
    },
    'Stringable' => new class {
        public function __toString(): string
        {
            return 'x';
        }
    },
    'generator' => (static fn () => yield 1)(),
    'client' => $client,
    'unit enum' => Pure::One,
    'NAN' => NAN,
    'INF' => INF,
    '-INF' => -INF,
    'uninitialised date' => $uninitialised,
    'months' => new DateInterval('P1M'),
    'negative interval' => $negative,
    'long class name' => (static function () {
        $name = 'C' . str_repeat('x', 500);
        eval("class $name {}");

        return new $name();
    })(),
];
foreach ($cases as $label => $value) {
    thrown(fn () => $client->createPaymentIntent($good + ['orderDetails' => ['extra' => [1, $value]]]), $label);
}
// The same for a raw call and for the lists of ids.
thrown(fn () => $client->request('POST', '/x', ['a' => [NAN]]));
thrown(fn () => $client->request('POST', '/x', ["\xff" => 1]));
thrown(fn () => $client->getCustomers(['a', Pure::One]));
thrown(fn () => $client->getCustomers(["\xff"]));
// A very long path is shown by its beginning.
thrown(fn () => $client->request('POST', '/x', [str_repeat('k', 300) => [str_repeat('l', 300) => NAN]]));
echo count($wire->requests()), " requests were sent\n";
?>
--EXPECT--
