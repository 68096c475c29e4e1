--TEST--
A script cannot change the extension's settings
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

foreach (ini_get_all('dojo') as $name => $setting) {
    echo $name, ' ', $setting['access'] === INI_SYSTEM ? 'system' : 'not system', ' ', var_export(ini_set($name, '300'), true), ' ', ini_get($name), "\n";
}
?>
--EXPECT--
dojo.max_response_bytes system false 4194304
dojo.max_webhook_bytes system false 262144
dojo.pool_idle_seconds system false 50
dojo.pool_size system false 16
