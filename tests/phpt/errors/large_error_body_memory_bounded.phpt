--TEST--
The largest error body allowed costs at most 64 MB of memory and is kept in full
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_proc();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';
require __DIR__ . '/../../support/wire.inc';

$room = 4 * 1024 * 1024 - 200;
$objects = '[' . str_repeat('{},', intdiv($room, 3)) . '{}]';
$lists = '[' . str_repeat('[1],', intdiv($room, 4)) . '[1]]';
$bodies = [
    'a list of objects' => $objects,
    'a list of lists' => $lists,
    'errors of objects' => "{\"title\":\"Bad\",\"errors\":$objects,\"traceId\":\"00-1\"}",
    'errors of lists' => "{\"errors\":{\"a\":$lists},\"detail\":\"No.\"}",
    'extensions' => "{\"detail\":\"No.\",\"extensions\":$lists}",
    'many members' => '{' . str_repeat('"a":{},', intdiv($room, 7)) . '"detail":"No."}',
    'one long text' => '{"title":"Bad","detail":"' . str_repeat('x', $room) . '"}',
    'long numbers' => '{"detail":"No.","errors":[' . str_repeat('99999999999999999999,', intdiv($room, 21)) . '1]}',
];

$code = <<<'PHP'
    function kilobytes(string $what): int
    {
        preg_match("~^$what:\s+(\d+) kB~m", (string) file_get_contents('/proc/self/status'), $match);

        return (int) $match[1];
    }

    // The first call allocates what is allocated once.
    foreach (['small', 'large'] as $which) {
        $client = new Dojo\Client('sk_sandbox_example', baseUrl: getenv('WIRE'), maxRetries: 0);
        $before = kilobytes('VmRSS');
        try {
            $client->getPaymentIntent('pi_1');
            echo 'nothing was thrown';
        } catch (Dojo\InvalidRequestException $e) {
            $more = intdiv(kilobytes('VmHWM') - $before, 1024);
        }
    }
    printf(
        "%s; the whole body: %s; title %s, detail %s, trace id %s, errors %s\n",
        $more <= 64 ? 'at most 64 MB more' : "$more MB more",
        md5($e->body) === getenv('BODY') ? 'yes' : 'no, ' . strlen($e->body) . ' bytes',
        json_encode($e->title),
        is_string($e->detail) && strlen($e->detail) > 80 ? 'of ' . strlen($e->detail) . ' bytes' : json_encode($e->detail),
        json_encode($e->traceId),
        get_debug_type($e->errors),
    );
    PHP;

foreach ($bodies as $name => $body) {
    $wire = new Wire(Wire::json('{}', 400), Wire::json($body, 400));
    // A sanitizer would keep freed memory.
    $sanitizer = ltrim(getenv('ASAN_OPTIONS') . ':quarantine_size_mb=1', ':');
    echo "$name: ", run_php($code, ['memory_limit=64M'], ['WIRE' => $wire->url, 'BODY' => md5($body), 'ASAN_OPTIONS' => $sanitizer]), "\n";
    $wire->stop();
}
?>
--EXPECT--
a list of objects: at most 64 MB more; the whole body: yes; title null, detail null, trace id null, errors null
a list of lists: at most 64 MB more; the whole body: yes; title null, detail null, trace id null, errors null
errors of objects: at most 64 MB more; the whole body: yes; title "Bad", detail null, trace id "00-1", errors null
errors of lists: at most 64 MB more; the whole body: yes; title null, detail "No.", trace id null, errors null
extensions: at most 64 MB more; the whole body: yes; title null, detail "No.", trace id null, errors null
many members: at most 64 MB more; the whole body: yes; title null, detail "No.", trace id null, errors null
one long text: at most 64 MB more; the whole body: yes; title "Bad", detail of 4194104 bytes, trace id null, errors null
long numbers: at most 64 MB more; the whole body: yes; title null, detail "No.", trace id null, errors null
