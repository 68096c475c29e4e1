--TEST--
A setting out of range causes a warning and keeps the previous value
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';

$cases = [
    'pool_size' => ['1', '1024', '0', '1025', '-1', 'many', '', '9999999999999999999999'],
    'pool_idle_seconds' => ['1', '86400', '0', '86401', '5 minutes'],
    'max_response_bytes' => ['1024', '1K', '1073741824', '1023', '0', '-1', '2G'],
    'max_webhook_bytes' => ['256', '1G', '255', '0'],
];
foreach (array_keys(ini_get_all('dojo')) as $name) {
    isset($cases[substr($name, strlen('dojo.'))]) || print("$name has no case here\n");
}
// One child for each column of values; its warnings name the setting.
for ($i = 0; $i < 8; $i++) {
    $settings = [];
    foreach ($cases as $name => $values) {
        if (isset($values[$i])) {
            $settings[$name] = "dojo.$name=\"$values[$i]\"";
        }
    }
    echo implode(' ', $settings), "\n";
    $code = 'foreach (' . var_export(array_keys($settings), true) . ' as $name) { echo "$name ", ini_get("dojo.$name"), "\n"; }';
    echo preg_replace('~^~m', '    ', preg_replace('~ in Unknown on line 0|\n+(?=\n)~', '', run_php($code, array_values($settings)))), "\n";
}
?>
--EXPECT--
dojo.pool_size="1" dojo.pool_idle_seconds="1" dojo.max_response_bytes="1024" dojo.max_webhook_bytes="256"
    pool_size 1
    pool_idle_seconds 1
    max_response_bytes 1024
    max_webhook_bytes 256
dojo.pool_size="1024" dojo.pool_idle_seconds="86400" dojo.max_response_bytes="1K" dojo.max_webhook_bytes="1G"
    pool_size 1024
    pool_idle_seconds 86400
    max_response_bytes 1K
    max_webhook_bytes 1G
dojo.pool_size="0" dojo.pool_idle_seconds="0" dojo.max_response_bytes="1073741824" dojo.max_webhook_bytes="255"
    Warning: dojo.pool_size must be 1 to 1024, got "0"; keeping the previous value
    Warning: dojo.pool_idle_seconds must be 1 to 86400, got "0"; keeping the previous value
    Warning: dojo.max_webhook_bytes must be 256 to 1073741824, got "255"; keeping the previous value
    pool_size 16
    pool_idle_seconds 50
    max_response_bytes 1073741824
    max_webhook_bytes 262144
dojo.pool_size="1025" dojo.pool_idle_seconds="86401" dojo.max_response_bytes="1023" dojo.max_webhook_bytes="0"
    Warning: dojo.pool_size must be 1 to 1024, got "1025"; keeping the previous value
    Warning: dojo.pool_idle_seconds must be 1 to 86400, got "86401"; keeping the previous value
    Warning: dojo.max_response_bytes must be 1024 to 1073741824, got "1023"; keeping the previous value
    Warning: dojo.max_webhook_bytes must be 256 to 1073741824, got "0"; keeping the previous value
    pool_size 16
    pool_idle_seconds 50
    max_response_bytes 4194304
    max_webhook_bytes 262144
dojo.pool_size="-1" dojo.pool_idle_seconds="5 minutes" dojo.max_response_bytes="0"
    Warning: dojo.pool_size must be 1 to 1024, got "-1"; keeping the previous value
    Warning: dojo.pool_idle_seconds must be a number, got "5 minutes"; keeping the previous value
    Warning: dojo.max_response_bytes must be 1024 to 1073741824, got "0"; keeping the previous value
    pool_size 16
    pool_idle_seconds 50
    max_response_bytes 4194304
dojo.pool_size="many" dojo.max_response_bytes="-1"
    Warning: dojo.pool_size must be a number, got "many"; keeping the previous value
    Warning: dojo.max_response_bytes must be 1024 to 1073741824, got "-1"; keeping the previous value
    pool_size 16
    max_response_bytes 4194304
dojo.pool_size="" dojo.max_response_bytes="2G"
    Warning: dojo.pool_size must be 1 to 1024, got ""; keeping the previous value
    Warning: dojo.max_response_bytes must be 1024 to 1073741824, got "2G"; keeping the previous value
    pool_size 16
    max_response_bytes 4194304
dojo.pool_size="9999999999999999999999"
    Warning: dojo.pool_size must be a number, got "9999999999999999999999"; keeping the previous value
    pool_size 16
