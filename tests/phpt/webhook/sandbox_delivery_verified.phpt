--TEST--
Deliveries from the offline Dojo verify, even while a secret is rotated; altered ones do not
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

require __DIR__ . '/../../support/payment_steps.inc';

/** Receives the next delivery and responds with 204. @return array{string, string} body and signature */
function receive(mixed $server): array
{
    $stream = stream_socket_accept($server, 10);
    $head = '';
    while (!str_contains($head, "\r\n\r\n")) {
        $head .= fgets($stream);
    }
    preg_match('~^content-length: *(\d+)~mi', $head, $length);
    preg_match('~^dojo-signature: *([^\r\n]+)~mi', $head, $signature);
    $body = stream_get_contents($stream, (int) $length[1]);
    fwrite($stream, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    fclose($stream);

    return [$body, $signature[1]];
}

function verdict(array $delivery, array $secrets): void
{
    try {
        $event = Dojo\Webhook::verify($delivery[0], $delivery[1], $secrets);
        echo "$event->event {$event->paymentStatus()?->name} by secret $event->secretIndex, ", $event->paymentIntentId() === $GLOBALS['id'] ? 'ours' : 'not ours', "\n";
    } catch (Dojo\SignatureException $error) {
        echo get_class($error), "\n";
    }
}

$server = stream_socket_server('tcp://127.0.0.1:0');
$subscription = $client->subscribeWebhook([
    'events' => ['payment_intent.created', 'payment_intent.status_updated'],
    'url' => 'http://' . stream_socket_get_name($server, false) . '/hook',
]);
$secrets = [$subscription['secrets'][0]['value']];
$id = create();
verdict(receive($server), $secrets);
$new = $client->generateWebhookSecret($subscription['id'])['secrets'][1];
$secrets[] = $new['value'];
pay($id);
verdict(receive($server), $secrets);
$client->activateWebhookSecret($subscription['id'], $new['id']);
$client->refundPaymentIntent($id, ['amount' => 1000], 'key');
$delivery = receive($server);
verdict($delivery, $secrets);
verdict($delivery, [$secrets[0]]);
$sandbox->fault('pascal-case', 'webhook');
$id = create();
verdict(receive($server), $secrets);
$sandbox->fault('bad-signature', 'webhook');
$client->cancelPaymentIntent($id);
verdict(receive($server), $secrets);
?>
--EXPECT--
payment_intent.created Created by secret 0, ours
payment_intent.status_updated Captured by secret 0, ours
payment_intent.status_updated Refunded by secret 1, ours
Dojo\SignatureException
payment_intent.created Created by secret 1, ours
Dojo\SignatureException
