--TEST--
A request over 1 MiB of JSON or 50,000 values is refused before it uses the memory
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$wire = new Wire();
$client = $wire->client();

// The same array nested in itself: 21 levels hold 2,097,152 values.
$shared = ['x'];
for ($level = 0; $level < 21; $level++) {
    $shared = [$shared, $shared];
}
$map = ['amount' => ['value' => 1, 'currencyCode' => 'GBP']];
for ($level = 0; $level < 21; $level++) {
    $map = ['a' => $map, 'b' => $map];
}
$resident = static fn (): int => preg_match('~VmHWM:\s+(\d+)~', (string) @file_get_contents('/proc/self/status'), $match) === 1 ? (int) $match[1] : 0;
$before = $resident();
thrown(fn () => $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'extra' => $shared]), 'lists');
thrown(fn () => $client->request('POST', '/x', $map), 'maps');
thrown(fn () => $client->request('POST', '/x', ['x' => (object) $map]), 'objects');
echo 'memory: ', $resident() - $before < 96 << 10 || getenv('USE_ZEND_ALLOC') === '0' ? 'bounded' : $resident() - $before . ' KiB', "\n";

// Every kind of value, padded with text to exactly the limit, then with one byte more.
$body = [
    'list' => [1, -20, true, false, null, 1.5, 0.1, 1e100, [], [[]], new DateTimeImmutable('2026-02-27T10:00:00.5Z'), new DateInterval('P1DT2H')],
    'map' => ['a' => new stdClass(), 'b' => (object) ['c' => 1], 7 => Dojo\CaptureMode::Auto],
    "quoted \"\\/\x01\x1f\x7f\x08\t\n\v\f\r é €" => "quoted \"\\/\x01\x1f\x7f\x08\t\n\v\f\r é €",
    'text' => '',
];
$client->request('POST', '/x', $body);
$used = strlen($wire->bodies()[0]);
$body['text'] = str_repeat('x', (1 << 20) - $used);
$client->request('POST', '/x', $body);
echo strlen($wire->bodies()[1]), " bytes sent\n";
$body['text'] .= 'x';
thrown(fn () => $client->request('POST', '/x', $body), 'one byte more');

// The array itself counts as a value.
$values = array_fill(0, 49_999, 1);
$client->request('POST', '/x', $values);
echo count(json_decode($wire->bodies()[2])), " values sent\n";
thrown(fn () => $client->request('POST', '/x', [...$values, 1]), 'one value more');
thrown(fn () => $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'description' => str_repeat('é', 600_000)]), 'a long text');
echo count($wire->requests()), " requests\n";
?>
--EXPECT--
lists: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
maps: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
objects: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
memory: bounded
1048576 bytes sent
one byte more: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
49999 values sent
one value more: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
a long text: Dojo\ValidationException(request): request: too large; at most 50000 values, and 1048576 bytes as JSON, can be sent
3 requests
