<?php

declare(strict_types=1);

use Dojo\Tests\Command;
use Dojo\Tests\Delivery\Apache;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Executable;
use Dojo\Tests\Http;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/* Dojo\Webhook::fromGlobals() under PHP-FPM behind nginx, the CLI server, php-cgi and Apache's module. */

return static function (Report $report, Machine $machine): void {
    $body = Shop::event('evt_1', 'pi_1', 'Captured');
    $signature = Shop::sign($body, 'the secret');
    $event = ['id' => 'evt_1', 'secretIndex' => 0];
    $missing = 'Dojo\MissingSignatureException';
    $wrong = 'Dojo\SignatureException';
    $json = ['Content-Type' => 'application/json; charset=utf-8'];
    $signed = $json + ['dojo-signature' => $signature];
    $large = str_repeat(' ', 4097 - strlen($body)) . $body;
    $noEvent = '{"id":"evt_1"}';

    /* name => method, headers, body, query; the event, or class and a part of the message */
    $cases = [
        'an event' => ['POST', $signed, $body, '', $event],
        'Dojo-Signature' => ['POST', $json + ['Dojo-Signature' => $signature], $body, '', $event],
        'DOJO-SIGNATURE' => ['POST', $json + ['DOJO-SIGNATURE' => $signature], $body, '', $event],
        'dOjO-sIgNaTuRe, in lower-case hex' => ['POST', $json + ['dOjO-sIgNaTuRe' => strtolower($signature)], $body, '', $event],
        'the second secret of two' => ['POST', $signed, $body, 'secrets=two', ['secretIndex' => 1] + $event],
        'php://input read before' => ['POST', $signed, $body, 'read=input', $event],
        'a part of php://input read before' => ['POST', $signed, $body, 'read=part', $event],
        '$_POST read before' => ['POST', $signed, $body, 'read=post', $event],
        'no Content-Type' => ['POST', ['dojo-signature' => $signature], $body, '', $event],
        'a form by its Content-Type' => ['POST', ['Content-Type' => 'application/x-www-form-urlencoded', 'dojo-signature' => $signature], $body, '', $event],
        'GET' => ['GET', ['dojo-signature' => $signature], '', '', [$missing, 'this is a GET request: webhooks are delivered by POST only']],
        'PUT, otherwise valid' => ['PUT', $signed, $body, '', [$missing, 'this is a PUT request']],
        'no header' => ['POST', $json, $body, '', [$missing, 'the dojo-signature header is missing']],
        'a header under another name' => ['POST', $json + ['x-dojo-signature' => $signature], $body, '', [$missing, 'a proxy removed the header']],
        'an empty header' => ['POST', $json + ['dojo-signature' => ''], $body, '', [$missing, 'the dojo-signature header is missing']],
        'a malformed header' => ['POST', $json + ['dojo-signature' => 'sha256=12'], $body, '', [$wrong, 'malformed: expected sha256= and 64 hex digits']],
        'another body' => ['POST', $signed, str_replace('evt_1', 'evt_2', $body), '', [$wrong, 'the signature does not match: pass']],
        'a newline at the end' => ['POST', $signed, "$body\n", '', [$wrong, 'extra white space around it']],
        'no body' => ['POST', $signed, '', '', [$wrong, 'the body is empty']],
        'multipart/form-data' => ['POST', ['Content-Type' => 'multipart/form-data; boundary=x', 'dojo-signature' => $signature], "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", '', [$wrong, 'the body is multipart/form-data']],
        'larger than dojo.max_webhook_bytes' => ['POST', $json + ['dojo-signature' => Shop::sign($large, 'the secret')], $large, '', [$wrong, 'larger than dojo.max_webhook_bytes (4097 > 4096)']],
        'as large as dojo.max_webhook_bytes' => ['POST', $json + ['dojo-signature' => Shop::sign(substr($large, 1), 'the secret')], substr($large, 1), '', $event],
        'signed, but not JSON' => ['POST', $json + ['dojo-signature' => Shop::sign('{"id"', 'the secret')], '{"id"', '', ['Dojo\ResponseException', '']],
        'signed, but not an event' => ['POST', $json + ['dojo-signature' => Shop::sign($noEvent, 'the secret')], $noEvent, '', ['Dojo\ResponseException', 'is not an event']],
        'an empty list of secrets' => ['POST', $signed, $body, 'secrets=none', ['Dojo\ValidationException', 'secrets']],
        'an empty secret' => ['POST', $signed, $body, 'secrets=empty', ['Dojo\ValidationException', 'empty']],
    ];
    /* For servers with a smaller post_max_size: PHP warns and leaves $_POST empty, but the raw body is available. */
    $posts = str_repeat(' ', 2000) . $body;
    $largeForPhp = [
        'larger than post_max_size' => ['POST', $json + ['dojo-signature' => Shop::sign($posts, 'the secret')], $posts, '', $event],
        'larger than post_max_size, another body' => ['POST', $json + ['dojo-signature' => Shop::sign("a$posts", 'the secret')], $posts, '', [$wrong, 'the signature does not match']],
        'multipart/form-data larger than post_max_size' => ['POST', ['Content-Type' => 'multipart/form-data; boundary=x', 'dojo-signature' => $signature], str_repeat('--x', 1000), '', [$wrong, 'the signature does not match']],
    ];

    $check = static function (string $server, string $name, array $case, callable $ask) use ($report): void {
        [$method, $headers, $body, $query, $expected] = $case;
        $response = $ask($method, $headers, $body, $query);
        $said = json_decode($response, true);
        $right = isset($expected['id']) ? $said == $expected : ($said['class'] ?? null) === $expected[0] && str_contains($said['message'], $expected[1]);
        $report->ok($right, "$server: $name", 'expected ' . json_encode($expected) . "\ngot      " . substr($response, 0, 500));
    };
    $http = static fn (string $url): callable => static fn (string $method, array $headers, string $body, string $query): string
        => Http::ask($method, "$url?$query", $body, $headers + ['Content-Length' => (string) strlen($body)])[2];
    $chunked = static fn (string $address): callable => static function (string $method, array $headers, string $body) use ($address): string {
        $socket = stream_socket_client("tcp://$address") ?: throw new RuntimeException('the server is gone');
        $lines = implode('', array_map(static fn (string $name, string $value): string => "$name: $value\r\n", array_keys($headers), $headers));
        $chunks = implode('', array_map(static fn (string $part): string => dechex(strlen($part)) . "\r\n$part\r\n", str_split($body, 100)));
        fwrite($socket, "$method /probe/probe.php HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n$lines\r\n{$chunks}0\r\n\r\n");
        $response = (string) stream_get_contents($socket);

        return preg_match('~\{.*\}~', $response, $match) === 1 ? $match[0] : $response;
    };

    if ($machine->web !== null) {
        foreach ($cases as $name => $case) {
            $check('FPM', $name, $case, $http("http://{$machine->web->address}/probe/probe.php"));
        }
        foreach (['once', 'twice'] as $times) {
            $check('FPM', "rewritten $times", $cases['an event'], $http("http://{$machine->web->address}/rewritten/$times/probe/probe.php"));
            $check('FPM', "rewritten $times, no header", $cases['no header'], $http("http://{$machine->web->address}/rewritten/$times/probe/probe.php"));
        }
        $check('FPM', 'in chunks, without a length', $cases['an event'], $chunked($machine->web->address));
        $check('FPM', 'too large, in chunks', $cases['larger than dojo.max_webhook_bytes'], $chunked($machine->web->address));
        foreach ($largeForPhp as $name => $case) {
            $check('FPM', $name, $case, $http("http://{$machine->web->address}/posts/probe.php"));
        }
    } else {
        $report->skip('FPM', (string) $machine->lacksWeb);
    }

    $url = $machine->startCliServer(['dojo.max_webhook_bytes=4096']);
    foreach ($cases as $name => $case) {
        $check('CLI server', $name, $case, $http("$url/probe.php"));
    }
    $url = $machine->startCliServer(['post_max_size=1K']);
    /* Since PHP 8.6 that server refuses such requests itself. */
    foreach (PHP_VERSION_ID < 80600 ? $largeForPhp : [] as $name => $case) {
        $check('CLI server', $name, $case, $http("$url/probe.php"));
    }

    $apache = Apache::ofThisPhp();
    if ($apache !== null) {
        $address = $apache->start($machine->extension);
        foreach ($cases as $name => $case) {
            $check('Apache', $name, $case, $http("http://$address/probe/probe.php"));
        }
        foreach (['rewritten', 'rewritten-once', 'rewritten-twice'] as $folder) {
            $check('Apache', $folder, $cases['an event'], $http("http://$address/$folder/probe.php"));
            $check('Apache', "$folder, no header", $cases['no header'], $http("http://$address/$folder/probe.php"));
        }
        /* This shows that the rewritten requests above did not succeed through the header itself. */
        $check('Apache', 'the header dropped after a rewrite', ['POST', $signed, $body, '', $cases['no header'][4]], $http("http://$address/dropped/probe.php"));
        $check('Apache', 'in chunks, without a length', $cases['an event'], $chunked($address));
        $check('Apache', 'too large, in chunks', $cases['larger than dojo.max_webhook_bytes'], $chunked($address));
        foreach ($largeForPhp as $name => $case) {
            $check('Apache', $name, $case, $http("http://$address/posts/probe.php"));
        }
    } elseif (Apache::canBeInstalled()) {
        $report->skip('Apache', 'apache2 and its PHP module of ' . PHP_VERSION . ' are needed (Debian: apache2-bin libapache2-mod-php)');
    } else {
        $report->note('without Apache: apt has no PHP module for it here');
    }

    $binary = Executable::ofThisPhp('php-cgi');
    if ($binary === null) {
        $report->skip('CGI', 'php-cgi of ' . PHP_VERSION . ' is needed');

        return;
    }
    $cgi = static fn (array $settings = [], string $prefix = ''): callable => static function (string $method, array $headers, string $body, string $query) use ($binary, $machine, $settings, $prefix): string {
        $variables = [
            'REDIRECT_STATUS' => '200', 'GATEWAY_INTERFACE' => 'CGI/1.1', 'REQUEST_METHOD' => $method, 'SCRIPT_FILENAME' => __DIR__ . '/pages/probe.php',
            'QUERY_STRING' => $query, 'CONTENT_LENGTH' => (string) strlen($body), 'CONTENT_TYPE' => $headers['Content-Type'] ?? '',
        ];
        unset($headers['Content-Type']);
        foreach ($headers as $name => $value) {
            $variables[$prefix . 'HTTP_' . strtoupper(strtr($name, '-', '_'))] = $value;
        }
        file_put_contents("$machine->folder/cgi.body", $body);
        [, $response] = Command::run([$binary, ...$machine->php([...$settings, 'dojo.max_webhook_bytes=4096'])], $variables, input: "$machine->folder/cgi.body");

        return explode("\r\n\r\n", $response, 2)[1] ?? $response;
    };
    foreach ($cases as $name => $case) {
        $check('CGI', $name, $case, $cgi());
    }
    foreach (['REDIRECT_', 'REDIRECT_REDIRECT_'] as $prefix) {
        $check('CGI', "the variable with the prefix $prefix", $cases['an event'], $cgi([], $prefix));
    }
    foreach ($largeForPhp as $name => $case) {
        $check('CGI', $name, $case, $cgi(['post_max_size=1K']));
    }
    $check('CGI', 'enable_post_data_reading=0', $cases['an event'], $cgi(['enable_post_data_reading=0']));
};
