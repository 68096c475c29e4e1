<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\JsonObject;
use Dojo\Sandbox\Sandbox;

/** The command line, TLS, the database file, and how it starts and stops. */
return static function (Harness $t): void {
    [$code, $help] = $t->run(['--help']);
    $t->ok($code === 0 && str_contains($help, '--webhook-retry-base') && str_contains($help, '5200000000001096') && str_contains($help, '/sandbox/clock'), '--help lists options, cards and helpers');
    $taken = Harness::must(stream_socket_server('tcp://127.0.0.1:0'));
    $port = explode(':', (string) stream_socket_get_name($taken, false))[1];
    file_put_contents($t->file('no.pem'), 'rubbish');
    $wrong = [
        ['--nonsense'], ['--port'], ['--port', 'x'], ['--port', '70000'], ['--port=-1'], ['--host', '0.0.0.0'], ['--host', 'example.com'], ['--no-log=1'],
        ['--webhook-retry-base', '0'], ['--webhook-retry-base', 'soon'], ['--db', '/no/such/folder/x.db'], ['--db', $t->file('no.pem')], ['--ready-file', '/no/such/folder/x'],
        ['--tls-cert', '/no/such/file', '--tls-key', '/no/such/file'], ['--tls-cert', $t->file('no.pem')], ['--tls-cert', $t->file('no.pem'), '--tls-key', $t->file('no.pem')],
        ['--port', $port], ['extra'],
    ];
    foreach ($wrong as $options) {
        [$code, $output, $errors] = $t->run($options);
        $t->ok($code === 2 && $output === '' && preg_match('~^sandbox: .{10,}~', $errors) === 1, implode(' ', $options) . ' is refused', "exit code $code, $output $errors");
    }
    fclose($taken);

    // Without pcntl a signal ends the process before it can exit.
    $clean = function_exists('pcntl_signal') ? 0 : -1;
    $main = $t->url;
    $parent = function_exists('posix_getppid') ? ['--with-parent'] : [];
    $piped = Harness::must(proc_open([PHP_BINARY, dirname(__DIR__) . '/sandbox.php', ...$parent, '--ready-file', $t->file('piped')], [['file', '/dev/null', 'r'], ['pipe', 'w']], $pipes));
    fclose($pipes[1]);
    $t->until(static fn (): bool => is_file($t->file('piped')));
    $t->url = JsonObject::decode((string) file_get_contents($t->file('piped')))->text('api');
    $t->same([200, 200, true], [$t->call('GET', '/webhooks')->status, $t->call('GET', '/webhooks')->status, proc_get_status($piped)['running']], 'it continues if nobody reads its output');
    proc_terminate($piped);
    proc_close($piped);
    $t->url = $main;
    if (function_exists('posix_getppid')) {
        $ready = $t->file('orphan');
        // A shell that starts it in the background and ends at once leaves it without a parent.
        $command = escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg(dirname(__DIR__) . '/sandbox.php') . " --with-parent --ready-file '$ready' >/dev/null 2>&1";
        $shell = Harness::must(proc_open(['sh', '-c', "$command & while [ ! -f '$ready' ]; do sleep 0.02; done"], [], $pipes));
        $t->until(static fn (): bool => is_file($ready));
        $orphan = JsonObject::decode((string) file_get_contents($ready))->integer('pid');
        proc_close($shell);
        $t->ok($t->until(static fn (): bool => !posix_kill($orphan, 0)), '--with-parent: it ends when its parent has ended');
    } else {
        $t->skip('--with-parent', 'PHP has no posix extension');
    }
    $database = $t->file('state.db');
    $options = ['--db', $database, '--webhook-retry-base', '0.05', '--host', '127.0.0.2'];
    $sandbox = Sandbox::start($options, $t->file('log'));
    $t->url = $sandbox->url;
    $t->ok(str_starts_with($t->url, 'http://127.0.0.2:'), '--host: another loopback address');
    $t->advance(1000);
    $receiver = $t->receiver = new Receiver();
    $receiver->answers = array_fill(0, 100, 500);
    $secret = $t->call('POST', '/webhooks', ['events' => ['payment_intent.created'], 'url' => $receiver->url])['secrets'][0]['value'];
    $id = (string) $t->createIntent(['generateRemoteToken' => true])['id'];
    $t->until(static fn (): bool => count($receiver->received) >= 2);
    $t->call('GET', "/customers/{$t->key}?card=5200000000001005");
    $secondOne = $t->run(['--db', $database]);
    $t->ok($secondOne[0] === 2 && str_contains($secondOne[2], 'locked'), 'a second one on the same file is refused', $secondOne[2]);
    $t->same($clean, $sandbox->stop(15), 'SIGTERM stops it with exit status 0');
    $log = (string) file_get_contents($t->file('log'));
    $t->ok(str_contains($log, $sandbox->url . '/checkout/{paymentIntentId}') && str_contains($log, '5200000000001005'), 'the first lines say what is served');
    $t->ok(preg_match('~^\d\d:\d\d:\d\d\.\d{3} POST   /payment-intents 200 \d+ms$~m', $log) === 1, 'the log has a line for each request');
    $t->ok(preg_match('~^\d\d:\d\d:\d\d\.\d{3} HOOK   http://127\.0\.0\.1:\d+ payment_intent\.created 500 \d+ms$~m', $log) === 1, 'the log has a line for each webhook attempt');
    $t->ok(!str_contains($log, 'selftest') && !str_contains($log, (string) $secret), 'the log has no key or secret');
    $t->ok(str_contains($log, '/customers/sk_sandbox_...?card=[digits] 200'), 'the log has no key or card number, even if the URL has');
    $receiver->clear();
    $sandbox = Sandbox::start($options, $t->file('log'));
    $t->url = $sandbox->url;
    $t->same('Created', $t->call('GET', "/payment-intents/$id")->json()['status'] ?? null, '--db: the next start has the intent');
    $t->ok($t->helper('GET', '/clock')['offset']->number() === 1000.0, '--db: the next start has the clock');
    $t->ok($t->until(static fn (): bool => $receiver->received !== []), '--db: the next start makes the outstanding deliveries');
    $t->receiver = null;
    $raw = (string) file_get_contents($database);
    $t->ok(!str_contains($raw, 'sk_sandbox_selftest'), '--db: the file has no key');
    $t->same($clean, $sandbox->stop(2), 'SIGINT stops it with exit status 0');
    array_map('unlink', glob("$database*") ?: []);

    if (!extension_loaded('openssl')) {
        $t->skip('TLS', 'PHP has no openssl extension');
        $t->url = $main;

        return;
    }
    $key = Harness::must(openssl_pkey_new(['private_key_bits' => 2048]));
    // By reference: it may be replaced.
    $pair = $key;
    $request = openssl_csr_new(['commonName' => 'localhost'], $pair);
    $certificate = Harness::must(openssl_csr_sign($request instanceof \OpenSSLCertificateSigningRequest ? $request : '', null, $key, 1));
    openssl_x509_export_to_file($certificate, $t->file('cert.pem'));
    openssl_pkey_export_to_file($key, $t->file('key.pem'));
    openssl_pkey_export_to_file(Harness::must(openssl_pkey_new(['private_key_bits' => 2048])), $t->file('other.pem'));
    [$code] = $t->run(['--tls-cert', $t->file('cert.pem'), '--tls-key', $t->file('other.pem')]);
    $t->same(2, $code, 'a key of another certificate is refused');
    $sandbox = Sandbox::start(['--tls-cert', $t->file('cert.pem'), '--tls-key', $t->file('key.pem'), '--no-log'], $t->file('log'));
    $secure = (string) $sandbox->tlsUrl;
    $t->url = $secure;
    $t->same(200, $t->createIntent()->status, 'the API over TLS');
    $t->same(400, $t->createIntent(['description' => str_repeat('x', 100000)])->status, 'a body of many TLS records');
    // One full record of 16 KiB: more than one read takes, and no further bytes announce the rest.
    $post = "POST /payment-intents HTTP/1.1\r\nHost: x\r\nAuthorization: Basic sk_sandbox_a\r\nversion: 2026-02-27\r\nContent-Type: application/json\r\nConnection: close\r\n";
    $text = '{"reference":"' . str_repeat('x', 16384 - strlen($post) - strlen("Content-Length: 16000\r\n\r\n") - strlen('{"reference":""}')) . '"}';
    $answer = $t->raw($post . 'Content-Length: ' . strlen($text) . "\r\n\r\n" . $text, null, 2.0);
    $t->ok(str_starts_with($answer, 'HTTP/1.1 400'), 'a request of exactly one TLS record', substr($answer, 0, 100));
    $get = "GET /webhooks HTTP/1.1\r\nHost: x\r\nAuthorization: Basic sk_sandbox_a\r\nversion: 2026-02-27\r\n";
    $t->same(2, substr_count($t->raw("$get\r\n{$get}Connection: close\r\n\r\n"), 'HTTP/1.1 200'), 'keep-alive over TLS');
    $t->raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n", str_replace('https', 'http', $secure), 0.2);
    $waiting = $t->connect(str_replace('https', 'http', $secure));
    $t->same(200, $t->call('GET', '/webhooks')->status, 'plain HTTP and silence on the TLS port do no harm');
    fclose($waiting);
    $t->url = $sandbox->url;
    $t->receiver = new Receiver(['local_cert' => $t->file('cert.pem'), 'local_pk' => $t->file('key.pem')]);
    $t->call('POST', '/webhooks', ['events' => ['payment_intent.created'], 'url' => str_replace('127.0.0.1', 'localhost', $t->receiver->url)]);
    $t->createIntent();
    $t->ok($t->until(static fn (): bool => $t->receiver->received !== []), 'a webhook over TLS');
    $t->receiver = null;
    $t->same($clean, $sandbox->stop(), 'it stops while clients of both kinds are connected');
    $t->same(10, substr_count((string) file_get_contents($t->file('log')), "\n"), '--no-log: only the first lines are printed');
    $t->url = $main;
};
