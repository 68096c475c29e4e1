<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Keys, versions, unknown paths, and the four shapes of errors. */
return static function (Harness $t): void {
    $refused = [
        'no header' => null, 'an empty header' => '', 'a key alone' => 'sk_sandbox_a', 'Bearer' => 'Bearer sk_sandbox_a',
        'a production key' => 'Basic sk_prod_a', 'base64' => 'Basic ' . base64_encode('sk_sandbox_a:'),
        'base64 without a colon' => 'Basic ' . base64_encode('sk_sandbox_a'), 'a prefix alone' => 'Basic sk_sandbox_',
        'another kind of key' => 'Basic pk_sandbox_a', 'a key with a space' => 'Basic sk_sandbox_a b', 'a customer secret' => 'Basic cs_sandbox_a',
    ];
    foreach ($refused as $name => $header) {
        $answer = $t->call('GET', '/webhooks', null, ['Authorization' => $header]);
        $t->same([401, 401], [$answer->status, $answer->json()['status'] ?? null], "$name is refused");
    }
    $t->ok(!str_contains($t->call('GET', '/webhooks', null, ['Authorization' => 'Basic sk_prod_hidden'])->body, 'hidden'), 'a refusal does not repeat the key');
    $t->ok(str_contains((string) $t->call('GET', '/webhooks', null, ['Authorization' => 'Basic sk_prod_a'])['detail'], 'production'), 'a production key is named as the cause');
    $t->ok(str_contains($t->call('GET', '/webhooks', null, ['Authorization' => 'Basic ' . base64_encode('sk_sandbox_a:')])->body, 'base64'), 'a refusal names base64 as the cause');
    $t->same(200, $t->call('GET', '/webhooks', null, ['Authorization' => 'basic sk_sandbox_a'])->status, 'the scheme may be in lower case');

    $id = (string) $t->createIntent()['id'];
    $t->same(404, $t->call('GET', "/payment-intents/$id", null, ['Authorization' => 'Basic sk_sandbox_other'])->status, 'another key does not see it');
    $t->same([], $t->call('POST', '/payment-intents/search', new \stdClass(), ['Authorization' => 'Basic sk_sandbox_other'])['data'], 'another key does not find it');

    foreach (['26-02-27', '2026-13-01', '2026-02-30', '2026–02–27', 'latest', '', null] as $version) {
        $answer = $t->call('GET', '/webhooks', null, ['version' => $version]);
        $t->same([400, true], [$answer->status, isset($answer['errors']['version'])], 'version ' . json_encode($version) . ' is refused');
    }
    $t->same(200, $t->call('GET', '/webhooks', null, ['version' => '2025-01-01'])->status, 'a date that is not a release is accepted');
    $t->same(200, $t->call('GET', '/epos/integrations', null, ['version' => null])->status, 'EPOS needs no version');
    $t->same(401, $t->call('GET', '/webhooks', null, ['version' => null, 'Authorization' => null])->status, 'the key is checked before the version');

    $t->same(404, $t->call('GET', '/payment-intent')->status, 'an unknown path');
    $t->same(404, $t->call('GET', '/payment-intents/a/b/c')->status, 'a path with too many parts');
    $answer = $t->call('PUT', '/payment-intents');
    $t->same([405, 'POST'], [$answer->status, $answer->headers['allow'] ?? null], 'an unknown method is answered with the allowed ones');
    $t->same(200, $t->createIntent()->status, 'a path without a slash at the end');
    $t->same(200, $t->call('POST', '/payment-intents/', ['amount' => ['value' => 1, 'currencyCode' => 'EUR'], 'reference' => 'x'])->status, 'a path with a slash at the end');

    $answer = $t->call('GET', '/payment-intents/none');
    $t->ok(preg_match('~^00-[0-9a-f]{32}-[0-9a-f]{16}-01$~D', (string) $answer['traceId']) === 1, 'an error has a trace id');
    $t->same($answer['traceId'], $answer->headers['traceparent'] ?? null, 'the trace id is also in the header');
    $t->ok(isset($t->call('GET', '/webhooks')->headers['traceparent']), 'a success has a trace id in the header');
    $shapes = [
        'payments' => ['GET', '/payment-intents/none', ['type', 'title', 'status', 'detail', 'traceId']],
        'webhooks' => ['GET', '/webhooks/none/secrets', ['type', 'title', 'status', 'detail', 'traceId']],
        'terminal sessions' => ['GET', '/terminal-sessions/none', ['type', 'title', 'status', 'detail', 'traceId', 'errors']],
        'terminals' => ['GET', '/terminals/none', ['code', 'type', 'title', 'status', 'detail', 'traceId', 'errors']],
    ];
    foreach ($shapes as $name => [$method, $path, $keys]) {
        $answer = $t->call($method, $path);
        $t->same([404, $keys], [$answer->status, $answer->json()->names()], "the shape of errors of $name");
        $t->same('application/json; charset=utf-8', $answer->headers['content-type'], "their content type, $name");
    }

    $bodies = [
        'no body' => ['', 400], 'broken JSON' => ['{"amount":', 400], 'a list' => ['[]', 400], 'a string' => ['"x"', 400], 'null' => ['null', 400],
        'invalid UTF-8' => ["{\"reference\":\"\xff\"}", 400], 'too deep' => [str_repeat('[', 100) . str_repeat(']', 100), 400],
        'a NUL key' => ['{"\u0000a":1}', 400],
    ];
    foreach ($bodies as $name => [$body, $status]) {
        $answer = $t->call('POST', '/payment-intents', $body, ['Content-Type' => 'application/json']);
        $t->same([$status, true], [$answer->status, isset($answer['errors']['$'])], "a body with $name");
    }
    $t->same(415, $t->call('POST', '/payment-intents', '{}', ['Content-Type' => 'text/plain'])->status, 'another content type than JSON');
    $t->same(400, $t->call('POST', '/payment-intents', '{}', ['Content-Type' => 'application/json; charset=utf-8'])->status, 'a content type with a charset is accepted');

    // Several keys of one account
    $with = static fn (string $key, string $method, string $path, mixed $body = null): Answer => $t->call($method, $path, $body, ['Authorization' => "Basic $key"]);
    $id = (string) $t->createIntent()['id'];
    $t->same([200, 200], [$with("$t->key.2", 'GET', "/payment-intents/$id")->status, $with("$t->key.new-key_3", 'GET', "/payment-intents/$id")->status], 'a key with a dot belongs to the account of the part before the dot');
    $new = (string) $with("$t->key.2", 'POST', '/payment-intents', ['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x'])['id'];
    $t->same(200, $t->call('GET', "/payment-intents/$new")->status, 'what one key creates the other sees');
    $t->same(404, $with('sk_sandbox_other.2', 'GET', "/payment-intents/$id")->status, 'the part after the dot does not name the account');
    foreach (['sk_sandbox_.2', "$t->key.", "$t->key.2.3", "$t->key..2"] as $key) {
        $t->same(401, $with($key, 'GET', '/webhooks')->status, "the key $key is refused");
    }

    // Revoked keys
    $revoke = static fn (mixed $key): Answer => $t->helper('POST', '/revoked-keys', ['key' => $key]);
    $answer = $revoke($t->key);
    $t->same([204, ''], [$answer->status, $answer->body], 'a key can be revoked');
    $answer = $t->call('GET', "/payment-intents/$id");
    $t->same([401, true], [$answer->status, str_contains((string) $answer['detail'], 'revoked')], 'a revoked key is refused');
    $t->same([200, 200], [$with("$t->key.2", 'GET', "/payment-intents/$id")->status, $with('sk_sandbox_other', 'GET', '/webhooks')->status], 'other keys are accepted, those of the same account too');
    $t->same([204, 401, 200], [$revoke("$t->key.2")->status, $with("$t->key.2", 'GET', '/webhooks')->status, $with("$t->key.3", 'GET', '/webhooks')->status], 'a key with a dot can be revoked');
    $t->same(204, $revoke($t->key)->status, 'a key can be revoked again');
    foreach (['sk_prod_example', 'cs_sandbox_a', 'sk_sandbox_.2', '', 7, null] as $key) {
        $t->same(400, $revoke($key)->status, 'the key ' . json_encode($key) . ' cannot be revoked');
    }
    $t->helper('POST', '/reset');
    $t->same(200, $t->call('GET', '/webhooks')->status, 'a reset accepts revoked keys again');
    $id = (string) $t->createIntent()['id'];

    // No web page can use the helpers
    $ask = static fn (string $host, ?string $origin, string $method = 'GET', string $path = '/sandbox/clock'): int => Harness::parse($t->raw(
        "$method $path HTTP/1.1\r\nHost: $host\r\n" . ($origin === null ? '' : "Origin: $origin\r\n") . "Content-Length: 0\r\nConnection: close\r\n\r\n",
    ))->status;
    $here = substr($t->url, strlen('http://'));
    foreach ([$here, '127.0.0.1', '127.1.2.3:80', 'localhost', 'LOCALHOST:8480', 'shop.localhost', '[::1]', '[::1]:8480'] as $host) {
        $t->same(200, $ask($host, null), "the helpers accept Host: $host");
    }
    foreach (['evil.example', 'evil.example:8480', '127.0.0.1.evil.example', 'localhost.evil.example', 'notlocalhost', '127.0.0.1@evil.example', '10.0.0.1', '[::2]', '0.0.0.0', ''] as $host) {
        $t->same(403, $ask($host, null), "the helpers refuse Host: $host");
    }
    $t->same(200, $ask($here, $t->url), 'the helpers accept their own Origin');
    foreach (['https://evil.example', 'null', 'http://127.0.0.1', "https://$here", "$t->url.evil.example", ''] as $origin) {
        $t->same(403, $ask($here, $origin), "the helpers refuse Origin: $origin");
    }
    $t->same([403, 403], [$ask('evil.example', 'http://evil.example', 'POST', '/sandbox/reset'), $ask($here, 'https://evil.example', 'POST', '/sandbox/reset')], 'no web page can reset the sandbox');
    $t->same(200, $t->call('GET', "/payment-intents/$id")->status, 'nothing was reset');
    $t->helper('POST', '/faults', ['fault' => 'status=503', 'path' => '/sandbox/component-payment']);
    $t->same([403, 1], [$ask($here, 'https://evil.example', 'POST', '/sandbox/component-payment'), count($t->helper('GET', '/faults')['faults'])], 'nor use up a queued fault');
    $t->helper('DELETE', '/faults');
    $t->same(404, $ask('evil.example', 'https://evil.example', 'GET', '/checkout/pi_none'), 'this concerns the helpers only');
};
