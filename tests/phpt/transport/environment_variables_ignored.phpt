--TEST--
No environment variable redirects a payment, adds a CA or logs TLS keys, even with ext/curl loaded
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';
require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/faults/test_proxy.inc';

$server = new FaultServer(tls: true);
$proxy = new TestProxy();
$keys = (string) tempnam(sys_get_temp_dir(), 'dojo-keys-');
$environment = ['SSLKEYLOGFILE' => $keys, 'NETRC' => '/dev/null', 'CURL_CA_BUNDLE' => $server->ca, 'SSL_CERT_FILE' => $server->ca, 'CURL_HOME' => '/nonexistent'];
foreach (['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as $name) {
    $environment[$name] = "http://$proxy->address";
}
$code = <<<'PHP'
    [, $plain, $tls, $ca, $proxy, $remove] = $argv;
    // libcurl reads it when it is initialised.
    $remove && putenv('SSLKEYLOGFILE');
    $outcome = static function (array $options): void {
        try {
            echo json_encode((new Dojo\Client('sk_sandbox_example', ...$options + ['maxRetries' => 0]))->getPaymentIntent('pi_1')), ' ';
        } catch (Dojo\DojoException $error) {
            echo get_class($error), ' ';
        }
    };
    $outcome(['baseUrl' => $plain]);
    $outcome(['baseUrl' => $tls, 'caFile' => $ca]);
    $outcome(['baseUrl' => $tls]);
    Dojo\Client::resetPool();
    $outcome(['baseUrl' => $tls, 'caFile' => $ca, 'proxy' => $proxy]);
    PHP;
$client = php_with_dojo();
// Loaded first, as in the usual order of php.ini files.
$has_curl = $client[1] === '-n' && is_file(ini_get('extension_dir') . '/curl.so');
$curl = $has_curl ? [PHP_BINARY, '-n', '-d', 'extension=curl', ...array_slice($client, 2)] : $client;
foreach (['alone' => $client, 'after ext/curl' => $curl] as $name => $php) {
    foreach ([['', ''], ['*', ''], ['', 'remove']] as [$noProxy, $remove]) {
        $server->set(['ok']);
        $said = run_command(
            [...$php, '-r', $code, $server->url(), $server->url('tls'), $server->ca, "http://$proxy->address", $remove],
            ['NO_PROXY' => $noProxy, 'no_proxy' => $noProxy] + $environment,
        );
        echo "$name, NO_PROXY '$noProxy'", $remove ? ', SSLKEYLOGFILE removed: ' : ': ', $said, "\n";
        echo '  through the proxy: ', implode(', ', $proxy->requests()), '; keys written: ', filesize($keys), "\n";
        clearstatcache();
    }
}
unlink($keys);
?>
--EXPECT--
alone, NO_PROXY '': {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
alone, NO_PROXY '*': {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
alone, NO_PROXY '', SSLKEYLOGFILE removed: {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
after ext/curl, NO_PROXY '': {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
after ext/curl, NO_PROXY '*': {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
after ext/curl, NO_PROXY '', SSLKEYLOGFILE removed: {"id":"CELL"} {"id":"CELL"} Dojo\TlsException {"id":"CELL"}
  through the proxy: CONNECT 127.0.0.1 none passed; keys written: 0
