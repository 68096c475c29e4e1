--TEST--
phpinfo() shows the versions compiled against and loaded, and nothing secret
--EXTENSIONS--
dojo
--FILE--
<?php
$client = new Dojo\Client('sk_sandbox_example', softwareHouseId: 'house-42', proxy: 'http://user:hidden-word@127.0.0.1:9', maxRetries: 0);
try {
    $client->getPaymentIntent('pi_x');
} catch (Dojo\DojoException) {
}
Dojo\Webhook::sign('body', 'webhook-hidden-word');
ob_start();
phpinfo(INFO_MODULES);
$all = ob_get_clean();
ob_start();
(new ReflectionExtension('dojo'))->info();
echo ob_get_clean();
var_dump(preg_match('~sk_sandbox|house-42|hidden-word~', $all));
?>
--EXPECTF--
dojo

Dojo payments => enabled
Version => %d.%d.%s
Dojo API version => 2026-02-27

Library => Compiled => Loaded
libcurl => %d.%d.%s => %d.%d.%s
OpenSSL => %d.%d.%s => %d.%d.%s
json-c => 0.%s => 0.%s

Directive => Local Value => Master Value
dojo.max_response_bytes => 4194304 => 4194304
dojo.max_webhook_bytes => 262144 => 262144
dojo.pool_idle_seconds => 50 => 50
dojo.pool_size => 16 => 16
int(0)
