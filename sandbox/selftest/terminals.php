<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Terminals, their sessions and EPOS. */
return static function (Harness $t): void {
    $terminals = $t->call('GET', '/terminals')->json();
    $byScenario = [];
    foreach ($terminals as $terminal) {
        $byScenario[substr((string) $terminal['properties']['tid'], -4)] = (string) $terminal['id'];
    }
    $t->same(['id', 'properties', 'status', 'updatedAt'], $terminals[0]->names(), 'the list of terminals');
    $t->same($terminals[0], $t->call('GET', '/terminals/' . $terminals[0]['id'])->json(), 'one terminal');
    $t->same([$byScenario['OFF0']], $t->call('GET', '/terminals?statuses=Offline')->json()->column('id'), 'the list by status');
    $t->same(count($terminals), count($t->call('GET', '/terminals?statuses=Offline&statuses=Available')->json()), 'the list by two statuses');
    $t->same([400, 404], [$t->call('GET', '/terminals?statuses=Broken')->status, $t->call('GET', '/terminals/tm_none')->status], 'an unknown status, an unknown terminal');
    $answer = $t->call('GET', '/terminals', null, ['software-house-id' => null]);
    $t->same([401, 'A software house ID header is required', 'INVALID_REQUEST'], [$answer->status, $answer['detail'], $answer['code']], 'software-house-id is required');
    $t->same(401, $t->call('GET', '/terminal-sessions/ts_x', null, ['software-house-id' => ' '])->status, 'software-house-id is required for sessions');
    $t->same(404, $t->call('GET', '/terminals/' . $terminals[0]['id'], null, ['Authorization' => 'Basic sk_sandbox_other'])->status, 'another account has other terminals');

    $start = static function (string $scenario, string $type, array $details) use ($t, $byScenario): Answer {
        return $t->call('POST', '/terminal-sessions', ['terminalId' => $byScenario[$scenario] ?? $scenario, 'details' => ['sessionType' => $type, lcfirst($type) => (object) $details]]);
    };
    $sale = static fn (string $scenario, string $intent): Answer => $start($scenario, 'Sale', ['paymentIntentId' => $intent]);
    $session = static fn (string|Value $id): Value => $t->call('GET', "/terminal-sessions/$id")->json();
    $reaches = static fn (string|Value $id, string $status): bool => $t->until(static fn (): bool => (string) $session($id)['status'] === $status, 3.0);
    $intentStatus = static fn (string|Value $id): Value => $t->call('GET', "/payment-intents/$id?returnCanceled=true")->json();
    $steps = static fn (string|Value $id): array => $session($id)['statusEvents']->column('status');

    $outcomes = [
        'SIP0' => ['Captured', 'Captured', ['InitiateRequested', 'Initiated', 'Authorized', 'Captured']],
        'SCN0' => ['Captured', 'Captured', ['InitiateRequested', 'Initiated', 'Authorized', 'Captured']],
        'TIP1' => ['Captured', 'Captured', ['InitiateRequested', 'Initiated', 'Authorized', 'Captured']],
        'CIP0' => ['Canceled', 'Created', ['InitiateRequested', 'Initiated', 'CancelRequested', 'Canceled']],
        'UIP0' => ['Canceled', 'Created', ['InitiateRequested', 'Initiated', 'Canceled']],
    ];
    $ended = $intents = array_fill_keys(array_keys($outcomes), '');
    foreach ($outcomes as $scenario => [$end, $intentEnd, $story]) {
        $id = (string) $t->createIntent()['id'];
        $answer = $sale($scenario, $id);
        $t->same([200, 'InitiateRequested', $byScenario[$scenario]], [$answer->status, $answer->json()['status'], $answer['terminalId']], "$scenario: session created");
        $t->same('InUse', $t->call('GET', '/terminals/' . $byScenario[$scenario])->json()['status'], 'the terminal is in use');
        $t->ok($reaches($answer['id'], $end), "ends $end");
        $t->same([$story, $intentEnd, 'Available'], [$steps($answer['id']), $intentStatus($id)['status'], $t->call('GET', '/terminals/' . $byScenario[$scenario])->json()['status']], 'the session went through its steps');
        $t->same([$answer['id'], $end], [$intentStatus($id)['terminalSessionHistory'][0]['terminalSession']['id'], $intentStatus($id)['terminalSessionHistory'][0]['terminalSession']['status']], 'the intent has the session in its history');
        $ended[$scenario] = (string) $answer['id'];
        $intents[$scenario] = $id;
    }
    [$chip, $contactless, $unpaid] = [$session($ended['SIP0']), $session($ended['SCN0']), $session($ended['UIP0'])];
    [$tipped, $untouched] = [$intents['TIP1'], $intents['UIP0']];
    $t->same(['ContactChip', 'Pin', true, true], [$chip['paymentDetails']['card']['entryMode'], $chip['paymentDetails']['card']['verificationMethod'], count($chip['receipt']['lines']) > 5, isset($chip['customerReceipt'], $chip['merchantReceipt'])], 'chip and PIN, with receipts');
    $t->same(['InsertCard', 'EnterPin', 'Approved'], $chip['notificationEvents']->column('notificationType'), 'the session has what the screen showed');
    $t->same(['Contactless', 100, 1100], [$contactless['paymentDetails']['card']['entryMode'], $intentStatus($tipped)['tipsAmount']['value'] ?? 0, $intentStatus($tipped)['totalAmount']['value']], 'contactless; the gratuity is on the intent');
    $t->ok(!isset($unpaid['receipt'], $unpaid['paymentDetails']), 'no receipt if nothing was paid');
    $again = $sale('SIP0', $untouched);
    $t->ok($again->status === 200 && $reaches($again['id'], 'Captured'), 'the intent can be used for another attempt');
    $manual = (string) $t->createIntent(['captureMode' => 'Manual', 'autoExpireAction' => 'Release'])['id'];
    $answer = $sale('SCN0', $manual);
    $t->ok($reaches($answer['id'], 'Authorized') && $t->status($manual) === 'Authorized', 'a Manual intent ends Authorized');

    foreach (['SIS0' => [true, 'Captured', 'SignatureVerificationAccepted', 'Captured'], 'DIS0' => [false, 'Declined', 'SignatureVerificationRejected', 'Created']] as $scenario => [$accepted, $end, $next, $intentEnd]) {
        $id = (string) $t->createIntent()['id'];
        $answer = $sale($scenario, $id);
        $t->same(422, $t->call('PUT', "/terminal-sessions/{$answer['id']}/signature", ['accepted' => true])->status, "$scenario: no signature to check yet");
        $t->ok($reaches($answer['id'], 'SignatureVerificationRequired'), 'asks for a signature check');
        $t->same(422, $t->call('PUT', "/terminal-sessions/{$answer['id']}/cancel")->status, 'a session that waits for a signature check cannot be canceled');
        $t->same(400, $t->call('PUT', "/terminal-sessions/{$answer['id']}/signature", ['accepted' => 'yes'])->status, 'the answer must be a boolean');
        $t->same($next, $t->call('PUT', "/terminal-sessions/{$answer['id']}/signature", ['accepted' => $accepted])->json()['status'], 'the answer is accepted');
        $t->ok($reaches($answer['id'], $end) && $t->status($id) === $intentEnd, "ends $end");
        $t->same(422, $t->call('PUT', "/terminal-sessions/{$answer['id']}/signature", ['accepted' => true])->status, 'a late answer is refused');
    }
    $id = (string) $t->createIntent()['id'];
    $answer = $sale('SIS0', $id);
    $reaches($answer['id'], 'SignatureVerificationRequired');
    $t->advance(79);
    $t->same('SignatureVerificationRequired', $session($answer['id'])['status'], 'the terminal waits 80 seconds for the answer');
    $t->advance(2);
    $t->ok($reaches($answer['id'], 'Captured') && in_array('SignatureVerificationAccepted', $steps($answer['id']), true), 'after 80 seconds the signature is accepted automatically');

    foreach (['EXP0' => 'Created', 'EXC0' => 'Captured'] as $scenario => $intentEnd) {
        $id = (string) $t->createIntent()['id'];
        $answer = $sale($scenario, $id);
        $t->advance(200);
        $t->same(['Expired', $intentEnd], [$session($answer['id'])['status'], $intentStatus($id)['status']], "$scenario: Expired says nothing about the intent, which is $intentEnd");
    }
    $id = (string) $t->createIntent()['id'];
    $answer = $sale('EXP0', $id);
    $t->same(409, $sale('EXP0', (string) $t->createIntent()['id'])->status, 'a busy terminal is a conflict');
    $t->same('CancelRequested', $t->call('PUT', "/terminal-sessions/{$answer['id']}/cancel", null, ['Content-Length' => '0'])->json()['status'], 'cancel is requested');
    $t->ok($reaches($answer['id'], 'Canceled') && $t->status($id) === 'Created', 'the session ends Canceled');
    $t->same(422, $t->call('PUT', "/terminal-sessions/{$answer['id']}/cancel")->status, 'a late cancel is refused');
    $answer = $sale('SIP0', $id);
    $t->pay($id);
    $t->ok($reaches($answer['id'], 'Declined'), 'an intent paid elsewhere meanwhile is not paid twice');

    $t->same(200, $start('SIP0', 'MatchedRefund', ['paymentIntentId' => $id, 'amount' => ['value' => 400, 'currencyCode' => 'GBP']])->status, 'a matched refund');
    $t->ok($t->until(static fn (): bool => $intentStatus($id)['refundedAmount']->number() === 400.0), 'the refund is on the intent');
    $t->same(400, $start('SCN0', 'MatchedRefund', ['paymentIntentId' => $id, 'amount' => ['value' => 601, 'currencyCode' => 'GBP']])->status, 'no more can be refunded than is left');
    $answer = $start('SCN0', 'MatchedRefund', ['paymentIntentId' => $id]);
    $t->ok($reaches($answer['id'], 'Captured') && $t->status($id) === 'Refunded', 'a refund without an amount takes all that is left');
    $answer = $start('SCN0', 'UnlinkedRefund', ['amount' => ['value' => 800, 'currencyCode' => 'GBP']]);
    $t->ok($reaches($answer['id'], 'Captured') && isset($session($answer['id'])['receipt']), 'an unlinked refund');

    $fresh = (string) $t->createIntent()['id'];
    $t->same([404, 404, 400, 400], [$sale('tm_none', $fresh)->status, $sale('SIP0', 'pi_none')->status, $sale('OFF0', $fresh)->status, $sale('SIP0', $id)->status], 'unknown terminal, unknown intent, offline terminal, refunded intent');
    $bad = [
        ['sessionType' => 'Sale'], ['sale' => ['paymentIntentId' => $fresh]], ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => 7]],
        ['sessionType' => 'Sale', 'unlinkedRefund' => ['amount' => ['value' => 1, 'currencyCode' => 'GBP']]],
        ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => $fresh], 'matchedRefund' => ['paymentIntentId' => $fresh]],
        ['sessionType' => 'Gift'], ['sessionType' => 'UnlinkedRefund', 'unlinkedRefund' => ['amount' => ['value' => 0, 'currencyCode' => 'GBP']]],
    ];
    foreach ($bad as $details) {
        $answer = $t->call('POST', '/terminal-sessions', ['terminalId' => $byScenario['SIP0'], 'details' => $details]);
        $t->same([400, true], [$answer->status, count($answer['errors']) > 0], 'refused: ' . json_encode($details));
    }
    $t->same([404, 404, 404], [$t->call('GET', '/terminal-sessions/ts_x')->status, $t->call('PUT', '/terminal-sessions/ts_x/cancel')->status, $t->call('PUT', '/terminal-sessions/ts_x/signature', ['accepted' => true])->status], 'unknown sessions are 404');

    $id = (string) $t->createIntent(['amount' => ['value' => PHP_INT_MAX - 5, 'currencyCode' => 'GBP']])['id'];
    $answer = $sale('TIP1', $id);
    $t->ok($reaches($answer['id'], 'Captured'), 'TIP1: a gratuity that makes the total too large is left out');
    $t->same([PHP_INT_MAX - 5, 'Available'], [$intentStatus($id)['totalAmount']['value'], $t->call('GET', '/terminals/' . $byScenario['TIP1'])->json()['status']], 'TIP1: the terminal can be used again');

    // EPOS
    foreach (['Order', 'Party', 'Reservation'] as $kind) {
        $event = ['eventType' => "{$kind}Updated", 'event' => [lcfirst($kind) . 'Id' => 'x1']];
        $t->same($event, $t->call('POST', '/epos/events', $event)->json(), "EPOS event {$kind}Updated");
    }
    $t->same(3, count($t->helper('GET', '/epos-events')['events']), 'EPOS events are listed');
    foreach ([['eventType' => 'OrderUpdated', 'event' => ['partyId' => 'x']], ['eventType' => 'Other', 'event' => ['orderId' => 'x']], ['eventType' => 'OrderUpdated'],
        ['eventType' => 'OrderUpdated', 'event' => ['orderId' => 'x', 'partyId' => 'y']], ['eventType' => 'OrderUpdated', 'event' => ['orderId' => '']]] as $event) {
        $t->same(400, $t->call('POST', '/epos/events', $event)->status, 'refused: ' . json_encode($event));
    }
    $t->same('{"wsIntegrations":[],"restIntegrations":[],"dojoManagedIntegrations":[]}', $t->call('GET', '/epos/integrations')->body, 'no integrations at first');
    $capabilities = [['name' => 'CreateOrder', 'version' => '1.0.0']];
    $rest = ['url' => 'https://epos.example/', 'auth' => ['authType' => 'basic', 'basic' => ['username' => 'u', 'password' => 'hidden']], 'capabilities' => $capabilities];
    $answer = $t->call('PUT', '/epos/integrations/rest', $rest);
    $t->same([200, 'https://epos.example/', 'u', 'CreateOrder'], [$answer->status, $answer->json()[0]['url'], $answer->json()[0]['auth']['basic']['username'], $answer->json()[0]['capabilities'][0]['name']], 'a REST integration');
    $t->ok(!str_contains($t->call('GET', '/epos/integrations/rest')->body . $t->helper('GET', '/requests')->body, 'hidden'), 'the password of a REST integration is not shown');
    $t->call('PUT', '/epos/integrations/rest', ['url' => 'https://epos.example/2'] + $rest);
    $t->same(['https://epos.example/2'], $t->call('GET', '/epos/integrations/rest')->json()->column('url'), 'the next REST integration replaces it');
    foreach ([['url' => 'x'], ['auth' => ['authType' => 'digest']], ['auth' => ['authType' => 'basic']], ['capabilities' => [['name' => 'x']]], ['capabilities' => null]] as $with) {
        $t->same(400, $t->call('PUT', '/epos/integrations/rest', $with + $rest)->status, 'refused: ' . json_encode($with));
    }
    $t->same(200, $t->call('PUT', '/epos/integrations/ws', ['capabilities' => $capabilities])->status, 'a WebSocket integration');
    $t->same(['CreateOrder'], $t->call('GET', '/epos/integrations/ws')->json()[0]['capabilities']->column('name'), 'the WebSocket integration can be read');
    $all = $t->call('GET', '/epos/integrations')->json();
    $t->same([1, 1, 0, '[]'], [count($all['wsIntegrations']), count($all['restIntegrations']), count($all['dojoManagedIntegrations']), $t->call('GET', '/epos/integrations/dojo')->body], 'all integrations can be read together');
};
