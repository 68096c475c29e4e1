--TEST--
An event accepts keys in any case, dates with any fraction, unknown fields and statuses
--EXTENSIONS--
dojo
--INI--
date.timezone=Asia/Tokyo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

function read(string $body): Dojo\Webhook
{
    return Dojo\Webhook::verify($body, signed($body), SECRET);
}

$pascal = '{"Id":"evt_1","Event":"payment_intent.status_updated","AccountId":"acc_1","CreatedAt":"2026-02-27T09:30:00Z","Data":{"PaymentIntentId":"pi_1","PaymentStatus":"Captured","CaptureMode":"Auto"}}';
$event = read($pascal);
echo "$event->id $event->event $event->accountId {$event->paymentIntentId()} {$event->paymentStatus()->name} ", json_encode($event->data), "\n";

echo "-- dates\n";
$dates = ['"2022-02-01T13:07:41.8667859Z"', '"2022-02-01T13:07:41Z"', '"2022-02-01T13:07:41.5+02:00"', '"2022-02-01T13:07:41.123456789Z"', '"2022-02-01T13:07:41"',
    '"0001-01-01T00:00:00Z"', 'null', '""', '"yesterday at noon or so"', '"2022-13-45T99:99:99Z"', '17', '{}', '"' . str_repeat('9', 100) . '"'];
foreach ($dates as $date) {
    $created = read('{"id":"evt_1","event":"x","createdAt":' . $date . ',"data":{}}')->createdAt;
    echo substr($date, 0, 32), ' => ', $created ? get_class($created) . ' ' . $created->format('Y-m-d H:i:s.u P') : 'null', "\n";
}
echo read('{"id":"evt_1","event":"x","data":{}}')->createdAt === null ? "an absent date is null\n" : "an absent date is something\n";

echo "-- statuses and ids\n";
foreach (['"Created"', '"Authorized"', '"Captured"', '"Reversed"', '"Refunded"', '"Canceled"', '"created"', '"Settled"', '""', 'null', '5', '["Captured"]'] as $status) {
    $event = read('{"id":"evt_1","event":"x","data":{"paymentStatus":' . $status . ',"paymentIntentId":' . $status . '}}');
    echo $status, ' => ', var_export($event->paymentStatus()?->name, true), ' ', var_export($event->paymentIntentId(), true), "\n";
}
var_dump(read('{"id":"evt_1","event":"x","data":{}}')->paymentStatus());

echo "-- the rest\n";
$event = read('{"id":"evt_1","event":"new.kind","unknown":[1],"data":{"amount":9223372036854775807,"list":[],"object":{},"nested":{"a":[true,null,1.5]},"text":"\u00a3\ud83d\ude00/"}}');
var_dump($event->data, $event->accountId);
// The exact spelling takes precedence over another case.
var_dump(read('{"ID":"other","id":"evt_exact","event":"x","data":{}}')->id);
?>
--EXPECT--
evt_1 payment_intent.status_updated acc_1 pi_1 Captured {"PaymentIntentId":"pi_1","PaymentStatus":"Captured","CaptureMode":"Auto"}
-- dates
"2022-02-01T13:07:41.8667859Z" => DateTimeImmutable 2022-02-01 13:07:41.866785 +00:00
"2022-02-01T13:07:41Z" => DateTimeImmutable 2022-02-01 13:07:41.000000 +00:00
"2022-02-01T13:07:41.5+02:00" => DateTimeImmutable 2022-02-01 13:07:41.500000 +02:00
"2022-02-01T13:07:41.123456789Z" => DateTimeImmutable 2022-02-01 13:07:41.123456 +00:00
"2022-02-01T13:07:41" => DateTimeImmutable 2022-02-01 13:07:41.000000 +00:00
"0001-01-01T00:00:00Z" => DateTimeImmutable 0001-01-01 00:00:00.000000 +00:00
null => null
"" => null
"yesterday at noon or so" => null
"2022-13-45T99:99:99Z" => null
17 => null
{} => null
"9999999999999999999999999999999 => null
an absent date is null
-- statuses and ids
"Created" => 'Created' 'Created'
"Authorized" => 'Authorized' 'Authorized'
"Captured" => 'Captured' 'Captured'
"Reversed" => 'Reversed' 'Reversed'
"Refunded" => 'Refunded' 'Refunded'
"Canceled" => 'Canceled' 'Canceled'
"created" => NULL 'created'
"Settled" => NULL 'Settled'
"" => NULL ''
null => NULL NULL
5 => NULL NULL
["Captured"] => NULL NULL
NULL
-- the rest
array(5) {
  ["amount"]=>
  int(9223372036854775807)
  ["list"]=>
  array(0) {
  }
  ["object"]=>
  array(0) {
  }
  ["nested"]=>
  array(1) {
    ["a"]=>
    array(3) {
      [0]=>
      bool(true)
      [1]=>
      NULL
      [2]=>
      float(1.5)
    }
  }
  ["text"]=>
  string(7) "£😀/"
}
string(0) ""
string(9) "evt_exact"
