--TEST--
The extension is loaded and reports its version and the API's
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

var_dump(extension_loaded('dojo'));
var_dump(preg_match('~^\d+\.\d+\.\d+~', phpversion('dojo')));
var_dump(Dojo\Client::API_VERSION, Dojo\Client::BASE_URL);
echo implode("\n", array_keys((new ReflectionExtension('dojo'))->getDependencies())), "\n";
?>
--EXPECT--
bool(true)
int(1)
string(10) "2026-02-27"
string(21) "https://api.dojo.tech"
date
json
spl
