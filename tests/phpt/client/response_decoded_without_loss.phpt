--TEST--
A response keeps its integers, unknown fields, key order and unusual keys
--EXTENSIONS--
dojo
--INI--
serialize_precision=-1
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$body = '{"id":"pi_1","amount":{"value":9223372036854775807,"currencyCode":"GBP"},"min":-9223372036854775808,'
    . '"big":9223372036854775808,"bigger":123456789012345678901234567890,"float":1.0,"exp":1e2,"tiny":0.1,"null":null,"no":false,'
    . '"unknown":{"deep":[[],{},[{"x":"\u00a3\ud83d\ude00\u0001end"}]]},"2":"two","02":"zero two","":"empty key","a/b":"c\/d","dup":1,"dup":2,'
    . '"lone":"\ud800","createdAt":"2022-02-01T13:07:41.8667859Z","zero":0}';
$wire = new Wire(Wire::json($body), Wire::json('  [ ]  '), Wire::json("{\"a\":1}\r\n"), Wire::json('[-0,-0.0,1E400,"\ud800"]'));
$client = $wire->client();
var_dump($client->getPaymentIntent('pi_1'));
var_dump($client->listWebhooks(), $client->listWebhooks());
// ext/json converts the numbers, even if a lone surrogate requires a second pass.
var_dump($client->listWebhooks() === json_decode('[-0,-0.0,1E400,"\ufffd"]'));
?>
--EXPECT--
array(19) {
  ["id"]=>
  string(4) "pi_1"
  ["amount"]=>
  array(2) {
    ["value"]=>
    int(9223372036854775807)
    ["currencyCode"]=>
    string(3) "GBP"
  }
  ["min"]=>
  int(-9223372036854775808)
  ["big"]=>
  float(9.223372036854776E+18)
  ["bigger"]=>
  float(1.2345678901234568E+29)
  ["float"]=>
  float(1)
  ["exp"]=>
  float(100)
  ["tiny"]=>
  float(0.1)
  ["null"]=>
  NULL
  ["no"]=>
  bool(false)
  ["unknown"]=>
  array(1) {
    ["deep"]=>
    array(3) {
      [0]=>
      array(0) {
      }
      [1]=>
      array(0) {
      }
      [2]=>
      array(1) {
        [0]=>
        array(1) {
          ["x"]=>
          string(10) "£😀end"
        }
      }
    }
  }
  [2]=>
  string(3) "two"
  ["02"]=>
  string(8) "zero two"
  [""]=>
  string(9) "empty key"
  ["a/b"]=>
  string(3) "c/d"
  ["dup"]=>
  int(2)
  ["lone"]=>
  string(3) "�"
  ["createdAt"]=>
  string(28) "2022-02-01T13:07:41.8667859Z"
  ["zero"]=>
  int(0)
}
array(0) {
}
array(1) {
  ["a"]=>
  int(1)
}
bool(true)
