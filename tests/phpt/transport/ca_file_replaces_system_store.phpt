--TEST--
With caFile, a server whose CA only the system store has is refused
--EXTENSIONS--
dojo
openssl
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_private_mounts();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/run_php.inc';

$server = new FaultServer(tls: true);
$other = new FaultCertificates();
$hash = openssl_x509_parse("file://$server->ca")['hash'];
$code = <<<'PHP'
    foreach ([null, getenv('OTHER'), getenv('CA')] as $caFile) {
        Dojo\Client::resetPool();
        try {
            echo json_encode((new Dojo\Client('sk_sandbox_example', baseUrl: getenv('SERVER'), caFile: $caFile, maxRetries: 0))->getPaymentIntent('pi_1')), "\n";
        } catch (Dojo\DojoException $error) {
            echo get_class($error), "\n";
        }
    }
    PHP;
// Adds our CA to the system store, as the bundle or as a file in the folder. Only the child sees it.
foreach (['bundle' => 'ca-certificates.crt', 'folder' => "$hash.0"] as $name => $file) {
    $store = sys_get_temp_dir() . '/dojo-store-' . bin2hex(random_bytes(4));
    mkdir("$store/certs", 0700, true);
    copy($name === 'bundle' ? $server->ca : $other->ca, "$store/certs/ca-certificates.crt");
    copy($server->ca, "$store/certs/$file");
    $server->set(['ok']);
    echo "$name:\n";
    $script = 'mount --bind "$STORE" /etc/ssl && exec "$@"';
    echo run_command(
        ['unshare', '-m', 'sh', '-c', $script, 'sh', ...php_with_dojo(), '-r', $code],
        ['STORE' => $store, 'SERVER' => $server->url('tls'), 'OTHER' => $other->ca, 'CA' => $server->ca],
    ), "\n";
    array_map(unlink(...), glob("$store/certs/*"));
    rmdir("$store/certs");
    rmdir($store);
}
?>
--EXPECT--
bundle:
{"id":"CELL"}
Dojo\TlsException
{"id":"CELL"}
folder:
Dojo\TlsException
Dojo\TlsException
{"id":"CELL"}
