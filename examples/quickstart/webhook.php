<?php

declare(strict_types=1);

/*
 * Where Dojo reports what happened to a payment. In this order: prove that it comes from Dojo, write the event down,
 * answer, and only then work: a slow answer counts as none and is sent again.
 */

use Dojo\SignatureException;
use Dojo\Webhook;

require __DIR__ . '/config.php';

$secrets = store()->webhookSecrets();
if ($secrets === []) {
    http_response_code(503); // Dojo will try again, when setup-webhook.php has run
    exit('No webhook secret is stored yet.');
}

try {
    /* Reads the raw body and the header itself. All secrets are tried, so a secret can be rotated without a gap. */
    $event = Webhook::fromGlobals($secrets);
} catch (SignatureException $e) {
    error_log('Webhook refused: ' . $e->getMessage());
    http_response_code($e->httpStatus);
    exit('This is no delivery of Dojo\'s.');
}

$intentId = $event->paymentIntentId();
$status = $event->data['paymentStatus'] ?? '';
/* The INSERT is what makes it exactly once: of two deliveries at the same time, one finds the row there. Should the
   database be down, this throws, the answer is 500, and Dojo sends the event again. */
$isNew = store()->addEvent($event->id, $event->event, $intentId ?? '', is_string($status) ? $status : '');

answer('ok');

if (!$isNew || $intentId === null) {
    return;
}
try {
    payments()->sync($intentId);
    store()->markHandled($event->id);
} catch (Throwable $e) {
    /* Dojo has its answer and won't send this again, but the event is in the store: reconcile.php picks it up. */
    error_log("Event {$event->id} waits for reconcile.php: {$e->getMessage()}");
}

/** Ends the response, not the script. */
function answer(string $body): void
{
    ignore_user_abort(true);
    http_response_code(200);
    header('Content-Type: text/plain');
    header('Content-Length: ' . strlen($body));
    header('Connection: close');
    echo $body;
    if (function_exists('fastcgi_finish_request')) {
        fastcgi_finish_request();
    } else {
        while (ob_get_level() > 0) {
            ob_end_flush();
        }
        flush();
    }
}
