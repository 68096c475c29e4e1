--TEST--
createdAt accepts ISO 8601 alone, parsed as PHP does, and leaves DateTime::getLastErrors() alone
--EXTENSIONS--
dojo
--INI--
date.timezone=Asia/Tokyo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

function created(string $date): ?DateTimeImmutable
{
    $body = json_encode(['id' => 'evt_1', 'event' => 'x', 'createdAt' => $date, 'data' => []], JSON_FORCE_OBJECT);

    return Dojo\Webhook::verify($body, signed($body), SECRET)->createdAt;
}

// PHP accepts most of these, the extension none.
$words = ['tomorrow', 'now', 'yesterday noon', '', ' ', 'T', 'Z', '@0', '@1643720861.5', '+1 day', 'last monday', '2022', '2022-02', '2022-02-01', '20220201T130741Z',
    '2022-02-01 13:07:41Z', '2022-02-01t13:07:41z', '2022-02-01T13:07Z', '2022-02-01T13:07:41.Z', '2022-02-01T13:07:41,5Z', '2022-02-01T13:07:41.1234567890Z',
    '2022-02-01T13:07:41 UTC', '2022-02-01T13:07:41Europe/London', '2022-02-01T13:07:41+1', '2022-02-01T13:07:41+0100', '2022-02-01T13:07:41+15:00',
    '2022-02-01T13:07:41+01:60', '2022-02-01T13:07:41-1:00', '2022-02-01T13:07:41Z ', ' 2022-02-01T13:07:41Z', "2022-02-01T13:07:41Z\n", "2022-02-01T13:07:41Z\0",
    "2022-02-01T13:07:41\0", '2022-02-01T13:07:41ZZ', '2022-02-01T13:07:41Z+01:00', '2022-02-01T24:00:00Z', '2022-02-01T13:60:00Z', '2022-02-01T13:07:60Z',
    '2022-00-01T00:00:00Z', '2022-13-01T00:00:00Z', '2022-01-00T00:00:00Z', '2022-01-32T00:00:00Z', '2022-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2022-04-31T00:00:00Z',
    '0000-01-01T00:00:00Z', '-2022-01-01T00:00:00Z', '12022-01-01T00:00:00Z', '2022-1-1T1:1:1Z', '２０２２-02-01T13:07:41Z', str_repeat('2', 47), str_repeat('2', 48), str_repeat('2', 5000)];
foreach ($words as $word) {
    $date = created($word);
    if ($date !== null) {
        echo json_encode($word), ' became ', $date->format('c'), "\n";
    }
}
echo count($words), " words are no date\n";

// The API's forms: equal to PHP's object in every way of reading it.
mt_srand(20220201);
$different = 0;
for ($i = 0; $i < 3000; $i++) {
    $year = mt_rand(0, 3) ? mt_rand(1970, 2100) : mt_rand(1, 9999);
    $month = mt_rand(1, 12);
    $day = mt_rand(0, 9) ? mt_rand(1, 28) : (int) date('t', mktime(0, 0, 0, $month, 1, 2000 + $year % 400));
    $zone = ['Z', '', '+00:00', sprintf('%s%02d:%02d', mt_rand(0, 1) ? '+' : '-', mt_rand(0, 14), mt_rand(0, 59))][mt_rand(0, 3)];
    $fraction = [7, 9, 0, mt_rand(1, 9)][mt_rand(0, 3)];
    $text = sprintf('%04d-%02d-%02dT%02d:%02d:%02d', $year, $month, $day, mt_rand(0, 23), mt_rand(0, 59), mt_rand(0, 59))
        . ($fraction ? '.' . substr(str_pad((string) mt_rand(0, 999999999), 9, '0', STR_PAD_LEFT), 0, $fraction) : '') . $zone;
    // PHP also keeps microseconds and drops further digits.
    $right = new DateTimeImmutable($text . ($zone === '' ? 'Z' : ''));
    $read = created($text);
    foreach ([fn ($d) => $d->format('Y-m-d\TH:i:s.u P e T I U W N z'), fn ($d) => $d->getTimestamp(), fn ($d) => $d->getOffset(), fn ($d) => $d->getTimezone()->getName(),
        fn ($d) => $d->modify('+1 month first day of')->format('c'), fn ($d) => $d->setTimezone(new DateTimeZone('Europe/London'))->format('c T'),
        fn ($d) => $d->diff(new DateTimeImmutable('2000-01-01T00:00:00Z'))->format('%R%a %H:%I:%S.%F'), fn ($d) => serialize($d), fn ($d) => print_r($d, true),
        fn ($d) => (clone $d)->format('c'), fn ($d) => unserialize(serialize($d))->format('c.u'), fn ($d) => DateTime::createFromImmutable($d)->format('c u')] as $look) {
        $different += $look($read) === $look($right) ? 0 : print("$text: " . $look($read) . ' is not ' . $look($right) . "\n");
    }
    if ($read != $right || $different > 10) {
        echo "$text differs\n";
        break;
    }
}
echo $different, " differ\n";

// DateTime::getLastErrors() still concerns the caller's last date.
DateTime::createFromFormat('Y-m-d', '2022-02-31x');
$before = DateTime::getLastErrors();
created('2022-02-01T13:07:41.8667859Z');
created('tomorrow');
var_dump($before['error_count'] > 0, DateTime::getLastErrors() === $before);
new DateTimeImmutable('2022-02-01');
$before = DateTime::getLastErrors();
created('no date at all');
var_dump(DateTime::getLastErrors() === $before);
?>
--EXPECT--
53 words are no date
0 differ
bool(true)
bool(true)
bool(true)
