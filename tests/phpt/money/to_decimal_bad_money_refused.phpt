--TEST--
Money::toDecimal() refuses anything but integer minor units and a currency code, and says which is wrong
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

echo Dojo\Money::toDecimal(['value' => 5, 'currencyCode' => 'GBP', 'unknown' => 'ignored']), "\n";
$value = -5;
echo Dojo\Money::toDecimal(['value' => &$value, 'currencyCode' => 'KWD']), "\n";
$bad = [
    [], ['currencyCode' => 'GBP'], ['value' => '1999', 'currencyCode' => 'GBP'], ['value' => 19.99, 'currencyCode' => 'GBP'],
    ['value' => null, 'currencyCode' => 'GBP'], ['value' => true, 'currencyCode' => 'GBP'], ['value' => [1], 'currencyCode' => 'GBP'],
    ['value' => 1999], ['value' => 1999, 'currencyCode' => null], ['value' => 1999, 'currencyCode' => 826],
    ['value' => 1999, 'currencyCode' => 'gbp'], ['value' => 1999, 'currency' => 'GBP'], [1999, 'GBP'],
];
foreach ($bad as $money) {
    thrown(static fn () => Dojo\Money::toDecimal($money), json_encode($money));
}
?>
--EXPECT--
0.05
-0.005
[]: Dojo\ValidationException(value): value: expected integer minor units, got nothing
{"currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got nothing
{"value":"1999","currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got string
{"value":19.99,"currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got float
{"value":null,"currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got null
{"value":true,"currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got bool
{"value":[1],"currencyCode":"GBP"}: Dojo\ValidationException(value): value: expected integer minor units, got array
{"value":1999}: Dojo\ValidationException(currencyCode): currencyCode: expected string, got nothing
{"value":1999,"currencyCode":null}: Dojo\ValidationException(currencyCode): currencyCode: expected string, got null
{"value":1999,"currencyCode":826}: Dojo\ValidationException(currencyCode): currencyCode: expected string, got int
{"value":1999,"currencyCode":"gbp"}: Dojo\ValidationException(currencyCode): currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got "gbp"
{"value":1999,"currency":"GBP"}: Dojo\ValidationException(currencyCode): currencyCode: expected string, got nothing
[1999,"GBP"]: Dojo\ValidationException(value): value: expected integer minor units, got nothing
