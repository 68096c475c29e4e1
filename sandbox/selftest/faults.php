<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Faults;

/** Faults on request, the request log and the clock. */
return static function (Harness $t): void {
    $tried = [];
    $try = static function (string $fault) use (&$tried): string {
        foreach (explode(';', $fault) as $part) {
            $tried[] = explode('=', $part)[0];
        }

        return $fault;
    };
    $create = static fn (string $fault): Answer => $t->call('POST', '/payment-intents', ['amount' => ['value' => 5, 'currencyCode' => 'GBP'], 'reference' => 'f'], ['x-sandbox-fault' => $try($fault)]);
    $count = static fn (): int => count($t->call('POST', '/payment-intents/search', new \stdClass())['data']);

    $answer = $create('status=503;retry-after=1');
    $t->same([503, '1', 0], [$answer->status, $answer->headers['retry-after'] ?? null, $count()], 'status: nothing is done');
    $t->same([500, 1], [$create('status=500;after')->status, $count()], 'status and after: the work is done');
    $answer = $create('html');
    $t->same([502, true, 1], [$answer->status, str_starts_with($answer->headers['content-type'], 'text/html'), $count()], 'html');
    $answer = $create('status=401;empty');
    $t->same([401, '', null], [$answer->status, $answer->body, $answer->headers['content-type'] ?? null], 'empty');
    $answer = $create('pascal-case');
    $t->same([200, true, 'GBP', 2], [$answer->status, isset($answer->json()['Id']), $answer->json()['Amount']['CurrencyCode'] ?? null, $count()], 'pascal-case');
    $t->same([0, '', 2], [$create('close-before')->status, $create('close-before')->body, $count()], 'close-before: no response, nothing done');
    $t->same([0, '', 3], [$create('close-after')->status, '', $count()], 'close-after: no response, the work is done');
    $answer = $create('truncate');
    $t->ok(strlen($answer->body) > 0 && strlen($answer->body) < (int) $answer->headers['content-length'] && $count() === 4, 'truncate: half a response');
    $answer = $create('garbage');
    $t->ok($answer->status === 0 && $answer->body !== '' && $count() === 5, 'garbage: not HTTP');
    $started = microtime(true);
    $t->same([200, true], [$create('delay=0.2')->status, microtime(true) - $started >= 0.19], 'delay');
    foreach (['nonsense', 'status', 'status=abc', 'status=99', 'html=1', 'delay=x', "\xff"] as $fault) {
        $t->same(400, $create($fault)->status, "the fault '$fault' is refused");
    }
    $t->same(200, $t->call('GET', '/webhooks', null, ['x-sandbox-fault' => ''])->status, 'an empty fault is none');
    $answer = $t->call('GET', '/terminals/none', null, ['x-sandbox-fault' => 'pascal-case']);
    $t->same(['Code', 'Type', 'Title', 'Status', 'Detail', 'TraceId', 'Errors'], $answer->json()->names(), 'an error in PascalCase');

    $queue = static fn (array $body): Answer => $t->helper('POST', '/faults', ['fault' => is_string($body['fault'] ?? null) ? $try($body['fault']) : $body['fault'] ?? null] + $body);
    $queue(['fault' => 'status=503', 'path' => '/webhooks', 'method' => 'get', 'times' => 2]);
    $t->same(200, $t->call('POST', '/payment-intents/search', new \stdClass())->status, 'a queued fault waits for its path');
    $t->same([503, 503, 200], [$t->call('GET', '/webhooks')->status, $t->call('GET', '/webhooks/events')->status, $t->call('GET', '/webhooks')->status], 'a queued fault happens as often as requested');
    $queue(['fault' => 'empty']);
    $t->same(1, count($t->helper('GET', '/faults')['faults']), 'the queue is listed');
    $t->same(204, $t->helper('DELETE', '/faults')->status, 'the queue can be cleared');
    $t->ok($t->call('GET', '/webhooks/events')->body !== '', 'a cleared queue has no effect');
    foreach ([['fault' => 'x'], ['path' => '/'], ['fault' => 'empty', 'times' => 0], ['fault' => 'empty', 'times' => 'x'], ['fault' => 7]] as $body) {
        $t->same(400, $queue($body)->status, 'a queue entry ' . json_encode($body) . ' is refused');
    }

    $intent = $t->createIntent(['generateRemoteToken' => true]);
    $queue(['fault' => 'decline', 'path' => '/sandbox/component-payment']);
    $t->same('declined', $t->helper('POST', '/component-payment', ['clientSessionSecret' => $intent['clientSessionSecret'], 'wallet' => 'APPLE_PAY'])['outcome'], 'decline: a payment that would have worked');
    $queue(['fault' => 'decline', 'path' => '/checkout/', 'method' => 'POST']);
    $t->ok(str_contains($t->pay((string) $t->createIntent()['id'])->body, 'declined'), 'decline: on the page');
    $setup = $t->call('POST', '/setup-intents', ['reference' => 'f', 'merchantInitiatedTransactionType' => 'Unscheduled', 'terms' => 'We may charge 10.'])['id'];
    $t->pay($setup, '5200000000001005', ['terms' => 'yes']);
    $queue(['fault' => 'fail', 'path' => '/payment-intents/', 'method' => 'POST']);
    $t->same('Failed', $t->call('POST', '/payment-intents/' . $t->createIntent(['setupIntentId' => $setup])['id'] . '/charge')->json()['status'] ?? null, 'fail: a charge');

    $queue(['fault' => 'refuse-refund', 'times' => 2]);
    $id = (string) $t->createIntent()['id'];
    $t->pay($id, '4456530000001013');
    $t->pay($id);
    $refund = static fn (string|Value $id): int => $t->call('POST', "/payment-intents/$id/refunds", ['amount' => 1], ['idempotencyKey' => "of $id"])->status;
    $t->same([200, 400, 200], [$refund($t->paid()), $refund($id), $refund($id)], 'refuse-refund: waits for a refund, and concerns only those after a failed attempt');

    $receiver = $t->receiver = new Receiver();
    $secret = $t->call('POST', '/webhooks', ['events' => ['payment_intent.created'], 'url' => $receiver->url])['secrets'][0]['value'];
    $isGood = static fn (int $n): bool => $receiver->received[$n]['headers']['dojo-signature']
        === 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $receiver->received[$n]['body'], (string) $secret)), 2));
    $next = static function (string $fault, int $expected) use ($t, $queue, $receiver): bool {
        $receiver->clear();
        $queue(['fault' => $fault, 'path' => 'webhook']);
        $t->createIntent();

        return $t->until(static fn (): bool => count($receiver->received) >= $expected, 2.0);
    };
    $t->ok($next('bad-signature', 1) && !$isGood(0), 'webhook with a bad signature');
    $t->ok($next('duplicate', 2) && $receiver->received[0]['body'] === $receiver->received[1]['body'], 'webhook delivered twice');
    $t->ok($next('pascal-case', 1) && isset($receiver->events()[0]['Id']) && $isGood(0), 'a webhook in PascalCase has a good signature');
    $started = microtime(true);
    $t->ok($next('delay=0.3', 1) && microtime(true) - $started >= 0.29, 'a late webhook');
    $last = static fn (): Value => $t->helper('GET', '/deliveries')['deliveries'][0];
    $attempted = static fn (int $times): bool => $t->until(static fn (): bool => count($last()['attempts']) === $times, 2.0);
    $attempts = static fn (): array => $last()['attempts']->map(static fn (Value $attempt): array => [$attempt['status'], $attempt['error']]);
    $next('status=500', 1);
    $t->same([true, [500, 'not sent: a requested fault'], 1], [$attempted(2), $attempts()[0] ?? null, count($receiver->received)], 'status: a webhook is not sent, and retried');
    $next('status=200', 1);
    $t->same(['delivered', [[200, 'not sent: a requested fault']], 0], [$last()['state'], $attempts(), count($receiver->received)], 'status=200: a webhook is lost');
    $next('close-before', 1);
    $t->same([true, [null, 'not sent: a requested fault'], 1], [$attempted(2), $attempts()[0] ?? null, count($receiver->received)], 'close-before: a webhook is not sent, and retried');
    $next('truncate', 1);
    $t->same([true, [null, 'closed after half of the request: a requested fault'], 1, 1], [$attempted(2), $attempts()[0] ?? null, count($receiver->received), count($receiver->broken)], 'truncate: half a webhook, and a retry');
    $half = substr($receiver->received[0]['body'] ?? '', 0, intdiv(strlen($receiver->received[0]['body'] ?? ''), 2));
    $t->ok($half !== '' && str_ends_with($receiver->broken[0] ?? '', "\r\n\r\n$half"), 'truncate: half of the body of a webhook arrives');
    $next('close-after', 2);
    $t->same([true, [[null, 'the response was ignored: a requested fault'], [200, null]], 2], [$attempted(2), $attempts(), count($receiver->received)], 'close-after: a webhook arrives, and is retried');
    $next('status=500;after', 2);
    $t->same([true, [[500, 'the response was replaced: a requested fault'], [200, null]], 2], [$attempted(2), $attempts(), count($receiver->received)], 'status and after: a webhook arrives, and is retried');
    $receiver->clear();
    $queue(['fault' => 'close-before', 'path' => 'webhook', 'times' => 12]);
    $t->createIntent();
    $t->advance(604800);
    $t->ok($t->until(static fn (): bool => (string) $last()['state'] === 'failed', 2.0), 'a webhook can be kept from arriving at all', (string) $last()['state']);
    $t->same([0, 12, []], [count($receiver->received), count($last()['attempts']), $t->helper('GET', '/faults')['faults']], 'a webhook that never arrives');
    foreach (['retry-after=1', 'html', 'empty', 'garbage', 'decline', 'fail', 'delay=1;html'] as $fault) {
        $answer = $queue(['fault' => $fault, 'path' => 'webhook']);
        $t->ok($answer->status === 400 && str_contains($answer->body, 'webhook'), "a webhook cannot have the fault '$fault'", $answer->body);
    }
    foreach (['bad-signature', 'duplicate', 'delay=1;duplicate'] as $fault) {
        $answer = $queue(['fault' => $fault, 'path' => '/webhooks']);
        $t->ok($answer->status === 400 && str_contains($answer->body, 'webhook'), "a request cannot have the fault '$fault'", $answer->body);
        $t->same(400, $t->call('GET', '/webhooks', null, ['x-sandbox-fault' => $fault])->status, "the header cannot have the fault '$fault'");
    }
    $t->same([], $t->helper('GET', '/faults')['faults'], 'a refused fault is not queued');
    $t->receiver = null;
    $t->same([], array_values(array_diff(array_keys(Faults::KINDS), $tried)), 'every fault is tried here');

    foreach (['payment-intents', 'webhooks', 'Webhook', '=payment-intents', '=webhook', '=', ' /payment-intents'] as $path) {
        $answer = $queue(['fault' => 'empty', 'path' => $path]);
        $t->ok($answer->status === 400 && str_contains($answer->body, 'must begin with /'), "a fault for the path '$path' is refused", $answer->body);
    }
    $queue(['fault' => 'status=503', 'path' => '=/payment-intents']);
    $t->same(200, $t->call('POST', '/payment-intents/search', new \stdClass())->status, 'a fault for exactly one path leaves longer ones alone');
    $t->same([503, 200], [$t->createIntent()->status, $t->createIntent()->status], 'a fault for exactly one path');

    $t->helper('DELETE', '/requests');
    for ($i = 0; $i < 3; $i++) {
        $t->call('POST', '/payment-intents/pi_x/refunds', ['amount' => 1], ['idempotencyKey' => 'same']);
    }
    $t->call('POST', '/payment-intents', ['customer' => ['secret' => 'cs_sandbox_hidden']]);
    $requests = $t->helper('GET', '/requests?path=/payment-intents/pi_x&method=post')['requests'];
    $t->same([[1, 2, 3], [400, 400, 400]], [$requests->column('attempt'), $requests->column('status')], 'requests are listed and counted');
    $paths = static fn (string $filter): array => $t->helper('GET', "/requests?path=$filter")['requests']->column('path');
    $t->same([['/payment-intents'], 4, []], [$paths('=/payment-intents'), count($paths('/payment-intents')), $paths('=/payment')], 'requests can be filtered by exactly one path');
    foreach (['payment-intents', '=payment-intents', '='] as $filter) {
        $t->same(400, $t->helper('GET', "/requests?path=$filter")->status, "requests cannot be filtered by '$filter'");
    }
    $t->same(['Basic sk_sandbox_...', 'same', ['amount' => 1]], [$requests[0]['headers']['authorization'], $requests[0]['headers']['idempotencykey'], $requests[0]['body']], 'requests are listed with headers and body');
    $all = $t->helper('GET', '/requests');
    $t->ok(!str_contains($all->body, 'hidden') && !str_contains($all->body, 'selftest'), 'requests are listed without secrets');
    $t->same(4, count($all['requests']), 'helpers are not listed');

    foreach ([-1, '5', null, 1e12] as $seconds) {
        $t->same(400, $t->helper('POST', '/clock', ['advance' => $seconds])->status, 'advancing by ' . json_encode($seconds) . ' is refused');
    }
    ['now' => $before, 'offset' => $offset] = $t->helper('GET', '/clock')->json();
    $t->same($offset->number() + 3600.0, $t->helper('POST', '/clock', ['advance' => 3600])['offset']->number(), 'the clock can be advanced');
    $t->ok((string) $t->helper('GET', '/clock')['now'] > $before && (string) $t->createIntent()['createdAt'] > $before, 'the advanced clock applies to requests');
    $t->same([404, 404], [$t->helper('GET', '/nothing')->status, $t->helper('PUT', '/clock')->status], 'unknown helpers are 404');
    $t->same(400, $t->http($t->url, 'POST', '/sandbox/clock', 'rubbish', [])->status, 'a helper refuses a body that is not JSON');
    $t->same(3, count($t->helper('GET', '')['cards']), 'GET /sandbox lists the test cards');
    $t->helper('POST', '/reset');
    $t->same([0, 0.0], [$count(), $t->helper('GET', '/clock')['offset']->number()], 'reset forgets everything');
};
