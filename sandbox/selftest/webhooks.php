<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Clock;
use Dojo\Sandbox\HttpResponseReader;
use Dojo\Sandbox\Webhooks;

/** Subscriptions, secrets, signatures, deliveries and retries. */
return static function (Harness $t): void {
    // Both vectors were published with the API, so the signer is not checked against itself.
    $vector = '{"id":"evt_hnnHxIKR_Uy6bhZCusCltw","event":"payment_intent.created","accountId":"acc_test","createdAt":"2022-02-01T13:07:41.8667859Z","data":{"paymentIntentId":"pi_vpwd4ooAPEqyNAQe4z89WQ","paymentStatus":"Created","captureMode":"Auto"}}';
    $sign = \Dojo\Sandbox\Deliveries::signature(...);
    $t->same('sha256=4B-49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76-FD', $sign($vector, 'PDYkJQq6sESYHp_zJuTTBQ'), 'the first published signature');
    $t->same('sha256=94-AC-93-67-D6-8B-69-6D-15-A2-C2-45-40-98-B5-E7-64-72-38-C5-1F-6D-32-D0-5F-CB-91-20-A9-20-64-F4', $sign($vector, 'ws_OYsyzcrH70GpJfs8MMkKpg'), 'the second published signature');

    $receiver = $t->receiver = new Receiver();
    $both = ['payment_intent.created', 'payment_intent.status_updated'];
    $subscribe = static fn (array $with = []): Answer => $t->call('POST', '/webhooks', $with + ['events' => $both, 'url' => "$receiver->url/hook?shop=1"]);
    $t->same([['model' => 'PaymentIntent', 'events' => $both]], $t->call('GET', '/webhooks/events')->json(), 'the list of events');
    foreach ([['url' => 'http://shop.example/hook'], ['url' => 'ftp://127.0.0.1/'], ['url' => 'hook'], ['url' => ''], ['url' => 'https://user:pw@shop.example/'], ['url' => null],
        ['events' => []], ['events' => ['payment_intent.paid']], ['events' => 'payment_intent.created'], ['secret' => 'x']] as $with) {
        $t->same(400, $subscribe($with)->status, 'subscribing with ' . json_encode($with) . ' is refused');
    }
    $subscription = $subscribe(['description' => 'the shop']);
    $t->same([200, $both, 'the shop', 1, true], [$subscription->status, $subscription['events'], $subscription['description'], count($subscription['secrets']), $subscription['secrets'][0]['isActive'] ?? null], 'subscribe');
    $t->same([$subscription->json()], $t->call('GET', '/webhooks')->json(), 'the list of subscriptions');
    $t->same(409, $subscribe()->status, 'the same URL for the same events is a conflict');
    $t->same([], $t->call('GET', '/webhooks', null, ['Authorization' => 'Basic sk_sandbox_other'])->json(), 'another key does not see it');
    $id = $subscription['id'];
    $secret = (string) $subscription['secrets'][0]['value'];

    $receiver->onWebhook = static function (string $body) use ($t, &$calledBack): void {
        $event = new Value(json_decode($body, true));
        $calledBack[] = (string) $t->call('GET', "/payment-intents/{$event['data']['paymentIntentId']}")->json()['status'];
    };
    $intent = $t->createIntent(['captureMode' => 'Manual', 'autoExpireAction' => 'Release'])->json();
    $t->ok($t->until(static fn (): bool => count($receiver->received) === 1), 'an event is delivered');
    $t->ok($t->until(static fn (): bool => $calledBack === ['Created']), 'the webhook handler can call the API');
    $hook = $receiver->received[0];
    $event = new Value(json_decode($hook['body'], true));
    $t->same(['id', 'event', 'accountId', 'createdAt', 'data'], $event->names(), 'the fields of an event');
    $t->same(['paymentIntentId' => $intent['id'], 'paymentStatus' => 'Created', 'captureMode' => 'Manual'], $event['data'], 'the data of an event');
    $t->same([$subscription['accountId'], 'payment_intent.created'], [$event['accountId'], $event['event']], 'account and name of an event');
    $t->ok(preg_match('~^evt_[\w-]{22}$~D', (string) $event['id']) === 1 && preg_match('~\.\d{7}Z$~D', (string) $event['createdAt']) === 1, 'id and date of an event');
    $t->same(json_encode($event, JSON_UNESCAPED_SLASHES), $hook['body'], 'the body is compact JSON without a newline');
    $t->same($sign($hook['body'], $secret), $hook['headers']['dojo-signature'] ?? null, 'the signature');
    $t->ok(preg_match('~^sha256=([0-9A-F]{2}-){31}[0-9A-F]{2}$~D', $hook['headers']['dojo-signature']) === 1, 'the signature is in upper case, with dashes');
    $t->same(['/hook?shop=1', 'application/json; charset=utf-8'], [$hook['path'], $hook['headers']['content-type']], 'path, query and content type');
    $receiver->onWebhook = null;
    $t->pay($intent['id']);
    $t->call('POST', "/payment-intents/{$intent['id']}/captures", ['amount' => 1000]);
    $t->call('POST', "/payment-intents/{$intent['id']}/refunds", ['amount' => 1], ['idempotencyKey' => 'w1']);
    $t->call('POST', "/payment-intents/{$intent['id']}/refunds", ['amount' => 999], ['idempotencyKey' => 'w2']);
    $statuses = static fn (): array => $receiver->events()->map(static fn (Value $event): string => (string) $event['data']['paymentStatus']);
    $t->ok($t->until(static fn (): bool => count($receiver->received) === 4), 'an event for each change of status');
    $seen = $statuses();
    sort($seen);
    $t->same(['Authorized', 'Captured', 'Created', 'Refunded'], $seen, 'no event for anything else');
    $t->same(4, count(array_unique($receiver->events()->texts('id'))), 'each event has its own id');
    $t->same([], array_values(array_diff(array_keys(Webhooks::EVENTS), $receiver->events()->texts('event'))), 'every event is delivered here');

    $receiver->clear();
    $receiver->answers = [500, 404, null, 302, 204];
    $t->createIntent();
    $t->ok($t->until(static fn (): bool => count($receiver->received) === 5), '5xx, 4xx, a closed connection and a redirect are retried');
    $t->until(static fn (): bool => (string) $t->helper('GET', '/deliveries')['deliveries'][0]['state'] === 'delivered');
    $delivery = $t->helper('GET', '/deliveries')['deliveries'][0];
    $t->same([500, 404, null, 302, 204], $delivery['attempts']->map(static fn (Value $attempt): Value => $attempt['status']), 'the delivery log has the attempts');
    $pauses = array_map(static fn (int $n): float => $receiver->received[$n + 1]['at'] - $receiver->received[$n]['at'], range(0, 3));
    $t->ok($pauses[0] < 0.15 && $pauses[1] > 0.09 && $pauses[2] > 0.19 && $pauses[3] > 0.39 && $pauses[3] < 1.5, 'the pauses between attempts grow', (string) json_encode($pauses));
    $t->same(1, count(array_unique($receiver->events()->texts('id'))), 'each attempt sends the same event');
    $t->wait(0.2);
    $t->same(5, count($receiver->received), 'a delivered event is not sent again');
    $t->same(200, $t->helper('POST', "/deliveries/{$delivery['id']}/resend")->status, 'an event can be sent again');
    $t->ok($t->until(static fn (): bool => count($receiver->received) === 6) && $receiver->received[5]['body'] === $receiver->received[0]['body'], 'sending again sends the same bytes');
    $t->same(404, $t->helper('POST', '/deliveries/none/resend')->status, 'an unknown delivery cannot be sent again');

    // Responses of all shapes: bytes, whether the endpoint closes the connection, status, error
    $noResponse = 'the connection was closed without a response';
    $responses = [
        'a 200 without headers' => ["HTTP/1.1 200 OK\r\n\r\n", true, 200, null],
        'a 204 without headers' => ["HTTP/1.1 204 No Content\r\n\r\n", false, 204, null],
        'a 503 without headers and body' => ["HTTP/1.0 503\r\n\r\n", true, 503, null],
        'a length' => ["HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", false, 200, null],
        'bare line feeds' => ["HTTP/1.1 200 OK\nContent-Length: 2\n\nok", false, 200, null],
        'a 200 after 100 Continue' => ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false, 200, null],
        'a 503 after two responses of 1xx' => ["HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", false, 503, null],
        'nothing after 100 Continue' => ["HTTP/1.1 100 Continue\r\n\r\n", true, null, $noResponse],
        'a chunked body' => ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\nA\r\n0\r\n\r\n01234\r\n0\r\n\r\n", false, 200, null],
        'a chunked body with a trailer' => ["HTTP/1.1 500 Error\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n", false, 500, null],
        'a chunked body that is cut off' => ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok", true, 200, null],
        'a body that does not end' => ["HTTP/1.1 200 OK\r\n\r\n" . str_repeat('x', 70000), false, 200, null],
        'no head' => ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", true, null, 'the response was not HTTP'],
        'rubbish' => ["\0\xff rubbish\r\n\r\n", true, null, 'the response was not HTTP'],
    ];
    foreach ($responses as $name => [$bytes, $close, $status, $error]) {
        $receiver->clear();
        $receiver->answers = [[$bytes, $close]];
        $t->createIntent();
        // Until a failed one is retried, so that the retry does not get the next response.
        $t->until(static fn (): bool => (string) $t->helper('GET', '/deliveries')['deliveries'][0]['state'] === 'delivered', 2.0);
        $attempt = $t->helper('GET', '/deliveries')['deliveries'][0]['attempts'][0];
        $t->same([$status, $error], [$attempt['status'] ?? null, $attempt['error'] ?? null], "an endpoint that responds with $name");
        $whole = new HttpResponseReader();
        $whole->feed($bytes);
        $slow = new HttpResponseReader();
        $ended = null;
        foreach (str_split($bytes) as $index => $byte) {
            $slow->feed($byte);
            $ended ??= $slow->isComplete() ? $index + 1 : null;
        }
        $t->same([$status, !$close], [$whole->status(), $whole->isComplete()], "$name, at once");
        // At most 64 KiB are read.
        $t->same([$status, $close ? null : min(strlen($bytes), 65537)], [$slow->status(), $ended], "$name, byte by byte");
    }

    $receiver->clear();
    $receiver->answers = array_fill(0, 20, 503);
    $t->createIntent();
    $delivery = static fn (): Value => $t->helper('GET', '/deliveries')['deliveries'][0];
    $attempts = static fn (): int => count($delivery()['attempts']);
    $t->until(static fn (): bool => $attempts() >= 1);
    $t->advance(1.0);
    $t->until(static fn (): bool => $attempts() === 5);
    $t->wait(0.1);
    $t->same(['pending', 5], [$delivery()['state'], $attempts()], 'the clock is advanced past a part of the retries');
    $t->advance(604800);
    $t->until(static fn (): bool => (string) $delivery()['state'] === 'failed');
    $t->same(['failed', 12, 12], [$delivery()['state'], $attempts(), count($receiver->received)], 'the clock is advanced by a week: a delivery fails after twelve attempts');
    $at = $delivery()['attempts']->map(static fn (Value $attempt): float => Clock::time((string) $attempt['at']));
    $late = array_map(static fn (int $n): float => $at[$n + 1] - $at[$n] - 0.05 * 2 ** $n, array_keys(array_slice($at, 1)));
    $t->ok(count($late) === 11 && min($late) > -0.001 && max($late) < 0.5, 'the attempts have the times of the schedule', (string) json_encode($late));

    // Rotation
    $receiver->clear();
    $generated = $t->call('POST', "/webhooks/$id/secrets");
    $t->same([200, $id, [true, false]], [$generated->status, $generated['id'], $generated['secrets']->column('isActive')], 'a new secret is not active yet');
    $new = $generated['secrets'][1];
    $t->same(409, $t->call('POST', "/webhooks/$id/secrets")->status, 'a third secret is a conflict');
    $signedWith = static function () use ($t, $receiver, $sign, $secret, $new): string {
        $receiver->clear();
        $t->createIntent();
        $t->until(static fn (): bool => $receiver->received !== []);
        $hook = $receiver->received[0];

        return match ($hook['headers']['dojo-signature']) {
            $sign($hook['body'], $secret) => 'old',
            $sign($hook['body'], (string) $new['value']) => 'new',
            default => 'neither',
        };
    };
    $t->same('old', $signedWith(), 'events are signed with the active secret');
    $t->same(403, $t->call('DELETE', "/webhooks/$id/secrets/{$subscription['secrets'][0]['id']}")->status, 'the active secret cannot be deleted');
    $t->same(204, $t->call('PUT', "/webhooks/$id/secrets/{$new['id']}/activate")->status, 'a secret can be activated');
    $t->same([false, true], $t->call('GET', "/webhooks/$id/secrets")['secrets']->column('isActive'), 'one secret is active at a time');
    $t->same('new', $signedWith(), 'events are now signed with the new secret');
    $t->same(204, $t->call('DELETE', "/webhooks/$id/secrets/{$subscription['secrets'][0]['id']}")->status, 'the old secret can be deleted');
    $t->same([$new['id']], $t->call('GET', "/webhooks/$id/secrets")['secrets']->column('id'), 'the old secret is deleted');
    foreach ([['GET', "/webhooks/none/secrets"], ['POST', '/webhooks/none/secrets'], ['PUT', "/webhooks/$id/secrets/none/activate"], ['DELETE', '/webhooks/none/secrets/none'], ['DELETE', '/webhooks/none']] as [$method, $path]) {
        $t->same(404, $t->call($method, $path)->status, "$method $path");
    }
    $t->same([401, 1], [$t->call('DELETE', "/webhooks/$id/secrets/none")->status, count($t->call('GET', "/webhooks/$id/secrets")['secrets'])], 'deleting an unknown secret of a subscription is 401');

    // Change and end
    $t->same(404, $t->call('PATCH', '/webhooks/none', ['description' => 'x'])->status, 'update of an unknown one');
    $t->same(400, $t->call('PATCH', "/webhooks/$id", ['events' => ['nothing']])->status, 'update to an unknown event');
    $updated = $t->call('PATCH', "/webhooks/$id", ['events' => ['payment_intent.status_updated'], 'description' => null]);
    $t->same([200, ['payment_intent.status_updated'], null, $subscription['url']], [$updated->status, $updated['events'], $updated['description'], $updated['url']], 'update');
    $receiver->clear();
    $t->createIntent();
    $t->wait(0.2);
    $t->same(0, count($receiver->received), 'an event that is not subscribed to is not sent');
    $second = $subscribe(['events' => ['payment_intent.created'], 'url' => "$receiver->url/second"]);
    $t->paid();
    $t->until(static fn (): bool => count($receiver->received) === 2);
    $t->same(['/hook?shop=1', '/second'], (static function (array $paths): array {
        sort($paths);

        return $paths;
    })(array_column($receiver->received, 'path')), 'two subscriptions get what each asked for');
    $t->same(204, $t->call('DELETE', "/webhooks/$id")->status, 'delete');
    $t->same(404, $t->call('DELETE', "/webhooks/$id")->status, 'a second delete is 404');
    $t->call('DELETE', "/webhooks/{$second['id']}");
    $receiver->clear();
    $t->paid();
    $t->wait(0.2);
    $t->same(0, count($receiver->received), 'no event is sent after the subscription was deleted');

    // Targets that misbehave
    $subscribe(['url' => 'https://shop.example/hook']);
    $t->createIntent();
    $t->same('skipped', $t->until(static fn (): bool => (string) $t->helper('GET', '/deliveries')['deliveries'][0]['state'] === 'skipped') ? 'skipped' : 'not', 'events are not delivered to other hosts');
    $closed = Harness::must(stream_socket_server('tcp://127.0.0.1:0'));
    $where = Harness::must(stream_socket_get_name($closed, false));
    $subscribe(['url' => "http://localhost:" . explode(':', $where)[1] . '/silent', 'events' => ['payment_intent.created']]);
    $t->createIntent();
    $t->same('no response within 1 seconds', $t->until(static fn (): bool => isset($t->helper('GET', '/deliveries')['deliveries'][0]['attempts'][0]), 3.0)
        ? $t->helper('GET', '/deliveries')['deliveries'][0]['attempts'][0]['error'] : '', 'an attempt without a response times out');
    fclose($closed);
    $t->ok($t->until(static fn (): bool => in_array('connection refused', $t->helper('GET', '/deliveries')['deliveries'][0]['attempts']->column('error'), true), 3.0), 'a refused connection is noticed');
    $t->helper('POST', '/reset');

    // Both ends at once, many times
    $receiver->clear();
    $subscribe();
    $receiver->onWebhook = static fn (): Answer => $t->call('POST', '/payment-intents/search', new \stdClass());
    for ($i = 0; $i < 25; $i++) {
        $t->paid(['reference' => "many $i"]);
    }
    $t->ok($t->until(static fn (): bool => count($receiver->received) >= 50, 8.0), 'fifty deliveries with handlers that search', count($receiver->received) . ' arrived');
    $t->same(50, count(array_unique($receiver->events()->texts('id'))), 'no event is lost or sent twice');
    $t->receiver = null;
};
