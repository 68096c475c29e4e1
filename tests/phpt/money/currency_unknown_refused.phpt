--TEST--
Money refuses currency codes that are unknown, historic or without minor units, in every method
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\Money;
use Dojo\ValidationException;

require __DIR__ . '/../../support/thrown.inc';

$unknown = ['', 'gbp', 'Gbp', 'GB', 'GBPX', 'GBP ', ' GBP', "GBP\0", "GB\0", 'BP ', ' EU', 'R G', '£££', '826', 'AAA', 'ZZZ', 'XXX', 'XTS',
    'XAU', 'XDR', 'DEM', 'HRK', 'BGN', 'ANG', 'SLL', 'ZWL', 'CUC', 'MRO', 'STD', 'VEF', 'BYR', str_repeat('GBP ', 200)];
foreach ($unknown as $code) {
    foreach ([
        'exponent' => static fn () => Money::exponent($code),
        'fromDecimal text' => static fn () => Money::fromDecimal('1', $code),
        'fromDecimal float' => static fn () => Money::fromDecimal(1.5, $code),
        'toDecimal' => static fn () => Money::toDecimal(['value' => 1, 'currencyCode' => $code]),
    ] as $name => $call) {
        try {
            echo "$name takes " . var_export($code, true) . ' as ' . json_encode($call()) . "\n";
        } catch (ValidationException $error) {
            echo $error->field === 'currencyCode' ? '' : "$name: field $error->field\n";
        }
    }
}
thrown(static fn () => Money::exponent('gbp'));
thrown(static fn () => Money::exponent('GBP '));
thrown(static fn () => Money::exponent(str_repeat('GBP ', 200)));
?>
--EXPECT--
Dojo\ValidationException(currencyCode): currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got "gbp"
Dojo\ValidationException(currencyCode): currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got "GBP "
Dojo\ValidationException(currencyCode): currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got "GBP GBP GBP "
