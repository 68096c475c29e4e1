<?php

declare(strict_types=1);

/*
 * Where Dojo reports what happened to a payment; the one page that Dojo calls. In this order: prove that it comes from Dojo,
 * write it down, answer, and only then work. Dojo sends an event again, for a while, until the answer is 2xx:
 *
 *   200   it is written down, now or before
 *   400   the signature is right, but this is no event
 *   401   no signature, or a wrong one
 *   405   not a POST
 *   413   larger than dojo.max_webhook_bytes: no event is
 *   500   something broke before it was written down
 *   503   no database, or set-up has not run yet
 */

use Dojo\ResponseException;
use Dojo\SignatureException;
use Dojo\Webhook;

/* Until it is written down, however this script ends: a fatal error that PHP shows would otherwise go out as 200. */
http_response_code(500);

require __DIR__ . '/../config.php';

try {
    $secrets = inbox()->secrets();
} catch (Throwable $e) {
    error_log('Webhook not taken, the database is not there: ' . $e->getMessage());
    answer(503, 'Please try again later.');
    exit;
}
if ($secrets === []) {
    error_log('Webhook not taken, no secret is stored: run subscribe.php.');
    answer(503, 'This endpoint is not set up yet.');
    exit;
}

try {
    /* Reads the raw body and the header itself. All secrets are tried, so one can be changed without a gap. */
    $event = Webhook::fromGlobals(array_values($secrets));
} catch (SignatureException $e) {
    error_log('Webhook refused: ' . $e->getMessage()); // says the likely cause, and holds no secret
    if ($e->httpStatus === 405) {
        header('Allow: POST');
    }
    answer($e->httpStatus, 'This is no delivery of Dojo\'s.');
    exit;
} catch (ResponseException $e) {
    error_log('Webhook not understood: ' . $e->getMessage());
    answer(400, 'This is no event.');
    exit;
}
/* Any other exception is a mistake of this shop's, such as an empty secret. It ends the script with 500 and is logged. */

$intentId = $event->paymentIntentId() ?? '';
$isNew = inbox()->add($event->id, $event->event, $intentId, array_keys($secrets)[$event->secretIndex]);

answer(200, 'ok');

/* Known already, but not handled: whoever took it died, or is at it right now. Doing it twice does no harm. */
if (!$isNew && inbox()->isHandled($event->id)) {
    exit;
}
try {
    if ($intentId !== '') {
        orders()->sync($intentId);
    }
    inbox()->markHandled($event->id);
} catch (Throwable $e) {
    /* Dojo has its answer and won't send this again. It is in the database: catch-up.php takes it from there. */
    error_log("Event $event->id waits for catch-up.php: {$e->getMessage()}");
}

/** Ends the response, not the script: a slow answer counts as none, and asking Dojo takes a moment. */
function answer(int $status, string $text): void
{
    ignore_user_abort(true);
    http_response_code($status);
    header('Content-Type: text/plain');
    header('Content-Length: ' . strlen($text));
    echo $text;
    if (function_exists('fastcgi_finish_request')) { // PHP-FPM
        fastcgi_finish_request();
    } else {
        while (ob_get_level() > 0) {
            ob_end_flush();
        }
        flush();
    }
}
