--TEST--
Money::fromDecimal() rounds a float half away from zero, from its 15 significant digits
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

$pence = 0.0;
for ($i = 0; $i < 1000; $i++) {
    $pence += 0.01;
}
$cases = [
    'GBP' => [
        '8.20' => [8.20, 820], '19.99' => [19.99, 1999], '59.97' => [59.97, 5997], '3 * 19.99' => [3 * 19.99, 5997],
        '1.005' => [1.005, 101], '0.1 + 0.2' => [0.1 + 0.2, 30], '1000 pennies' => [$pence, 1000], '1.1 * 1.1' => [1.1 * 1.1, 121],
        '4.35' => [4.35, 435], '0.57' => [0.57, 57], '0.58' => [0.58, 58], '1.15' => [1.15, 115], '2.675' => [2.675, 268],
        '0.285' => [0.285, 29], '1.255' => [1.255, 126], '0.005' => [0.005, 1], '0.015' => [0.015, 2], '0.0049' => [0.0049, 0],
        'just below a half' => [0.00499999999999999, 0], 'closer than 15 digits' => [0.004999999999999999, 1],
        '-8.20' => [-8.20, -820], '-1.005' => [-1.005, -101], '-0.005' => [-0.005, -1], '-0.0049' => [-0.0049, 0],
        '0.0' => [0.0, 0], '-0.0' => [-0.0, 0], '20.0' => [20.0, 2000], '1e3' => [1e3, 100000], '1e-20' => [1e-20, 0],
        'smallest double' => [5e-324, 0], '123456789.125' => [123456789.125, 12345678913], '999999999.995' => [999999999.995, 100000000000],
        '9999999999999.99' => [9999999999999.99, 999999999999999], '1e16' => [1e16, 1000000000000000000],
    ],
    'JPY' => ['0.5' => [0.5, 1], '1.5' => [1.5, 2], '2.5' => [2.5, 3], '-2.5' => [-2.5, -3], '0.49999' => [0.49999, 0], '1980.0' => [1980.0, 1980]],
    'KWD' => ['1.2345' => [1.2345, 1235], '0.0005' => [0.0005, 1], '-0.0005' => [-0.0005, -1], '8.2' => [8.2, 8200]],
    'CLF' => ['1.00005' => [1.00005, 10001], '0.1 + 0.2' => [0.1 + 0.2, 3000], '8.20' => [8.20, 82000]],
];
$count = 0;
foreach ($cases as $currency => $rows) {
    foreach ($rows as $name => [$amount, $expected]) {
        $count++;
        if (Dojo\Money::fromDecimal($amount, $currency) !== ['value' => $expected, 'currencyCode' => $currency]) {
            echo "$currency $name: expected $expected, got ", Dojo\Money::fromDecimal($amount, $currency)['value'], "\n";
        }
    }
}
// Sums of order lines, with at most two decimals, convert as round() would.
mt_srand(59);
for ($i = 0; $i < 20_000; $i++) {
    $value = mt_rand(0, 10_000_000);
    $quantity = mt_rand(1, 20);
    if (Dojo\Money::fromDecimal($value / 100 * $quantity, 'EUR')['value'] !== $value * $quantity) {
        echo "$quantity times $value cents\n";
    }
}
echo "$count cases\n";
?>
--EXPECT--
47 cases
