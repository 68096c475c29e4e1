--TEST--
Money covers the whole range of int64 and refuses one minor unit more
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Money;

foreach (['JPY' => 0, 'GBP' => 2, 'KWD' => 3, 'CLF' => 4] as $currency => $exponent) {
    foreach (['9223372036854775807', '-9223372036854775808', '9223372036854775808', '-9223372036854775809', '99999999999999999999'] as $minor) {
        $decimal = $exponent ? substr($minor, 0, -$exponent) . '.' . substr($minor, -$exponent) : $minor;
        try {
            $money = Money::fromDecimal($decimal, $currency);
            echo "$decimal $currency is {$money['value']}, and back ", Money::toDecimal($money), "\n";
        } catch (Dojo\ValidationException $error) {
            echo "$decimal $currency: ($error->field) ", $error->getMessage(), "\n";
        }
    }
}
foreach ([PHP_INT_MAX, PHP_INT_MIN, intdiv(PHP_INT_MAX, 100), intdiv(PHP_INT_MAX, 100) + 1, 92233720368547758.0, 9.3e16, -9.3e16, 1e300, INF, -INF, NAN] as $amount) {
    try {
        echo var_export($amount, true) . ' is ' . Money::fromDecimal($amount, 'GBP')['value'] . "\n";
    } catch (Dojo\ValidationException $error) {
        echo var_export($amount, true), ": ($error->field) ", $error->getMessage(), "\n";
    }
}
echo Money::fromDecimal(PHP_INT_MIN, 'JPY')['value'] === PHP_INT_MIN ? "exact\n" : "not exact\n";
?>
--EXPECT--
9223372036854775807 JPY is 9223372036854775807, and back 9223372036854775807
-9223372036854775808 JPY is -9223372036854775808, and back -9223372036854775808
9223372036854775808 JPY: (amount) amount does not fit in a 64-bit integer of minor units
-9223372036854775809 JPY: (amount) amount does not fit in a 64-bit integer of minor units
99999999999999999999 JPY: (amount) amount does not fit in a 64-bit integer of minor units
92233720368547758.07 GBP is 9223372036854775807, and back 92233720368547758.07
-92233720368547758.08 GBP is -9223372036854775808, and back -92233720368547758.08
92233720368547758.08 GBP: (amount) amount does not fit in a 64-bit integer of minor units
-92233720368547758.09 GBP: (amount) amount does not fit in a 64-bit integer of minor units
999999999999999999.99 GBP: (amount) amount does not fit in a 64-bit integer of minor units
9223372036854775.807 KWD is 9223372036854775807, and back 9223372036854775.807
-9223372036854775.808 KWD is -9223372036854775808, and back -9223372036854775.808
9223372036854775.808 KWD: (amount) amount does not fit in a 64-bit integer of minor units
-9223372036854775.809 KWD: (amount) amount does not fit in a 64-bit integer of minor units
99999999999999999.999 KWD: (amount) amount does not fit in a 64-bit integer of minor units
922337203685477.5807 CLF is 9223372036854775807, and back 922337203685477.5807
-922337203685477.5808 CLF is -9223372036854775808, and back -922337203685477.5808
922337203685477.5808 CLF: (amount) amount does not fit in a 64-bit integer of minor units
-922337203685477.5809 CLF: (amount) amount does not fit in a 64-bit integer of minor units
9999999999999999.9999 CLF: (amount) amount does not fit in a 64-bit integer of minor units
9223372036854775807: (amount) amount does not fit in a 64-bit integer of minor units
-9223372036854775807-1: (amount) amount does not fit in a 64-bit integer of minor units
92233720368547758 is 9223372036854775800
92233720368547759: (amount) amount does not fit in a 64-bit integer of minor units
92233720368547760.0: (amount) amount does not fit in a 64-bit integer of minor units
93000000000000000.0: (amount) amount does not fit in a 64-bit integer of minor units
-93000000000000000.0: (amount) amount does not fit in a 64-bit integer of minor units
1.0E+300: (amount) amount does not fit in a 64-bit integer of minor units
INF: (amount) amount is not a finite number
-INF: (amount) amount is not a finite number
NAN: (amount) amount is not a finite number
exact
