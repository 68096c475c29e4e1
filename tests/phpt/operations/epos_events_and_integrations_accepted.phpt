--TEST--
EPOS events are accepted; integrations are set and listed
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/sandbox.inc';
require __DIR__ . '/../../support/refused.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$event = ['eventType' => 'OrderUpdated', 'event' => ['orderId' => 'order-7']];
echo $client->sendEposEvent($event) === $event ? 'echoed' : 'changed', ', ', count($sandbox->helper('GET', '/epos-events')['events'] ?? []), " kept\n";
var_dump($client->getEposRestIntegrations(), $client->getEposWebSocketIntegrations(), $client->getEposDojoIntegrations());
$rest = $client->setEposRestIntegration([
    'url' => 'https://epos.example/dojo',
    'auth' => ['authType' => 'basic', 'basic' => ['username' => 'dojo', 'password' => 'pass word']],
    'capabilities' => [['name' => 'Orders', 'version' => 'v1']],
]);
echo $rest[0]['url'], ' ', $rest[0]['capabilities'][0]['name'], ' ', isset($rest[0]['auth']['basic']['password']) ? 'shown' : 'hidden', "\n";
$webSocket = $client->setEposWebSocketIntegration(['capabilities' => [['name' => 'Tables', 'version' => 'v1']]]);
echo $webSocket[0]['capabilities'][0]['name'], "\n";
$all = $client->listEposIntegrations();
echo $all['restIntegrations'] === $client->getEposRestIntegrations() && $all['wsIntegrations'] === $client->getEposWebSocketIntegrations() ? "listed\n" : "not listed\n";
$client->listWebhooks();
foreach (['/epos', '/webhooks'] as $path) {
    $entries = array_filter($sandbox->requests(true), static fn (array $entry): bool => str_starts_with($entry['path'], $path));
    echo $path, ': version ', implode(' ', array_unique(array_map(static fn (array $entry): string => $entry['headers']['version'] ?? 'none', $entries))), "\n";
}
refused(static fn () => $client->sendEposEvent(['eventType' => 'Unheard', 'event' => ['orderId' => 'x']]));
?>
--EXPECT--
echoed, 1 kept
array(0) {
}
array(0) {
}
array(0) {
}
https://epos.example/dojo Orders hidden
Tables
listed
/epos: version none
/webhooks: version 2026-02-27
Dojo\InvalidRequestException 400: EventType: The value must be one of OrderUpdated, PartyUpdated, ReservationUpdated.
