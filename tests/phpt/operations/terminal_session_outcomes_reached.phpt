--TEST--
Sales and refunds on each simulated terminal end as intended, and the intent agrees
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/sandbox.inc';
require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/refused.inc';

$sandbox = new Sandbox('--terminal-step', '1');
$client = $sandbox->client(softwareHouseId: 'softwareHouse1', resellerId: 'reseller1');

$terminals = [];
foreach ($client->listTerminals() as $terminal) {
    $terminals[substr($terminal['properties']['tid'], -4)] = $terminal['id'];
}
echo count($terminals), ' terminals, ', count($client->listTerminals([Dojo\TerminalStatus::Offline])), ' offline, ',
    count($client->listTerminals(['Available', 'Offline'])), " of both\n";
echo $client->getTerminal($terminals['SIP0'])['status'], "\n";

$order = static fn (): string => $client->createPaymentIntent(['amount' => ['value' => 2000, 'currencyCode' => 'GBP'], 'reference' => 'table 4'])['id'];
$sale = static fn (string $tid, string $intentId): array => $client->createTerminalSession(
    ['terminalId' => $terminals[$tid], 'details' => ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => $intentId]]],
);
/** The session after the clock has moved on. */
$play = static function (string $sessionId, int $seconds) use ($client, $sandbox): array {
    $sandbox->advance($seconds);

    return $client->getTerminalSession($sessionId);
};

echo "Sales\n";
foreach (['SIP0', 'SCN0', 'TIP1', 'CIP0', 'UIP0', 'EXP0', 'EXC0'] as $tid) {
    $intentId = $order();
    $session = $sale($tid, $intentId);
    $end = $play($session['id'], 200);
    $intent = $client->getPaymentIntent($intentId);
    echo "$tid: $session[status] -> $end[status], intent $intent[status]", isset($intent['tipsAmount']) ? ", tip {$intent['tipsAmount']['value']}" : '',
        ', ', Dojo\TerminalSessionStatus::from($end['status'])->name, "\n";
}

echo "Signature\n";
foreach (['accepted' => true, 'rejected' => false, 'not answered' => null] as $name => $accepted) {
    $intentId = $order();
    $id = $sale('SIS0', $intentId)['id'];
    $waiting = $play($id, 5)['status'];
    $answer = $accepted === null ? '-' : $client->setTerminalSessionSignature($id, ['accepted' => $accepted])['status'];
    echo "$name: $waiting, $answer, ", $play($id, 90)['status'], ', intent ', $client->getPaymentIntent($intentId)['status'], "\n";
}
refused(static fn () => $client->setTerminalSessionSignature($id, ['accepted' => true]));

echo "Cancelled\n";
$intentId = $order();
$id = $sale('SIP0', $intentId)['id'];
refused(static fn () => $sale('SIP0', $order()));
echo $client->cancelTerminalSession($id)['status'], ' ', $play($id, 5)['status'], ' ', $client->getPaymentIntent($intentId)['status'], "\n";
refused(static fn () => $client->cancelTerminalSession($id));

echo "Refunds\n";
$intentId = $order();
$play($sale('SIP0', $intentId)['id'], 20);
$matched = $client->createTerminalSession(['terminalId' => $terminals['SIP0'], 'details' => [
    'sessionType' => 'MatchedRefund', 'matchedRefund' => ['paymentIntentId' => $intentId, 'amount' => ['value' => 500, 'currencyCode' => 'GBP']],
]]);
echo $play($matched['id'], 20)['status'], ' ', $client->getPaymentIntent($intentId)['refundedAmount'], "\n";
$unlinked = $client->createTerminalSession(['terminalId' => $terminals['SIP0'], 'details' => [
    'sessionType' => 'UnlinkedRefund', 'unlinkedRefund' => ['amount' => ['value' => 300, 'currencyCode' => 'GBP'], 'cardholderNotPresent' => false],
]]);
echo $play($unlinked['id'], 20)['status'], "\n";

echo "Refused\n";
refused(static fn () => $sale('OFF0', $order()));
refused(static fn () => $client->getTerminal('tm_none'));
refused(static fn () => $client->getTerminalSession('ts_none'));
thrown(static fn () => $sandbox->client()->listTerminals());
?>
--EXPECT--
10 terminals, 1 offline, 10 of both
Available
Sales
SIP0: InitiateRequested -> Captured, intent Captured, Captured
SCN0: InitiateRequested -> Captured, intent Captured, Captured
TIP1: InitiateRequested -> Captured, intent Captured, tip 200, Captured
CIP0: InitiateRequested -> Canceled, intent Created, Canceled
UIP0: InitiateRequested -> Canceled, intent Created, Canceled
EXP0: InitiateRequested -> Expired, intent Created, Expired
EXC0: InitiateRequested -> Expired, intent Captured, Expired
Signature
accepted: SignatureVerificationRequired, SignatureVerificationAccepted, Captured, intent Captured
rejected: SignatureVerificationRequired, SignatureVerificationRejected, Declined, intent Created
not answered: SignatureVerificationRequired, -, Captured, intent Captured
Dojo\InvalidRequestException 422: There is no signature to check: the session is Captured.
Cancelled
Dojo\ConflictException 409: The terminal is busy with another session.
CancelRequested Canceled Created
Dojo\InvalidRequestException 422: The session is Canceled and can no longer be canceled.
Refunds
Captured 500
Captured
Refused
Dojo\InvalidRequestException 400: The terminal is offline.
Dojo\NotFoundException 404: There is no such terminal.
Dojo\NotFoundException 404: There is no such terminal session.
Dojo\ValidationException(softwareHouseId): listTerminals() needs the software house id: pass softwareHouseId to the client's constructor
