--TEST--
No exception message mentions libcurl, callbacks, handles or files
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

const INTERNAL = '~callback|abort|curl|\b(easy|multi)\b|handle|destination|writing|file size|destructor|malloc|\(\)|%~i';

$server = new FaultServer(tls: true);
$seen = $found = [];
foreach (Faults::all() as $name => $fault) {
    foreach (['capturePaymentIntent' => ['pi_1', ['amount' => 1]], 'getPaymentIntent' => ['pi_1']] as $operation => $arguments) {
        Dojo\Client::resetPool();
        $client = $server->client(
            listener: $fault['listener'] ?? 'plain',
            timeout: $fault['kind'] === 'silent' ? 0.4 : 8.0,
            connectTimeout: $fault['kind'] === 'handshake silent' ? 0.2 : 4.0,
            maxRetries: 0,
        );
        if ($fault['reused'] ?? false) {
            $server->set(['ok']);
            $server->client(listener: $fault['listener'] ?? 'plain')->getPaymentIntent('pi_1');
        }
        $server->set([isset($fault['idle']) ? 'ok' : $name], idle: $fault['idle'] ?? null);
        try {
            $client->$operation(...$arguments);
        } catch (Dojo\DojoException $error) {
            // Without the advice on an unknown outcome, which names methods of Client.
            $message = preg_replace('~; the outcome is unknown.*~', '', $error->getMessage());
            $seen[$message] = true;
            if (preg_match(INTERNAL, $message)) {
                $found[$message] = $name;
            }
        }
    }
}
foreach ($found as $message => $name) {
    echo "$name: $message\n";
}
var_dump(count($seen) > 50);
?>
--EXPECT--
bool(true)
