--TEST--
The constructor refuses each bad argument by its name
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/thrown.inc';

$key = 'sk_sandbox_example';
$cases = [
    'apiKey' => ['', 'pk_sandbox_example', 'sandbox', " $key", "$key\r\nX-Evil: 1", "$key\n", "$key\0", "sk_sandbox_\u{a3}", "Basic $key", 'SK_sandbox_example'],
    'apiVersion' => ['', 'latest', '2026-2-27', '2026-02-27 ', "2026\u{2013}02\u{2013}27", "2026-02-27\r\nX-Evil: 1", '2026-02-2x', '20260227'],
    'baseUrl' => [
        '', 'api.dojo.tech', 'ftp://api.dojo.tech', 'http://api.dojo.tech', 'http://127.0.0.1.example', 'http://localhost.example',
        'http://127.0.0.1@evil.example', 'http://127.0.0.1:80@evil.example', 'http://localhost#@evil.example', 'http://127.0.0.256', 'http://127.evil.example', 'http://[::1].evil.example', 'http://10.0.0.1', 'http://[::2]', 'https://', 'https:///path', 'https://:8080',
        'https://user@api.dojo.tech', 'https://user:word@api.dojo.tech', 'https://api.dojo.tech?x=1', 'https://api.dojo.tech/#x',
        'https://api.dojo.tech/ x', "https://api.dojo.tech\r\nX-Evil: 1", 'https://api.dojo.tech\\@evil.example', 'file:///etc/passwd',
    ],
    'timeout' => [0.0, -1.0, NAN, INF, -INF, 1e300],
    'connectTimeout' => [0.0, -0.001, NAN, INF],
    'maxRetries' => [-1, 11, PHP_INT_MIN, PHP_INT_MAX],
    'caFile' => ['', '/nowhere/ca.pem', "/etc/passwd\0.pem"],
    'proxy' => ['', '127.0.0.1:3128', 'socks5://127.0.0.1:1080', "http://proxy\r\nX-Evil: 1"],
    'softwareHouseId' => ['', "house\r\nX-Evil: 1", "house\n", "\u{a3}", str_repeat('x', 257)],
    'resellerId' => ['', "reseller\0", "\t"],
    'appInfo' => ['', "plugin/1.0\r\nX-Evil: 1", "caf\u{e9}/1.0"],
];
foreach ($cases as $name => $values) {
    foreach ($values as $value) {
        thrown(fn () => new Dojo\Client(...[$name => $value] + ['apiKey' => $key]), $name === 'apiKey' ? '' : (is_string($value) ? json_encode(substr($value, 0, 60)) : var_export($value, true)));
    }
}
foreach ([[], [[]], ['apiKey' => $key, 'timeout' => 'soon'], ['apiKey' => $key, 'onExchange' => 'no_such_function']] as $arguments) {
    thrown(fn () => new Dojo\Client(...$arguments));
}
?>
--EXPECT--
