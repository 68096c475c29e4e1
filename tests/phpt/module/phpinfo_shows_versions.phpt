--TEST--
phpinfo() shows the versions compiled against and loaded, and no secret
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

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
$info = ob_get_clean();
foreach (ini_get_all('dojo') as $name => $setting) {
    $info = str_replace("$name => $setting[local_value] => $setting[global_value]\n", '', $info, $shown);
    $shown === 1 || print("$name is not shown\n");
}
echo $info;
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
int(0)
