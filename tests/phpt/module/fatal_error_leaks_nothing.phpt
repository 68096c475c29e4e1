--TEST--
A fatal error during a call or a conversion leaks no memory in a long-lived process
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

require __DIR__ . '/../../support/endpoint.inc';
require __DIR__ . '/../../support/published_event.inc';

// Memory checkers keep freed memory, so the sizes mean nothing there; they detect any use after free.
$checked = getenv('USE_ZEND_ALLOC') === '0';
$event = '{"id":"evt_1","event":"x","data":{"list":[' . str_repeat('{},', 80_000) . '{}]}}';
foreach ([
    'a callback of one call' => '',
    'a callback of many calls' => '',
    'a fiber that a callback has suspended' => '',
    'the conversion of an event' => $event,
    'the conversion of a request' => '',
] as $case => $body) {
    $endpoint = new Endpoint(__DIR__ . '/fatal_error_page.inc');
    $headers = ['X-Case' => $case] + ($body === '' ? [] : ['dojo-signature' => signed($body, 'secret')]);
    $resident = [];
    for ($i = 0; $i < ($checked ? 2 : 24); $i++) {
        $said = $endpoint->send('POST', $body, $headers);
        if (!$checked && !str_contains($said, 'Fatal error')) {
            echo "$case: no fatal error, but: ", substr($said, 0, 300), "\n";
        }
        $resident[] = (int) $endpoint->send('GET');
    }
    $growth = $checked ? 0 : end($resident) - $resident[7];
    echo "$case: ", min($resident) > 0 && $growth < 4 << 20 ? 'level' : 'grew by ' . ($growth >> 10) . ' KiB', "\n";
}
?>
--EXPECT--
a callback of one call: level
a callback of many calls: level
a fiber that a callback has suspended: level
the conversion of an event: level
the conversion of a request: level
