--TEST--
An answer becomes PHP values without loss: integers, unknown fields, order, odd keys, big numbers
--EXTENSIONS--
dojo
--INI--
serialize_precision=-1
--FILE--
<?php
require __DIR__ . '/../support/wire.inc';

$body = '{"id":"pi_1","amount":{"value":9223372036854775807,"currencyCode":"GBP"},"min":-9223372036854775808,'
    . '"big":9223372036854775808,"bigger":123456789012345678901234567890,"float":1.0,"exp":1e2,"tiny":0.1,"null":null,"no":false,'
    . '"unknown":{"deep":[[],{},[{"x":"\u00a3\ud83d\ude00\u0000end"}]]},"2":"two","02":"zero two","":"empty key","a/b":"c\/d","dup":1,"dup":2,'
    . '"lone":"\ud800","createdAt":"2022-02-01T13:07:41.8667859Z","zero":0,"minus":-0}';
$wire = new Wire(Wire::json($body), Wire::json('  [ ]  '), Wire::json("{\"a\":1}\r\n"));
$client = $wire->client();
$got = $client->getPaymentIntent('pi_1');
var_dump($got);
var_dump($got == array_replace(json_decode($body, true, 64, JSON_INVALID_UTF8_SUBSTITUTE) ?? [], []) || json_last_error_msg());
var_dump($client->getPaymentIntent('pi_1'), $client->getPaymentIntent('pi_1'));
?>
--EXPECT--
