<?php

declare(strict_types=1);

/*
 * Tells Dojo where this shop's webhook is, and stores the secret that signs it. Run it once when the shop is set up, and
 * again whenever SHOP_URL or the secret has changed: it only does what is missing.
 */

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/config.php';

const EVENT = 'payment_intent.status_updated';

try {
    /* One name that the account doesn't have makes Dojo refuse the whole subscription: look first. */
    $known = array_merge(...array_column(dojo()->listWebhookEvents(), 'events'));
    if (!in_array(EVENT, $known, true)) {
        throw new RuntimeException('This Dojo account has no event ' . EVENT . '; it has ' . implode(', ', $known) . '.');
    }
    $url = shop_url('webhook.php');
    $mine = null;
    foreach (dojo()->listWebhooks() as $subscription) {
        if ($subscription['url'] === $url && in_array(EVENT, $subscription['events'], true)) {
            $mine = $subscription;
        }
    }
    $mine ??= dojo()->subscribeWebhook(['events' => [EVENT], 'url' => $url, 'description' => 'Corner Tea Shop']);

    $secrets = array_column(dojo()->listWebhookSecrets($mine['id'])['secrets'], 'value');
    store()->setWebhookSecrets($secrets);
    printf("Webhook %s calls %s on %s; %d secret(s) stored.\n", $mine['id'], $url, EVENT, count($secrets));
} catch (Dojo\DojoException | RuntimeException $e) {
    fwrite(STDERR, "The webhook is not set up: {$e->getMessage()}\n");
    exit(1);
}
