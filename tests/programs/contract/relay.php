<?php

/**
 * Passes requests of the client to Prism, as a script of PHP's own web server: `/PREFERENCE/path` becomes `/path` with the header
 * `Prefer: PREFERENCE`, which the client cannot send. Writes each response to a file, unchanged.
 */

declare(strict_types=1);

[, $preference, $path] = explode('/', $_SERVER['REQUEST_URI'], 3);
$headers = ["Prefer: $preference", 'Connection: close'];
foreach (getallheaders() as $name => $value) {
    if (!in_array(strtolower($name), ['host', 'connection'], true)) {
        $headers[] = "$name: $value";
    }
}
$stream = fopen(getenv('DOJO_RELAY_TO') . "/$path", 'r', false, stream_context_create(['http' => [
    'method' => $_SERVER['REQUEST_METHOD'],
    'header' => $headers,
    'content' => file_get_contents('php://input'),
    'ignore_errors' => true,
    'follow_location' => 0,
]]));
if ($stream === false) {
    http_response_code(502);
    exit;
}
$body = stream_get_contents($stream);
$status = 0;
$violations = '';
foreach (stream_get_meta_data($stream)['wrapper_data'] as $line) {
    if (preg_match('~^HTTP/\S+ (\d+)~', $line, $match)) {
        http_response_code($status = (int) $match[1]);
    } elseif (preg_match('~^content-type:~i', $line)) {
        header($line);
    } elseif (preg_match('~^sl-violations: *(.*)~i', $line, $match)) {
        $violations = $match[1];
    }
}
file_put_contents(getenv('DOJO_RELAY_RECORD'), json_encode(['status' => $status, 'body' => base64_encode($body), 'violations' => $violations]));
echo $body;
