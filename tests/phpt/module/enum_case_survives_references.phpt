--TEST--
An enum case still works after array_walk() has taken references to its properties
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

function refer(UnitEnum $case): void
{
    try {
        // Deprecated for objects from PHP 8.6.
        @array_walk($case, static fn (mixed &$value) => null);
    } catch (Error) { // some versions of PHP refuse it
    }
}

foreach (Dojo\PaymentIntentStatus::cases() as $case) {
    $before = [$case->isFinal(), $case->isPaid()];
    refer($case);
    echo $before === [$case->isFinal(), $case->isPaid()] ? '' : "$case->value behaves differently\n";
}
refer(Dojo\TerminalStatus::InUse);
refer(Dojo\CaptureMode::Manual);
$wire = new Wire(Wire::json('[]'));
$client = $wire->client(softwareHouseId: 'softwareHouse1');
$client->listTerminals([Dojo\TerminalStatus::InUse]);
$client->request('POST', '/x', ['captureMode' => Dojo\CaptureMode::Manual]);
foreach (array_map(null, $wire->requestLines(), $wire->bodies()) as [$line, $body]) {
    echo "$line $body\n";
}
?>
--EXPECT--
GET /terminals?statuses=InUse HTTP/1.1 
POST /x HTTP/1.1 {"captureMode":"Manual"}
