--TEST--
A proxy is used with and without credentials; what it refuses was not sent, and its password stays hidden
--EXTENSIONS--
dojo
openssl
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.80', 'reuses connections for reads only');
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/faults/test_proxy.inc';
require __DIR__ . '/proxied_call.inc';

$server = new FaultServer(tls: true);
$open = new TestProxy();
$closed = new TestProxy('user:pass word');
$cases = [
    'open' => [$open, "http://$open->address"],
    'right credentials' => [$closed, "http://user:pass%20word@$closed->address"],
    'wrong credentials' => [$closed, "http://user:hidden-word@$closed->address"],
    'no credentials' => [$closed, "http://$closed->address"],
];
foreach ($cases as $name => [$proxy, $url]) {
    Dojo\Client::resetPool();
    $server->set(['ok']);
    $client = $server->client(listener: 'tls', proxy: $url, maxRetries: 0, timeout: 10.0);
    echo "$name:\n";
    print_proxied_call($client);
    print_proxied_call($client);
    $seen = $server->seen();
    echo "  the server saw $seen[whole], the proxy\n    ", implode("\n    ", $proxy->requests()), "\n";
    echo preg_match('~authorization~i', json_encode($seen)) ? "the proxy's credentials were passed on\n" : '';
}
// A proxy that does not exist, and one that closes the connection.
$server->set(['ok']);
foreach (['http://user:hidden-word@' . substr($server->url('refused'), 7), 'http://user:hidden-word@' . substr($server->url('plain'), 7)] as $url) {
    $server->set(['closed when accepted']);
    print_proxied_call($server->client(listener: 'tls', proxy: $url, maxRetries: 0));
}
?>
--EXPECT--
open:
  {"cell":"CELL"}
  {"cell":"CELL"}
  the server saw 2, the proxy
    CONNECT 127.0.0.1 none passed
right credentials:
  {"cell":"CELL"}
  {"cell":"CELL"}
  the server saw 2, the proxy
    CONNECT 127.0.0.1 user:pass word passed
wrong credentials:
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
  the server saw 0, the proxy
    CONNECT 127.0.0.1 user:hidden-word refused
    CONNECT 127.0.0.1 user:hidden-word refused
no credentials:
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
  the server saw 0, the proxy
    CONNECT 127.0.0.1 none refused
    CONNECT 127.0.0.1 none refused
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect; nothing was sent
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect; nothing was sent
