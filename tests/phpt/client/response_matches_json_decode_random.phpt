--TEST--
Random responses with every oddity of JSON decode as with json_decode()
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

/** JSON text of a random value, with spellings that json_encode() never uses. */
function value(int $depth): string
{
    $kind = mt_rand(0, $depth > 5 ? 5 : 8);
    $space = ['', '', '', ' ', "\n", "\t", "\r\n "][mt_rand(0, 6)];

    return $space . match ($kind) {
        0 => ['null', 'true', 'false'][mt_rand(0, 2)],
        1 => (string) ((mt_rand() << 32 ^ mt_rand() << 1) >> mt_rand(0, 63)),
        2 => ['9223372036854775807', '-9223372036854775808', '9223372036854775808', '-9223372036854775809', '18446744073709551616', '-0', '0'][mt_rand(0, 6)],
        3 => mt_rand(-99, 99) . '.' . mt_rand(0, 999999) . ['', 'e5', 'E-3', 'e+10', 'e-320', 'e300'][mt_rand(0, 5)],
        4, 5 => text(),
        6 => '[' . implode(',', array_map(static fn (): string => value($depth + 1), array_fill(0, mt_rand(0, 4), 0))) . $space . ']',
        default => '{' . implode(',', array_map(static fn (): string => $space . key_text() . $space . ':' . value($depth + 1), array_fill(0, mt_rand(0, 6), 0))) . '}',
    } . $space;
}

function text(): string
{
    $parts = ['a', 'Zoë', '€', '😀', '\\u00e9', '\\ud83d\\ude00', '\\n', '\\/', '/', '\\"', '\\\\', '\\u0000', "\u{7f}", "\u{2028}", '2026-02-27T09:30:00.1234567Z', ' ', '0'];
    $text = '';
    for ($i = mt_rand(0, 4); $i > 0; $i--) {
        $text .= $parts[mt_rand(0, count($parts) - 1)];
    }

    return "\"$text\"";
}

/** One of few keys, so that some occur twice; some look like numbers. */
function key_text(): string
{
    return ['""', '"id"', '"status"', '"0"', '"1"', '"01"', '"-5"', '"9223372036854775808"', '"a.b"', '"é"', '"\\u00e9"', '" "', '"Id"'][mt_rand(0, 12)];
}

$seed = (int) (getenv('DOJO_SEED') ?: 20260227);
mt_srand($seed);
$bodies = [];
for ($i = 0; $i < 60; $i++) {
    $bodies[] = '[' . implode(',', array_map(static fn (): string => value(1), range(1, 25))) . ']';
}
$wire = new Wire(...array_map(Wire::json(...), $bodies));
$client = $wire->client();
$wrong = $compared = 0;
foreach ($bodies as $number => $body) {
    $got = $client->listWebhooks();
    foreach (json_decode($body, true, 512, JSON_THROW_ON_ERROR) as $i => $expected) {
        $compared++;
        // var_export() distinguishes -0.0 from 0.0 and shows the order of keys.
        if (var_export($got[$i], true) !== var_export($expected, true) && $wrong++ < 3) {
            echo "seed $seed, body $number, item $i: ", var_export($got[$i], true), "\nexpected ", var_export($expected, true), "\n";
        }
    }
}
echo $compared, ' compared, ', $wrong, " differ\n";
?>
--EXPECT--
1500 compared, 0 differ
