--TEST--
A webhook is subscribed and verified, and its secret is rotated without losing an event
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
require __DIR__ . '/../../support/wire.inc';
require __DIR__ . '/../../support/refused.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$endpoint = new Wire(Wire::json('{}'));

/** The delivery with this number, as a shop's endpoint receives it: the raw body and the header. */
$received = static function (int $count) use ($endpoint): array {
    for ($until = microtime(true) + 20; count($endpoint->requests()) < $count && microtime(true) < $until;) {
        usleep(5000);
    }
    $request = $endpoint->requests()[$count - 1] ?? throw new RuntimeException('no delivery came');
    [$head, $body] = explode("\r\n\r\n", $request, 2);
    preg_match('~^dojo-signature: *(.*)$~mi', $head, $match);

    return [$body, trim($match[1])];
};
$order = static fn (string $reference): string => $client->createPaymentIntent(['amount' => ['value' => 100, 'currencyCode' => 'GBP'], 'reference' => $reference])['id'];

$events = array_merge(...array_column($client->listWebhookEvents(), 'events'));
echo in_array('payment_intent.created', $events, true) ? "the event exists\n" : json_encode($events) . "\n";
$subscription = $client->subscribeWebhook(['events' => ['payment_intent.created'], 'url' => $endpoint->url . '/hook']);
$id = $subscription['id'];
$old = $subscription['secrets'][0];
echo count($client->listWebhooks()), ' subscription, ', count($client->listWebhookSecrets($id)['secrets']), " secret\n";

$intentId = $order('1');
[$body, $signature] = $received(1);
$event = Dojo\Webhook::verify($body, $signature, $old['value']);
echo $event->event, ' ', $event->paymentIntentId() === $intentId ? 'of the intent' : 'of another', ' ', $event->paymentStatus()?->name, "\n";

echo "Rotation\n";
$before = array_column($client->listWebhookSecrets($id)['secrets'], 'id');
$new = array_values(array_filter($client->generateWebhookSecret($id)['secrets'], static fn (array $secret): bool => !in_array($secret['id'], $before, true)))[0];
var_dump($client->activateWebhookSecret($id, $new['id']));
$order('2');
[$body, $signature] = $received(2);
echo 'index ', Dojo\Webhook::verify($body, $signature, [$old['value'], $new['value']])->secretIndex, ', the old one alone ';
echo Dojo\Webhook::isValid($body, $signature, $old['value']) ? 'verifies' : 'does not verify', "\n";
var_dump($client->deleteWebhookSecret($id, $old['id']));
echo array_column($client->listWebhookSecrets($id)['secrets'], 'id') === [$new['id']] ? "only the new one is left\n" : "others are left\n";

echo "Changed and deleted\n";
echo $client->updateWebhook($id, ['description' => 'orders'])['description'] ?? 'no description', "\n";
var_dump($client->deleteWebhook($id), $client->listWebhooks());
refused(static fn () => $client->updateWebhook($id, ['description' => 'gone']));
refused(static fn () => $client->listWebhookSecrets($id));
refused(static fn () => $client->subscribeWebhook(['events' => ['payment_intent.unheard_of'], 'url' => 'https://shop.example/hook']));
?>
--EXPECT--
the event exists
1 subscription, 1 secret
payment_intent.created of the intent Created
Rotation
NULL
index 1, the old one alone does not verify
NULL
only the new one is left
Changed and deleted
orders
NULL
array(0) {
}
Dojo\NotFoundException 404: There is no such subscription.
Dojo\NotFoundException 404: There is no such subscription.
Dojo\InvalidRequestException 400: Events[0]: The event is not one of payment_intent.created, payment_intent.status_updated.
