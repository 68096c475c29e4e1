--TEST--
Each operation sends the documented method, path and body, and returns an array or nothing
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire();
$client = $wire->client(softwareHouseId: 'softwareHouse1');
$gbp = ['value' => 100, 'currencyCode' => 'GBP'];
$calls = [
    'POST /payment-intents +' => ['createPaymentIntent', ['amount' => $gbp, 'reference' => 'x']],
    'GET /payment-intents/A' => ['getPaymentIntent', 'A'],
    'DELETE /payment-intents/A' => ['cancelPaymentIntent', 'A'],
    'POST /payment-intents/A/captures +' => ['capturePaymentIntent', 'A', ['amount' => 1]],
    'POST /payment-intents/A/charge' => ['chargePaymentIntent', 'A'],
    'POST /payment-intents/A/refunds +' => ['refundPaymentIntent', 'A', ['amount' => 1], 'key'],
    'GET /payment-intents/refunds/A' => ['getRefund', 'A'],
    'POST /payment-intents/A/reversal' => ['reversePaymentIntent', 'A'],
    'POST /payment-intents/A/amount +' => ['setPaymentIntentAmount', 'A', ['amount' => $gbp]],
    'POST /payment-intents/A/tips-amount +' => ['setPaymentIntentTips', 'A', ['tipsAmount' => $gbp]],
    'POST /payment-intents/A/receipt + void' => ['sendReceipt', 'A', ['emails' => ['a@b.example']]],
    'POST /payment-intents/A/refresh-client-session-secret' => ['refreshPaymentIntentSecret', 'A'],
    'POST /payment-intents/search +' => ['searchPaymentIntents', ['cursor' => ['limit' => 5]]],
    'POST /setup-intents +' => ['createSetupIntent', ['reference' => 'x', 'merchantInitiatedTransactionType' => 'NoShow', 'terms' => 'x']],
    'GET /setup-intents/A' => ['getSetupIntent', 'A'],
    'DELETE /setup-intents/A' => ['cancelSetupIntent', 'A'],
    'POST /setup-intents/A/refresh-client-session-secret' => ['refreshSetupIntentSecret', 'A'],
    'GET /setup-intents/public/A' => ['getPublicSetupIntent', 'A'],
    'POST /setup-intents/public/A/refresh-client-session-secret' => ['refreshPublicSetupIntentSecret', 'A'],
    'GET /webhooks/events' => ['listWebhookEvents'],
    'GET /webhooks' => ['listWebhooks'],
    'POST /webhooks +' => ['subscribeWebhook', ['events' => ['payment_intent.created'], 'url' => 'https://shop.example/hook']],
    'PATCH /webhooks/A +' => ['updateWebhook', 'A', []],
    'DELETE /webhooks/A void' => ['deleteWebhook', 'A'],
    'GET /webhooks/A/secrets' => ['listWebhookSecrets', 'A'],
    'POST /webhooks/A/secrets' => ['generateWebhookSecret', 'A'],
    'PUT /webhooks/A/secrets/B/activate void' => ['activateWebhookSecret', 'A', 'B'],
    'DELETE /webhooks/A/secrets/B void' => ['deleteWebhookSecret', 'A', 'B'],
    'POST /customers +' => ['createCustomer', []],
    'GET /customers/A,B' => ['getCustomers', ['A', 'B']],
    'PATCH /customers/A +' => ['updateCustomer', 'A', ['name' => null]],
    'DELETE /customers/A void' => ['deleteCustomer', 'A'],
    'POST /customers/A/create-secret' => ['createCustomerSecret', 'A'],
    'GET /customers/public/A/payment-methods' => ['getCustomerPaymentMethods', 'A', 'cs_1'],
    'DELETE /customers/public/A/payment-methods/B void' => ['deleteCustomerPaymentMethod', 'A', 'B', 'cs_1'],
    'POST /customers/search +' => ['searchCustomers'],
    'GET /terminals' => ['listTerminals'],
    'GET /terminals/A' => ['getTerminal', 'A'],
    'POST /terminal-sessions +' => ['createTerminalSession', ['terminalId' => 'A', 'details' => ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => 'A']]]],
    'GET /terminal-sessions/A' => ['getTerminalSession', 'A'],
    'PUT /terminal-sessions/A/cancel' => ['cancelTerminalSession', 'A'],
    'PUT /terminal-sessions/A/signature +' => ['setTerminalSessionSignature', 'A', ['accepted' => true]],
    'POST /epos/events +' => ['sendEposEvent', ['eventType' => 'OrderUpdated', 'event' => ['orderId' => 'x']]],
    'GET /epos/integrations' => ['listEposIntegrations'],
    'GET /epos/integrations/rest' => ['getEposRestIntegrations'],
    'PUT /epos/integrations/rest +' => ['setEposRestIntegration', ['url' => 'https://x.example', 'capabilities' => [], 'auth' => ['authType' => 'basic']]],
    'GET /epos/integrations/ws' => ['getEposWebSocketIntegrations'],
    'PUT /epos/integrations/ws +' => ['setEposWebSocketIntegration', ['capabilities' => [['name' => 'x', 'version' => '1']]]],
    'GET /epos/integrations/dojo' => ['getEposDojoIntegrations'],
];
foreach ($calls as $expected => $call) {
    $result = $client->{array_shift($call)}(...$call);
    $void = str_ends_with($expected, ' void');
    if ($void ? $result !== null : !is_array($result) || $result === []) {
        echo "$expected returned ", json_encode($result), "\n";
    }
}
$requests = $wire->requests();
foreach (array_keys($calls) as $i => $expected) {
    [$head, $body] = explode("\r\n\r\n", $requests[$i], 2);
    [$method, $path] = explode(' ', $head);
    $arguments = array_slice($calls[$expected], 1);
    $array = array_values(array_filter($arguments, is_array(...)))[0] ?? [];
    $sent = "$method $path" . ($body === '' ? '' : ' +') . (str_ends_with($expected, ' void') ? ' void' : '');
    $same = $body === '' || json_decode($body, true) === $array;
    // EPOS calls send no version; calls with a customer's secret send it instead of the key.
    $version = str_starts_with($path, '/epos') ? 0 : 1;
    $headers = preg_match_all('~^version: 2026-02-27\r?$~m', $head) === $version
        && preg_match_all('~^Authorization: Basic ' . (in_array('cs_1', $arguments, true) ? 'cs_1' : 'sk_sandbox_example') . '\r?$~m', $head) === 1
        && preg_match_all('~^Authorization:~mi', $head) === 1
        && preg_match_all('~^software-house-id: softwareHouse1\r?$~m', $head) === preg_match_all('~^/terminal~', $path);
    if ($sent !== $expected || !$same || !$headers) {
        echo "$expected was sent as $requests[$i]\n";
    }
}
echo count($calls), ' operations, ', count($requests), " requests\n";
?>
--EXPECT--
49 operations, 49 requests
