--TEST--
Once an attempt may have been carried out, no later failure makes the outcome known
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer(tls: true);
$calls = [
    'refund' => static fn (Dojo\Client $client) => $client->refundPaymentIntent('pi_1', ['amount' => 1], 'key'),
    'delete' => static fn (Dojo\Client $client) => $client->deleteWebhook('ws_1'),
    'cancel' => static fn (Dojo\Client $client) => $client->cancelPaymentIntent('pi_1'),
    'read' => static fn (Dojo\Client $client) => $client->getPaymentIntent('pi_1'),
];
foreach ([['closed after the whole request', 'closed in the handshake'], ['502 cut off', 'closed in the handshake'], ['closed after the whole request', '400'],
    ['408', '404'], ['429, Retry-After: 0', '400'], ['closed in the handshake', '400'], ["closed in the response's body", '429'], ['503', 'ok']] as $plan) {
    echo implode(', then ', $plan), "\n";
    foreach ($calls as $name => $call) {
        Dojo\Client::resetPool();
        $server->set($plan);
        try {
            $result = $call($server->client(listener: 'tls', maxRetries: 1, timeout: 10.0));
            echo "  $name: ", json_encode($result), "\n";
        } catch (Dojo\DojoException $error) {
            $message = preg_replace('~ \([^()]*(\(\))?[^()]*\)(?=;|$)~', '', $error->getMessage());
            echo "  $name: ", substr(get_class($error), 5), $error->outcomeUnknown() ? ', outcome unknown' : '', ': ', $message, "\n";
        }
    }
}
?>
--EXPECT--
closed after the whole request, then closed in the handshake
  refund: ResponseException, outcome unknown: POST /payment-intents/pi_1/refunds could not establish a trusted TLS connection; the outcome is unknown: calling it again with the same idempotency key is safe
  delete: ResponseException, outcome unknown: DELETE /webhooks/ws_1 could not establish a trusted TLS connection; the outcome is unknown: calling it again is safe
  cancel: ResponseException, outcome unknown: DELETE /payment-intents/pi_1 could not establish a trusted TLS connection; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  read: TlsException: GET /payment-intents/pi_1 could not establish a trusted TLS connection; nothing was sent
502 cut off, then closed in the handshake
  refund: ResponseException, outcome unknown: POST /payment-intents/pi_1/refunds could not establish a trusted TLS connection; the outcome is unknown: calling it again with the same idempotency key is safe
  delete: ResponseException, outcome unknown: DELETE /webhooks/ws_1 could not establish a trusted TLS connection; the outcome is unknown: calling it again is safe
  cancel: ResponseException, outcome unknown: DELETE /payment-intents/pi_1 could not establish a trusted TLS connection; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  read: TlsException: GET /payment-intents/pi_1 could not establish a trusted TLS connection; nothing was sent
closed after the whole request, then 400
  refund: InvalidRequestException, outcome unknown: POST /payment-intents/pi_1/refunds returned 400: no; the outcome is unknown: calling it again with the same idempotency key is safe
  delete: InvalidRequestException, outcome unknown: DELETE /webhooks/ws_1 returned 400: no; the outcome is unknown: calling it again is safe
  cancel: InvalidRequestException, outcome unknown: DELETE /payment-intents/pi_1 returned 400: no; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  read: InvalidRequestException: GET /payment-intents/pi_1 returned 400: no
408, then 404
  refund: NotFoundException, outcome unknown: POST /payment-intents/pi_1/refunds returned 404: no; the outcome is unknown: calling it again with the same idempotency key is safe
  delete: null
  cancel: NotFoundException, outcome unknown: DELETE /payment-intents/pi_1 returned 404: no; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  read: NotFoundException: GET /payment-intents/pi_1 returned 404: no
429, Retry-After: 0, then 400
  refund: InvalidRequestException: POST /payment-intents/pi_1/refunds returned 400: no
  delete: InvalidRequestException: DELETE /webhooks/ws_1 returned 400: no
  cancel: InvalidRequestException: DELETE /payment-intents/pi_1 returned 400: no
  read: InvalidRequestException: GET /payment-intents/pi_1 returned 400: no
closed in the handshake, then 400
  refund: InvalidRequestException: POST /payment-intents/pi_1/refunds returned 400: no
  delete: InvalidRequestException: DELETE /webhooks/ws_1 returned 400: no
  cancel: InvalidRequestException: DELETE /payment-intents/pi_1 returned 400: no
  read: InvalidRequestException: GET /payment-intents/pi_1 returned 400: no
closed in the response's body, then 429
  refund: RateLimitException, outcome unknown: POST /payment-intents/pi_1/refunds returned 429: later; the outcome is unknown: calling it again with the same idempotency key is safe
  delete: RateLimitException, outcome unknown: DELETE /webhooks/ws_1 returned 429: later; the outcome is unknown: calling it again is safe
  cancel: RateLimitException, outcome unknown: DELETE /payment-intents/pi_1 returned 429: later; the outcome is unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
  read: RateLimitException: GET /payment-intents/pi_1 returned 429: later
503, then ok
  refund: {"refundId":"CELL"}
  delete: null
  cancel: {"id":"CELL"}
  read: {"id":"CELL"}
