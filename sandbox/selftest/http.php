<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** The server itself: keep-alive, bodies, limits, rubbish. */
return static function (Harness $t): void {
    $get = "GET /webhooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Basic sk_sandbox_a\r\nversion: 2026-02-27\r\n";
    $json = '{"amount":{"value":100,"currencyCode":"GBP"},"reference":"r"}';
    $post = "POST /payment-intents HTTP/1.1\r\nHost: x\r\nAuthorization: Basic sk_sandbox_a\r\nversion: 2026-02-27\r\nContent-Type: application/json\r\n";

    $answer = $t->raw("$get\r\n{$get}Connection: close\r\n\r\n");
    $t->same(2, substr_count($answer, 'HTTP/1.1 200 OK'), 'two requests on one connection');
    $t->same(20, substr_count($t->raw(str_repeat("$get\r\n", 19) . "{$get}Connection: close\r\n\r\n"), 'HTTP/1.1 200 OK'), 'twenty requests sent at once');
    $t->same(1, substr_count($t->raw(str_replace('1.1', '1.0', $get) . "\r\n"), 'Connection: close'), 'HTTP/1.0 closes');
    $t->same(1, substr_count($t->raw(str_replace('1.1', '1.0', $get) . "Connection: keep-alive\r\n\r\n", null, 0.3), 'Connection: keep-alive'), 'HTTP/1.0 can request keep-alive');

    $chunked = "{$post}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" . dechex(10) . "\r\n" . substr($json, 0, 10) . "\r\n"
        . dechex(strlen($json) - 10) . ";ext=1\r\n" . substr($json, 10) . "\r\n0\r\nTrailer: x\r\n\r\n";
    $t->same(200, Harness::parse($t->raw($chunked))->status, 'chunked body with extension and trailer');
    $length = 'Content-Length: ' . strlen($json) . "\r\n";
    $t->ok(str_starts_with($t->raw("$post{$length}Expect: 100-continue\r\n\r\n", null, 0.3), "HTTP/1.1 100 Continue\r\n\r\n"), '100-continue is answered before the body');
    $t->ok(str_contains($t->raw("$post{$length}Expect: 100-continue\r\nConnection: close\r\n\r\n$json"), 'HTTP/1.1 200'), '100-continue, the body is sent at once');

    $stream = $t->connect($t->url);
    foreach (str_split("$post{$length}Connection: close\r\n\r\n$json", 40) as $part) {
        fwrite($stream, $part);
        usleep(5000);
    }
    $t->ok(str_starts_with((string) stream_get_contents($stream), 'HTTP/1.1 200'), 'a client that sends in small pieces');

    $stream = $t->connect($t->url);
    fwrite($stream, "$post$length\r\n$json");
    stream_socket_shutdown($stream, STREAM_SHUT_WR);
    $t->ok(str_starts_with((string) stream_get_contents($stream), 'HTTP/1.1 200'), 'a client that has closed its sending half gets its response');

    $stream = $t->connect($t->url);
    fwrite($stream, "$post{$length}\r\n" . substr($json, 0, 5));
    $started = microtime(true);
    $t->same(200, $t->call('GET', '/webhooks')->status, 'a slow client does not hold up another');
    $t->ok(microtime(true) - $started < 1.0, 'a slow client does not delay another');
    fclose($stream);

    $head = Harness::parse($t->raw(str_replace('GET /webhooks/events', 'HEAD /checkout/pi_x', $get) . "Connection: close\r\n\r\n"));
    $t->same([404, ''], [$head->status, $head->body], 'HEAD has no body');
    $t->ok((int) $head->headers['content-length'] > 0, 'HEAD has the length of the body that it omits');

    $bad = [
        'binary noise' => [400, "\xff\x00\x9c" . random_bytes(61)],
        'a TLS hello on the plain port' => [400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
        'a request line without a version' => [400, "GET /\r\n\r\n"],
        'a method with a space' => [400, "GE T / HTTP/1.1\r\nHost: x\r\n\r\n"],
        'HTTP/2 in the clear' => [505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
        'a bare line feed' => [400, "GET / HTTP/1.1\nHost: x\n\n"],
        'no Host' => [400, "GET / HTTP/1.1\r\n\r\n"],
        'two Hosts' => [400, "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"],
        'a header without a colon' => [400, "GET / HTTP/1.1\r\nHost: x\r\nrubbish\r\n\r\n"],
        'a space before the colon' => [400, "GET / HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n"],
        'a folded header' => [400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"],
        'a NUL in a header' => [400, "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"],
        'two lengths' => [400, "{$post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
        'a negative length' => [400, "{$post}Content-Length: -5\r\n\r\n"],
        'a length and chunks' => [400, "{$post}{$length}Transfer-Encoding: chunked\r\n\r\n" . dechex(strlen($json)) . "\r\n$json\r\n0\r\n\r\n"],
        'an unknown coding' => [501, "{$post}Transfer-Encoding: gzip\r\n\r\n"],
        'a chunk size that is no number' => [400, "{$post}Transfer-Encoding: chunked\r\n\r\nxyz\r\n"],
        'a chunk longer than it says' => [400, "{$post}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n"],
        'a body too large' => [413, "{$post}Content-Length: 1048577\r\n\r\n"],
        'a chunk too large' => [413, "{$post}Transfer-Encoding: chunked\r\n\r\nfffffff\r\n"],
        'huge headers' => [431, "GET / HTTP/1.1\r\nHost: x\r\nA: " . str_repeat('a', 40000) . "\r\n\r\n"],
        'endless headers' => [431, "GET / HTTP/1.1\r\nHost: x\r\n" . str_repeat("A: b\r\n", 10000)],
    ];
    foreach ($bad as $name => [$status, $bytes]) {
        $answer = Harness::parse($t->raw($bytes));
        $t->same($status, $answer->status, "$name is answered $status");
    }
    for ($i = 0; $i < 200; $i++) {
        $t->raw(random_bytes(random_int(1, 200)), null, 0.02);
    }
    $t->same(200, $t->call('GET', '/webhooks')->status, 'it continues after 200 connections of noise');
    for ($i = 0; $i < 50; $i++) {
        $streams[] = $t->connect($t->url);
    }
    $t->same(200, $t->call('GET', '/webhooks')->status, 'fifty idle connections do not matter');
    array_map('fclose', $streams);
};
