--TEST--
A server is reached over IPv4, over IPv6, and by a name that has both addresses, one of them unused
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';

$server = new FaultServer();
$port = parse_url($server->url(), PHP_URL_PORT);
$urls = [
    'IPv4' => $server->url(),
    'IPv6' => $server->url('ipv6') ?? $server->url(), // not every machine has IPv6
    'both' => "http://localhost:$port",
];
foreach ($urls as $addresses => $url) {
    echo "$addresses: ", outcome(fn () => $server->client(baseUrl: $url)->getPaymentIntent('pi_1')), "\n";
}
?>
--EXPECT--
IPv4: {"id":"CELL"}
IPv6: {"id":"CELL"}
both: {"id":"CELL"}
