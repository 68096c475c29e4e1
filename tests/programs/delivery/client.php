<?php

declare(strict_types=1);

/*
 * One of the clients that deliver at the same time: sends the requests in a file, one JSON object on each line, over one
 * connection, and repeats those whose response is not 2xx, as Dojo does. Prints the count of each status as JSON.
 *
 *   php client.php FILE HOST:PORT START      START: when all clients begin, in seconds since 1970
 */

[, $file, $address, $start] = $argv;
const TRIES = 6;

$requests = array_map(
    static fn (string $line): array => json_decode($line, true, 8, JSON_THROW_ON_ERROR),
    file($file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) ?: [],
);
$socket = null;
$responses = [];
$slowest = 0.0;
usleep(max(0, (int) (((float) $start - microtime(true)) * 1e6)));
for ($i = 0; $i < count($requests); $i++) {
    $began = microtime(true);
    $status = send($requests[$i], $address, $socket);
    $slowest = max($slowest, microtime(true) - $began);
    $responses[$status] = ($responses[$status] ?? 0) + 1;
    if (intdiv($status, 100) !== 2) {
        $requests[$i]['tries'] = ($requests[$i]['tries'] ?? 1) + 1;
        if ($requests[$i]['tries'] <= TRIES) {
            $requests[] = $requests[$i];
        } else {
            $responses['given up'] = ($responses['given up'] ?? 0) + 1;
        }
    }
}
echo json_encode(['responses' => $responses, 'slowest' => $slowest], JSON_THROW_ON_ERROR), "\n";

/** @param resource|null $socket @return int the status; 0 if no response came */
function send(array $request, string $address, mixed &$socket): int
{
    $body = $request['body'] ?? '';
    $text = "{$request['method']} {$request['path']} HTTP/1.1\r\nHost: $address\r\nContent-Length: " . strlen($body) . "\r\n";
    foreach ($request['headers'] ?? [] as $name => $value) {
        $text .= "$name: $value\r\n";
    }
    foreach ([1, 2] as $try) { // a kept connection may have been closed by now
        $isKept = $socket !== null;
        $socket ??= @stream_socket_client("tcp://$address", $code, $error, 10) ?: null;
        if ($socket === null) {
            return 0;
        }
        stream_set_timeout($socket, 30);
        @fwrite($socket, "$text\r\n$body");
        $status = receive($socket);
        if ($status !== 0 || !$isKept) {
            return $status;
        }
    }

    return 0;
}

/** @param resource|null $socket */
function receive(mixed &$socket): int
{
    $status = 0;
    $length = null;
    $closes = false;
    while (is_string($line = fgets($socket)) && trim($line) !== '') {
        if (preg_match('~^HTTP/1\.\d (\d{3})~', $line, $match) === 1) {
            $status = (int) $match[1];
        } elseif (preg_match('~^content-length: *(\d+)~i', $line, $match) === 1) {
            $length = (int) $match[1];
        } elseif (preg_match('~^connection: *close~i', $line) === 1) {
            $closes = true;
        }
    }
    if ($length !== null) {
        for ($left = $length; $left > 0 && is_string($part = fread($socket, $left)) && $part !== ''; $left -= strlen($part));
    }
    if ($status === 0 || $length === null || $closes) {
        fclose($socket);
        $socket = null;
    }

    return $status;
}
