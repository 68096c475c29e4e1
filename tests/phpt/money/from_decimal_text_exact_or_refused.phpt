--TEST--
Money::fromDecimal() converts a string or an integer exactly, or refuses it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Money;
use Dojo\ValidationException;

$good = [
    ['19.99', 'GBP', 1999], ['8.2', 'GBP', 820], ['8', 'GBP', 800], ['0', 'GBP', 0], ['-0.01', 'GBP', -1], ['-0', 'GBP', 0],
    ['1.5000', 'GBP', 150], ['007.10', 'GBP', 710], ['1980', 'JPY', 1980], ['1980.00', 'JPY', 1980], ['1.234', 'KWD', 1234],
    ['1.2345', 'CLF', 12345], [20, 'GBP', 2000], [-3, 'KWD', -3000], [1980, 'JPY', 1980], [0, 'EUR', 0],
    ['1.' . str_repeat('0', 400), 'GBP', 100], [str_repeat('0', 400) . '1', 'GBP', 100],
];
foreach ($good as [$amount, $currency, $value]) {
    if (Money::fromDecimal($amount, $currency) !== ['value' => $value, 'currencyCode' => $currency]) {
        echo var_export($amount, true), " $currency is not $value\n";
    }
}
$rubbish = [
    '', ' ', '.', '-', '+', '-.', '.5', '5.', '-.5', '+5', '--5', '-+5', '5-', ' 5', '5 ', "5\n", "\t5", "5\0", "\x005", "\u{a0}5",
    '1,99', '1.999,99', '1,999.99', "1'000", '1 000', '1_000', '1.2.3', '1..2', '1e2', '1E2', '1e-2', '0x10', '0b1', '1f', 'INF', 'NAN',
    '£5', '5 GBP', 'GBP5', '5p', '$5', '5%', 'five', 'null', '٥', '５', '−5', '5½', "\xff", '[]', '{}', '1/2', '=5', '19.9９',
];
foreach ($rubbish as $amount) {
    foreach (['GBP', 'JPY', 'CLF'] as $currency) {
        try {
            echo var_export($amount, true) . " $currency gives " . Money::fromDecimal($amount, $currency)['value'] . "\n";
        } catch (ValidationException $error) {
            if ($error->field !== 'amount' || !str_contains($error->getMessage(), 'expected digits with a decimal point, such as 19.99')) {
                echo var_export($amount, true), ": ($error->field) ", $error->getMessage(), "\n";
            }
        }
    }
}
// A string with more digits than the currency has is not rounded: that is the caller's decision.
foreach ([['19.999', 'GBP'], ['0.001', 'EUR'], ['1980.5', 'JPY'], ['1.00000001', 'CLF'], ['-1.0005', 'KWD']] as [$amount, $currency]) {
    try {
        echo $amount . ' is ' . Money::fromDecimal($amount, $currency)['value'] . "\n";
    } catch (ValidationException $error) {
        echo "($error->field) ", $error->getMessage(), "\n";
    }
}
try {
    Money::fromDecimal('1,99', 'GBP');
} catch (ValidationException $error) {
    echo $error->getMessage(), "\n";
}
try {
    Money::fromDecimal(str_repeat('1 ', 500), 'GBP');
} catch (ValidationException $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
(amount) amount: GBP has 2 decimal places, got "19.999"
(amount) amount: EUR has 2 decimal places, got "0.001"
(amount) amount: JPY has 0 decimal places, got "1980.5"
(amount) amount: CLF has 4 decimal places, got "1.00000001"
(amount) amount: KWD has 3 decimal places, got "-1.0005"
amount: expected digits with a decimal point, such as 19.99 (an optional minus, no separators, no exponent), got "1,99"
amount: expected digits with a decimal point, such as 19.99 (an optional minus, no separators, no exponent), got "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
