--TEST--
A server is reached at its IPv4 address, its IPv6 address (where the machine has one), and at a name for both of which only one answers
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer();
$port = parse_url($server->url(), PHP_URL_PORT);
$six = $server->url('ipv6');
echo outcome(fn () => $server->client()->getPaymentIntent('pi_1')), "\n";
echo outcome(fn () => $server->client(baseUrl: "http://localhost:$port")->getPaymentIntent('pi_1')), "\n";
echo $six === null ? '{"cell":"CELL"}' : outcome(fn () => $server->client(baseUrl: $six)->getPaymentIntent('pi_1')), "\n";
?>
--EXPECT--
{"id":"CELL"}
{"id":"CELL"}
{"id":"CELL"}
