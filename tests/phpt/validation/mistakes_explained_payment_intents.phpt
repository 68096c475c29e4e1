--TEST--
Common mistakes in payment intents are refused with what is wrong, where, and what to do
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/mistakes.inc';

$m = new Mistakes();
$line = static fn (mixed $value): array => ['name' => 'Tea', 'quantity' => 1, 'amountTotal' => Mistakes::gbp($value)];

$m->create('the amount in pounds', ['amount' => Mistakes::gbp(19.99)]);
$m->create('a whole amount that is a float', ['amount' => Mistakes::gbp(1999.0)]);
$m->create('the amount as text', ['amount' => Mistakes::gbp('1000')]);
$m->create('the amount as a bare number', ['amount' => 1999]);
$m->create('the amount as decimal text', ['amount' => '19.99']);
$m->create('the amount in a list', ['amount' => [1999, 'GBP']]);
$m->create('no amount', ['amount' => null]);
$m->create('no currency', ['amount' => ['value' => 1999]]);
$m->create('a currency under another name', ['amount' => ['value' => 1999, 'currency' => 'GBP']]);
$m->create('PascalCase', ['amount' => ['Value' => 1999, 'CurrencyCode' => 'GBP']]);
$m->create('a currency in small letters', ['amount' => ['value' => 1999, 'currencyCode' => 'gbp']]);
$m->create('a currency with a space', ['amount' => ['value' => 1999, 'currencyCode' => 'GBP ']]);
$m->create('a currency by its sign', ['amount' => ['value' => 1999, 'currencyCode' => '£']]);
$m->create('a currency by its number', ['amount' => ['value' => 1999, 'currencyCode' => 826]]);
$m->create('a reference of 61 characters', ['reference' => str_repeat('é', 61)]);
$m->create('no reference', ['reference' => null]);
$m->create('an empty reference', ['reference' => '']);
$m->create("the order's number as an integer", ['reference' => 1234]);
$m->create('captureMode in small letters', ['captureMode' => 'auto']);
$m->create('captureMode as a boolean', ['captureMode' => true]);
$m->create('itemLines as one object', ['itemLines' => $line(500)]);
$m->create('itemLines with gaps, as array_filter() leaves them', ['itemLines' => [0 => $line(500), 2 => $line(500)]]);
$m->create('a float in the third line', ['itemLines' => [$line(500), $line(500), $line(19.99)]]);
$m->create('a line without amountTotal', ['itemLines' => [['name' => 'Tea', 'quantity' => 1]]]);
$m->create('a quantity as text', ['itemLines' => [['quantity' => '2'] + $line(500)]]);
$m->create('a quantity of half a pound', ['itemLines' => [['quantity' => 0.5] + $line(500)]]);
$m->create('a name in Latin-1', ['itemLines' => [['name' => "Caf\xe9"] + $line(500)]]);
$m->create('expireAt as a timestamp', ['expireAt' => 1772184600]);
$m->create('expireAt in words', ['expireAt' => '+1 day']);
$m->create('expireAt as a date', ['expireAt' => '2026-02-27']);
$m->create('autoExpireIn in seconds', ['autoExpireIn' => 300]);
$m->create('autoExpireIn in ISO 8601', ['autoExpireIn' => 'PT5M']);
$m->create('autoExpireIn as an interval of a month', ['autoExpireIn' => new DateInterval('P1M')]);
$m->create('metadata with an integer', ['metadata' => ['order' => 7]]);
$m->create('metadata as a list', ['metadata' => ['order', '7']]);
$m->create('metadata as JSON', ['metadata' => '{"order":"7"}']);
$m->create('a nested null', ['amount' => Mistakes::gbp(null)]);
$m->create('a null in a list', ['paymentMethods' => ['Card', null]]);
$m->create('paymentMethods as text', ['paymentMethods' => 'Card']);
$m->create('a yes for a boolean', ['cardHolderNotPresent' => 'yes']);
$m->create('a 1 for a boolean', ['config' => ['payment' => ['tipsAllowed' => 1]]]);
$m->create('a redirectUrl that is a path', ['config' => ['redirectUrl' => '/checkout/thanks']]);
$m->create('an address without its country', ['billingAddress' => ['address1' => '1 High Street', 'postcode' => 'LS1 1AA']]);
$m->create('an object of the shop', ['customer' => new ArrayObject(['emailAddress' => 'a@example.com'])]);
$m->create('a closure', ['description' => static fn (): string => 'late']);
$m->call('a list for a request', fn () => $m->dojo->createPaymentIntent([Mistakes::order([])]));
$m->call('JSON for a request', fn () => $m->dojo->createPaymentIntent(json_encode(Mistakes::order([]))));
$loop = ['a' => 1];
$loop['self'] = &$loop;
$m->create('an array that contains itself', ['metadata' => $loop]);
unset($loop);
gc_collect_cycles();
?>
--EXPECT--
the amount in pounds
    amount.value: expected integer minor units, got float 19.99
a whole amount that is a float
    amount.value: expected integer minor units, got float 1999
the amount as text
    amount.value: expected integer minor units, got string "1000"
the amount as a bare number
    amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 1999
the amount as decimal text
    amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got a string of 5 bytes
the amount in a list
    amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got a list
no amount
    amount: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
no currency
    amount.currencyCode: missing, expected an ISO 4217 code of three capital letters such as GBP
a currency under another name
    amount.currencyCode: missing, expected an ISO 4217 code of three capital letters such as GBP
PascalCase
    amount.value: missing, expected integer minor units
a currency in small letters
    amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "gbp"
a currency with a space
    amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "GBP "
a currency by its sign
    amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got string "£"
a currency by its number
    amount.currencyCode: expected an ISO 4217 code of three capital letters such as GBP, got integer 826
a reference of 61 characters
    reference: expected at most 60 characters, got 61
no reference
    reference: missing, expected string
an empty reference
    reference: expected at least 1 character, got 0
the order's number as an integer
    reference: expected string, got an integer
captureMode in small letters
    captureMode: expected one of Auto|Manual, got string "auto"
captureMode as a boolean
    captureMode: expected one of Auto|Manual, got boolean true
itemLines as one object
    itemLines: expected list (an array with the keys 0, 1, 2 and so on), got an array with other keys
itemLines with gaps, as array_filter() leaves them
    itemLines: expected list (an array with the keys 0, 1, 2 and so on), got an array with other keys
a float in the third line
    itemLines[2].amountTotal.value: expected integer minor units, got float 19.99
a line without amountTotal
    itemLines[0].amountTotal: missing, expected money such as ['value' => 1999, 'currencyCode' => 'GBP']
a quantity as text
    itemLines[0].quantity: expected integer, got string "2"
a quantity of half a pound
    itemLines[0].quantity: expected integer, got float 0.5
a name in Latin-1
    itemLines[0].name: the string is not valid UTF-8; convert it, e.g. with mb_convert_encoding()
expireAt as a timestamp
    expireAt: expected a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface), got integer 1772184600
expireAt in words
    expireAt: expected a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface), got string "+1 day"
expireAt as a date
    expireAt: expected a date and time such as 2026-02-27T09:30:00Z (or a DateTimeInterface), got string "2026-02-27"
autoExpireIn in seconds
    autoExpireIn: expected a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval), got integer 300
autoExpireIn in ISO 8601
    autoExpireIn: expected a time span such as 00:30:00 or 6.00:00:00 (or a DateInterval), got string "PT5M"
autoExpireIn as an interval of a month
    autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length
metadata with an integer
    metadata.order: expected string, got an integer
metadata as a list
    metadata: expected object (an array with string keys), got a list
metadata as JSON
    metadata: expected object (an array with string keys), got a string of 13 bytes
a nested null
    amount.value: expected integer minor units, got null
a null in a list
    paymentMethods[1]: expected string, got null
paymentMethods as text
    paymentMethods: expected list (an array with the keys 0, 1, 2 and so on), got a string of 4 bytes
a yes for a boolean
    cardHolderNotPresent: expected boolean, got string "yes"
a 1 for a boolean
    config.payment.tipsAllowed: expected boolean, got integer 1
a redirectUrl that is a path
    config.redirectUrl: expected an absolute URL such as https://shop.example/paid
an address without its country
    billingAddress.countryCode: missing, expected string
an object of the shop
    customer: unsupported object of class ArrayObject: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
a closure
    description: unsupported object of class Closure: pass arrays, scalars, backed enums, DateTimeInterface or DateInterval
a list for a request
    request: expected object (an array with string keys), got a list
JSON for a request
    TypeError: Dojo\Client::createPaymentIntent(): Argument #1 ($request) must be of type array, string given
an array that contains itself
    metadata.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.self.se: the array is nested deeper than 64 levels, or contains itself
