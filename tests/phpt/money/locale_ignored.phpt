--TEST--
A locale with a decimal comma affects neither Money nor request bodies
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_decimal_comma();
?>
--FILE--
<?php
declare(strict_types=1);

use Dojo\Money;

require __DIR__ . '/../../support/decimal_comma.inc';
require __DIR__ . '/../../support/wire.inc';

set_decimal_comma();
echo localeconv()['decimal_point'], sprintf('%.2f', 1.5), "\n";
foreach ([8.20, 19.99, 1.005, 0.1 + 0.2, -59.97, '19.99'] as $amount) {
    echo Money::fromDecimal($amount, 'GBP')['value'], ' ';
}
echo Money::toDecimal(['value' => 1999, 'currencyCode' => 'GBP']), "\n";

$wire = new Wire(Wire::json('{"id":"pi_1","rate":1.25,"big":9223372036854775808}'));
$response = $wire->client()->request('POST', '/payment-intents', ['rate' => 0.1, 'more' => 1234.5]);
echo $wire->bodies()[0], "\n";
var_dump($response['rate'] === 1.25, $response['big'] === 9223372036854775808.0);
?>
--EXPECT--
,1,50
820 1999 101 30 -5997 1999 19.99
{"rate":0.1,"more":1234.5}
bool(true)
bool(true)
