--TEST--
A proxy is used as given, for http and https, with and without credentials; what it refuses was not sent, and no message shows its password
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
require __DIR__ . '/../support/fault.inc';
require __DIR__ . '/../support/fault-proxy.inc';

$server = new FaultServer(tls: true);
$open = new TestProxy();
$closed = new TestProxy('user:pass word');
$cases = [
    'open' => [$open, "http://$open->address"],
    'right credentials' => [$closed, "http://user:pass%20word@$closed->address"],
    'wrong credentials' => [$closed, "http://user:hidden-word@$closed->address"],
    'no credentials' => [$closed, "http://$closed->address"],
];
foreach (['plain', 'tls'] as $door) {
    foreach ($cases as $name => [$proxy, $url]) {
        Dojo\Client::resetPool();
        $server->set(['ok']);
        $client = $server->client(door: $door, proxy: $url, maxRetries: 0, timeout: 10.0);
        echo "$door, $name: ";
        for ($call = 0; $call < 2; $call++) {
            try {
                echo json_encode($client->reversePaymentIntent('pi_1')), ' ';
            } catch (Dojo\Exception $error) {
                $all = $error . print_r($error, true) . var_export($client, true);
                echo get_class($error), ' ', $error->getMessage(), $error->outcomeUnknown ? ' UNKNOWN' : '', str_contains($all, 'hidden') ? " $all" : '', ' ';
            }
        }
        $seen = $server->seen();
        echo "\n  the server saw $seen[whole], the proxy\n    ", implode("\n    ", $proxy->requests()), "\n";
        echo preg_match('~authorization~i', json_encode($seen)) ? "the proxy's credentials were passed on\n" : '';
    }
}
// A proxy that is not there, and one that hangs up.
$server->set(['ok']);
foreach (['http://user:hidden-word@' . substr($server->url('refused'), 7), 'http://user:hidden-word@' . substr($server->url('plain'), 7)] as $url) {
    $server->set(['closed when accepted']);
    try {
        $server->client(door: 'tls', proxy: $url, maxRetries: 0)->reversePaymentIntent('pi_1');
    } catch (Dojo\Exception $error) {
        echo get_class($error), ' ', $error->getMessage(), $error->outcomeUnknown ? ' UNKNOWN' : '', str_contains("$error", 'hidden') ? " $error" : '', "\n";
    }
}
?>
--EXPECT--

