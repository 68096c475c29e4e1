--TEST--
A value that JSON cannot represent is refused by its path, and nothing is sent
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

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
// The same in a raw request and in lists of ids.
thrown(fn () => $client->request('POST', '/x', ['a' => [NAN]]));
thrown(fn () => $client->request('POST', '/x', ["\xff" => 1]));
thrown(fn () => $client->getCustomers(['a', Pure::One]));
thrown(fn () => $client->getCustomers(["\xff"]));
// Of a very long path, only the beginning is shown.
thrown(fn () => $client->request('POST', '/x', [str_repeat('k', 300) => [str_repeat('l', 300) => NAN]]));
echo count($wire->requests()), " requests were sent\n";
unset($cases, $value, $recursive, $list, $object);
gc_collect_cycles();
?>
--EXPECT--
invalid UTF-8: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()
overlong UTF-8: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()
surrogate: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()
invalid key: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: a key is not valid UTF-8, or contains a NUL byte
NUL in a key: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: a key is not valid UTF-8, or contains a NUL byte
deep inside: Dojo\ValidationException(orderDetails.extra[1].a[1].b.c): orderDetails.extra[1].a[1].b.c: the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()
recursive array: Dojo\ValidationException(orderDetails.extra[1].again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.a): orderDetails.extra[1].again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.again.a: the array is nested deeper than 64 levels, or contains itself
recursive list: Dojo\ValidationException(orderDetails.extra[1][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0): orderDetails.extra[1][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0: the array is nested deeper than 64 levels, or contains itself
recursive object: Dojo\ValidationException(orderDetails.extra[1].self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self): orderDetails.extra[1].self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self: the array is nested deeper than 64 levels, or contains itself
too deep: Dojo\ValidationException(orderDetails.extra[1][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0): orderDetails.extra[1][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0: the array is nested deeper than 64 levels, or contains itself
resource: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported type resource
closed resource: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported type resource
closure: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class Closure: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
object: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class ArrayObject: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
JsonSerializable: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class JsonSerializable@anonymous: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
Stringable: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class class@anonymous: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
generator: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class Generator: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
client: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class Dojo\Client: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
unit enum: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class Pure: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
NAN: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: expected a finite number, got INF or NAN
INF: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: expected a finite number, got INF or NAN
-INF: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: expected a finite number, got INF or NAN
uninitialised date: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: the date object was never initialised
months: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length
negative interval: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: expected a positive DateInterval
long class name: Dojo\ValidationException(orderDetails.extra[1]): orderDetails.extra[1]: unsupported object of class Cxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
Dojo\ValidationException(a[0]): a[0]: expected a finite number, got INF or NAN
Dojo\ValidationException(request): request: a key is not valid UTF-8, or contains a NUL byte
Dojo\ValidationException(customerIds[1]): customerIds[1]: expected string, got Pure
Dojo\ValidationException(customerIds[0]): customerIds[0] is not valid UTF-8
Dojo\ValidationException(kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk): kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: expected a finite number, got INF or NAN
0 requests were sent
