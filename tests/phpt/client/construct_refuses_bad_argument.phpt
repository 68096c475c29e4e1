--TEST--
The constructor refuses each bad argument and names it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

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
    'caFile' => ['', '/nowhere/ca.pem', "/etc/passwd\0.pem", '/etc', '/dev/null'],
    'proxy' => ['', '127.0.0.1:3128', 'socks5://127.0.0.1:1080', "http://proxy\r\nX-Evil: 1"],
    'softwareHouseId' => ['', ' ', "house\r\nX-Evil: 1", "house\n", "\u{a3}", str_repeat('x', 257)],
    'resellerId' => ['', "reseller\0", "\t"],
    'appInfo' => ['', "plugin/1.0\r\nX-Evil: 1", "caf\u{e9}/1.0"],
];
$arguments = array_column((new ReflectionMethod('Dojo\Client', '__construct'))->getParameters(), 'name');
foreach (array_diff($arguments, array_keys($cases), ['onExchange']) as $name) {
    echo "$name has no case here\n";
}
foreach ($cases as $name => $values) {
    foreach ($values as $value) {
        thrown(fn () => new Dojo\Client(...[$name => $value] + ['apiKey' => $key]), $name === 'apiKey' ? '' : (is_string($value) ? json_encode(substr($value, 0, 60)) : var_export($value, true)));
    }
}
foreach (['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]'] as $url) {
    foreach (['http://user:hidden-word@127.0.0.1:3128', 'https://proxy.example'] as $proxy) {
        thrown(fn () => new Dojo\Client($key, baseUrl: $url, proxy: $proxy));
    }
}
foreach ([[], [[]], ['apiKey' => $key, 'timeout' => 'soon'], ['apiKey' => $key, 'onExchange' => 'no_such_function']] as $arguments) {
    thrown(fn () => new Dojo\Client(...$arguments));
}
?>
--EXPECT--
Dojo\ValidationException(apiKey): apiKey is empty: pass the secret key, which starts with sk_sandbox_ or sk_prod_
Dojo\ValidationException(apiKey): apiKey is not a secret key: pass the one that starts with sk_sandbox_ or sk_prod_
Dojo\ValidationException(apiKey): apiKey is not a secret key: pass the one that starts with sk_sandbox_ or sk_prod_
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey contains a character that keys never contain (a line break, a space or a non-ASCII character): trim it where you read it
Dojo\ValidationException(apiKey): apiKey is not a secret key: pass the one that starts with sk_sandbox_ or sk_prod_
"": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"latest": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"2026-2-27": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"2026-02-27 ": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"2026\u201302\u201327": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"2026-02-27\r\nX-Evil: 1": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"2026-02-2x": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"20260227": Dojo\ValidationException(apiVersion): apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
"": Dojo\ValidationException(baseUrl): baseUrl is not a URL: pass one such as https://api.dojo.tech
"api.dojo.tech": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"ftp:\/\/api.dojo.tech": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/api.dojo.tech": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/127.0.0.1.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/localhost.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/127.0.0.1@evil.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/127.0.0.1:80@evil.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/localhost#@evil.example": Dojo\ValidationException(baseUrl): baseUrl can't contain a user name, a query or a fragment
"http:\/\/127.0.0.256": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/127.evil.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/[::1].evil.example": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/10.0.0.1": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"http:\/\/[::2]": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
"https:\/\/": Dojo\ValidationException(baseUrl): baseUrl has no host: pass one such as https://api.dojo.tech
"https:\/\/\/path": Dojo\ValidationException(baseUrl): baseUrl has no host: pass one such as https://api.dojo.tech
"https:\/\/:8080": Dojo\ValidationException(baseUrl): baseUrl has no host: pass one such as https://api.dojo.tech
"https:\/\/user@api.dojo.tech": Dojo\ValidationException(baseUrl): baseUrl can't contain a user name, a query or a fragment
"https:\/\/user:word@api.dojo.tech": Dojo\ValidationException(baseUrl): baseUrl can't contain a user name, a query or a fragment
"https:\/\/api.dojo.tech?x=1": Dojo\ValidationException(baseUrl): baseUrl can't contain a user name, a query or a fragment
"https:\/\/api.dojo.tech\/#x": Dojo\ValidationException(baseUrl): baseUrl can't contain a user name, a query or a fragment
"https:\/\/api.dojo.tech\/ x": Dojo\ValidationException(baseUrl): baseUrl is not a URL: pass one such as https://api.dojo.tech
"https:\/\/api.dojo.tech\r\nX-Evil: 1": Dojo\ValidationException(baseUrl): baseUrl is not a URL: pass one such as https://api.dojo.tech
"https:\/\/api.dojo.tech\\@evil.example": Dojo\ValidationException(baseUrl): baseUrl is not a URL: pass one such as https://api.dojo.tech
"file:\/\/\/etc\/passwd": Dojo\ValidationException(baseUrl): baseUrl must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)
0.0: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got 0
-1.0: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got -1
NAN: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got nan
INF: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got inf
-INF: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got -inf
1.0E+300: Dojo\ValidationException(timeout): timeout must be more than 0 and at most 86400 seconds, got 1e+300
0.0: Dojo\ValidationException(connectTimeout): connectTimeout must be more than 0 and at most 86400 seconds, got 0
-0.001: Dojo\ValidationException(connectTimeout): connectTimeout must be more than 0 and at most 86400 seconds, got -0.001
NAN: Dojo\ValidationException(connectTimeout): connectTimeout must be more than 0 and at most 86400 seconds, got nan
INF: Dojo\ValidationException(connectTimeout): connectTimeout must be more than 0 and at most 86400 seconds, got inf
-1: Dojo\ValidationException(maxRetries): maxRetries must be 0 to 10, got -1
11: Dojo\ValidationException(maxRetries): maxRetries must be 0 to 10, got 11
-9223372036854775807-1: Dojo\ValidationException(maxRetries): maxRetries must be 0 to 10, got -9223372036854775808
9223372036854775807: Dojo\ValidationException(maxRetries): maxRetries must be 0 to 10, got 9223372036854775807
"": Dojo\ValidationException(caFile): caFile can't be read, or is empty: 
"\/nowhere\/ca.pem": Dojo\ValidationException(caFile): caFile can't be read, or is empty: /nowhere/ca.pem
"\/etc\/passwd\u0000.pem": Dojo\ValidationException(caFile): caFile can't be read, or is empty: /etc/passwd
"\/etc": Dojo\ValidationException(caFile): caFile can't be read, or is empty: /etc
"\/dev\/null": Dojo\ValidationException(caFile): caFile can't be read, or is empty: /dev/null
"": Dojo\ValidationException(proxy): proxy must be a URL such as http://user:password@proxy.example:3128
"127.0.0.1:3128": Dojo\ValidationException(proxy): proxy must be a URL such as http://user:password@proxy.example:3128
"socks5:\/\/127.0.0.1:1080": Dojo\ValidationException(proxy): proxy must be a URL such as http://user:password@proxy.example:3128
"http:\/\/proxy\r\nX-Evil: 1": Dojo\ValidationException(proxy): proxy must be a URL such as http://user:password@proxy.example:3128
"": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
" ": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
"house\r\nX-Evil: 1": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
"house\n": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
"\u00a3": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": Dojo\ValidationException(softwareHouseId): softwareHouseId must be 1 to 256 printable ASCII characters, without line breaks
"": Dojo\ValidationException(resellerId): resellerId must be 1 to 256 printable ASCII characters, without line breaks
"reseller\u0000": Dojo\ValidationException(resellerId): resellerId must be 1 to 256 printable ASCII characters, without line breaks
"\t": Dojo\ValidationException(resellerId): resellerId must be 1 to 256 printable ASCII characters, without line breaks
"": Dojo\ValidationException(appInfo): appInfo must be 1 to 256 printable ASCII characters, without line breaks
"plugin\/1.0\r\nX-Evil: 1": Dojo\ValidationException(appInfo): appInfo must be 1 to 256 printable ASCII characters, without line breaks
"caf\u00e9\/1.0": Dojo\ValidationException(appInfo): appInfo must be 1 to 256 printable ASCII characters, without line breaks
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
Dojo\ValidationException(proxy): proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit proxy, or pass an https:// baseUrl
ArgumentCountError: Dojo\Client::__construct() expects at least 1 argument, 0 given
TypeError: Dojo\Client::__construct(): Argument #1 ($apiKey) must be of type string, array given
TypeError: Dojo\Client::__construct(): Argument #4 ($timeout) must be of type float, string given
TypeError: Dojo\Client::__construct(): Argument #12 ($onExchange) must be a valid callback or null, function "no_such_function" not found or invalid function name
