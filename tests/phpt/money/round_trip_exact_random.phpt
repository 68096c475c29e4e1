--TEST--
toDecimal() and fromDecimal() are inverses, for 100,000 random amounts of each exponent
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Money;

/** The decimal text, by string operations alone, unlike the code under test. */
function decimal(int $value, int $exponent): string
{
    $digits = str_pad(ltrim((string) $value, '-'), $exponent + 1, '0', STR_PAD_LEFT);
    $split = strlen($digits) - $exponent;

    return ($value < 0 ? '-' : '') . substr($digits, 0, $split) . ($exponent ? '.' . substr($digits, $split) : '');
}

$rounds = 100_000;
$seed = (int) (getenv('DOJO_SEED') ?: 4217);
foreach (['JPY' => 0, 'GBP' => 2, 'KWD' => 3, 'CLF' => 4] as $currency => $exponent) {
    mt_srand($seed + $exponent);
    $wrong = 0;
    for ($i = 0; $i < $rounds && $wrong < 3; $i++) {
        // Shifted so that all magnitudes are equally likely.
        $value = (mt_rand() << 32 ^ mt_rand() << 1 ^ mt_rand()) >> mt_rand(0, 63);
        $money = ['value' => $value, 'currencyCode' => $currency];
        $text = Money::toDecimal($money);
        if ($text !== decimal($value, $exponent) || Money::fromDecimal($text, $currency) !== $money) {
            $wrong++;
            echo "seed $seed, $currency $value: toDecimal() gives $text\n";
        }
        // A float of at most 15 digits is exact.
        if (abs($value) < 10 ** 15 && Money::fromDecimal((float) $text, $currency) !== $money) {
            $wrong++;
            echo "seed $seed, $currency $value: not what the float $text gives\n";
        }
    }
    echo $currency, ' ', $i, "\n";
}
?>
--EXPECT--
JPY 100000
GBP 100000
KWD 100000
CLF 100000
