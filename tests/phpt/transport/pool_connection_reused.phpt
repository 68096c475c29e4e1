--TEST--
Calls of all clients share a connection; resetPool() closes it and poolStats() counts
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.80', 'reuses connections for reads only');
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

echo json_encode(Dojo\Client::poolStats()), "\n";
Dojo\Client::resetPool();
$wire = new Wire();
$one = $wire->client();
$two = $wire->client(apiKey: 'sk_sandbox_other', appInfo: 'other/1', timeout: 7.5, connectTimeout: 2.5, maxRetries: 0);
for ($i = 0; $i < 3; $i++) {
    $one->getPaymentIntent('pi_1');
    $two->reversePaymentIntent('pi_1');
}
unset($one);
$two->listWebhooks();
echo json_encode(Dojo\Client::poolStats()), "\n";
Dojo\Client::resetPool();
echo json_encode(Dojo\Client::poolStats()), "\n";
$two->listWebhooks();
Dojo\Client::resetPool();
Dojo\Client::resetPool();
echo implode(' ', $wire->connections()), "\n";
$keys = array_map(static fn (string $request): string => preg_match('~Basic sk_sandbox_(\w+)~', $request, $m) ? $m[1] : '', $wire->requests());
echo implode(' ', $keys), "\n";
?>
--EXPECT--
{"open":0,"opened":0,"reused":0,"dropped":0,"requests":0}
{"open":1,"opened":1,"reused":6,"dropped":0,"requests":7}
{"open":0,"opened":1,"reused":6,"dropped":1,"requests":7}
1 1 1 1 1 1 1 2
example other example other example other other other
