--TEST--
A DateInterval with more seconds than fit in 64 bits is refused
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$wire = new Wire();
$client = $wire->client();
foreach ([['d', PHP_INT_MAX], ['d', PHP_INT_MIN], ['h', PHP_INT_MAX], ['h', 5124095576030432], ['i', PHP_INT_MAX], ['s', PHP_INT_MAX]] as [$part, $value]) {
    $interval = new DateInterval('PT1S');
    $interval->$part = $value;
    thrown(fn () => $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'autoExpireIn' => $interval]), "$part $value");
}
echo count($wire->requests()), " sent\n";
?>
--EXPECT--
d 9223372036854775807: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
d -9223372036854775808: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
h 9223372036854775807: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
h 5124095576030432: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
i 9223372036854775807: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
s 9223372036854775807: Dojo\ValidationException(autoExpireIn): autoExpireIn: the DateInterval is too long
0 sent
