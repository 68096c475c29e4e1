--TEST--
The constructor accepts https URLs, every form of a loopback host, and each option at its bounds
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

$urls = [
    'https://api.dojo.tech', 'https://api.dojo.tech/', 'https://proxy.example:8443/dojo/', 'http://localhost', 'http://localhost:8080',
    'http://LOCALHOST:8080/', 'http://127.0.0.1', 'http://127.1.2.3:80', 'http://[::1]', 'http://[::1]:8080', 'http://127.0.0.1:8080/base',
];
foreach ($urls as $url) {
    new Dojo\Client('sk_sandbox_example', baseUrl: $url);
    echo $url, "\n";
}
new Dojo\Client('sk_sandbox_example', timeout: 0.001, connectTimeout: 86400, maxRetries: 0);
new Dojo\Client('sk_sandbox_example', maxRetries: 10, softwareHouseId: str_repeat('x', 256), resellerId: 'reseller 1', appInfo: 'my-plugin/1.2 Shop/9.4');
new Dojo\Client('sk_sandbox_example', '2022-04-07', caFile: __FILE__, proxy: 'http://user:word@127.0.0.1:3128', onExchange: 'strlen');
new Dojo\Client('sk_sandbox_example', onExchange: fn () => null);
var_dump((new Dojo\Client('sk_sandbox_example'))->isSandbox());
var_dump((new Dojo\Client('sk_prod_example'))->isSandbox());
var_dump((new Dojo\Client('sk_other'))->isSandbox());
?>
--EXPECT--
https://api.dojo.tech
https://api.dojo.tech/
https://proxy.example:8443/dojo/
http://localhost
http://localhost:8080
http://LOCALHOST:8080/
http://127.0.0.1
http://127.1.2.3:80
http://[::1]
http://[::1]:8080
http://127.0.0.1:8080/base
bool(true)
bool(false)
bool(false)
