--TEST--
An https proxy is verified like the API, before it receives the request or its password
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/faults/test_proxy.inc';
require __DIR__ . '/proxied_call.inc';

$server = new FaultServer(tls: true);
$files = $server->certificates->files;
$open = new TestProxy('', $files['tls'], $files['key']);
$closed = new TestProxy('user:pass word', $files['tls'], $files['key']);
$foreign = new TestProxy('user:hidden-word', $files['of a CA of the same name'], $files['of a CA of the same name']);
$misnamed = new TestProxy('user:hidden-word', $files['of another host'], $files['key']);
$expired = new TestProxy('user:hidden-word', $files['expired'], $files['key']);
$cases = [
    'open' => [$open, '', $server->ca],
    'right credentials' => [$closed, 'user:pass%20word@', $server->ca],
    'wrong credentials' => [$closed, 'user:hidden-word@', $server->ca],
    'no credentials' => [$closed, '', $server->ca],
    'a certificate of another CA' => [$foreign, 'user:hidden-word@', $server->ca],
    'a certificate of another host' => [$misnamed, 'user:hidden-word@', $server->ca],
    'an expired certificate' => [$expired, 'user:hidden-word@', $server->ca],
    'a CA that the system does not know, and no caFile' => [$closed, 'user:hidden-word@', null],
];
foreach ($cases as $name => [$proxy, $user, $caFile]) {
    Dojo\Client::resetPool();
    $server->set(['ok']);
    $client = $server->client(listener: 'tls', proxy: "https://$user$proxy->address", caFile: $caFile, maxRetries: 0, timeout: 20.0, connectTimeout: 20.0);
    echo "$name:\n";
    print_proxied_call($client);
    print_proxied_call($client);
    $seen = $server->seen();
    echo "  the server saw $seen[whole], the proxy ", json_encode($proxy->requests(), JSON_UNESCAPED_SLASHES), "\n";
    echo preg_match('~authorization~i', json_encode($seen)) ? "the proxy's credentials were passed on\n" : '';
}
?>
--EXPECT--
open:
  {"cell":"CELL"}
  {"cell":"CELL"}
  the server saw 2, the proxy ["CONNECT 127.0.0.1 none passed","CONNECT 127.0.0.1 none passed"]
right credentials:
  {"cell":"CELL"}
  {"cell":"CELL"}
  the server saw 2, the proxy ["CONNECT 127.0.0.1 user:pass word passed","CONNECT 127.0.0.1 user:pass word passed"]
wrong credentials:
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
  the server saw 0, the proxy ["CONNECT 127.0.0.1 user:hidden-word refused","CONNECT 127.0.0.1 user:hidden-word refused"]
no credentials:
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
    Dojo\ConnectionException POST /payment-intents/pi_1/reversal could not connect (the proxy returned 407); nothing was sent
  the server saw 0, the proxy ["CONNECT 127.0.0.1 none refused","CONNECT 127.0.0.1 none refused"]
a certificate of another CA:
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
  the server saw 0, the proxy []
a certificate of another host:
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
  the server saw 0, the proxy []
an expired certificate:
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
  the server saw 0, the proxy []
a CA that the system does not know, and no caFile:
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
    Dojo\TlsException POST /payment-intents/pi_1/reversal could not establish a trusted TLS connection; nothing was sent
  the server saw 0, the proxy []
