--TEST--
A DateInterval without a fixed length, or with a fraction of a second, is refused
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(Wire::json('{"id":"pi_1"}'));
$client = $wire->client();
$send = static fn (DateInterval $interval) => $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'autoExpireIn' => $interval]);
foreach (['next monday', 'monday', '3 weekdays', '1 weekday', 'first day of', 'last day of next month', '2 months', '300 ms', '1 second 1 microsecond'] as $text) {
    thrown(fn () => $send(DateInterval::createFromDateString($text)), $text);
}
$half = new DateInterval('PT1H');
$half->f = 0.5;
thrown(fn () => $send($half), 'an hour and half a second');
$begin = new DateTimeImmutable('2026-01-31 10:00:00.25 UTC');
thrown(fn () => $send($begin->diff(new DateTimeImmutable('2026-03-01 10:00 UTC'))), 'a difference with a fraction');

$good = [
    DateInterval::createFromDateString('2 weeks'),
    DateInterval::createFromDateString('36 hours + 30 seconds'),
    new DateInterval('P1DT2H3M4S'),
    $begin->diff($begin->modify('+2 months')),
    new DateInterval('PT0S'),
];
foreach ($good as $interval) {
    $send($interval);
}
foreach ($wire->bodies() as $body) {
    echo json_decode($body)->autoExpireIn, "\n";
}
?>
--EXPECT--
next monday: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: "next monday" and the like have no fixed length
monday: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: "next monday" and the like have no fixed length
3 weekdays: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: "next monday" and the like have no fixed length
1 weekday: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: "next monday" and the like have no fixed length
first day of: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: "next monday" and the like have no fixed length
last day of next month: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length
2 months: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of days, hours, minutes and seconds: months and years have no fixed length
300 ms: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of whole seconds, got a fraction of a second
1 second 1 microsecond: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of whole seconds, got a fraction of a second
an hour and half a second: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of whole seconds, got a fraction of a second
a difference with a fraction: Dojo\ValidationException(autoExpireIn): autoExpireIn: expected a DateInterval of whole seconds, got a fraction of a second
14.00:00:00
1.12:00:30
1.02:03:04
59.00:00:00
00:00:00
