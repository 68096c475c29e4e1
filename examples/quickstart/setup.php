<?php

declare(strict_types=1);

/*
 * Sets the shop up: makes the tables, tells Dojo where the webhook is, and stores the secret that signs it.
 *
 *   php examples/quickstart/setup.php [--moved | --copy]
 *
 *   --moved   SHOP_URL has changed, and the shop is no longer at the old one
 *   --copy    this is a copy of a shop that is still in use: from now on it is a separate shop
 *
 * Safe to run again, also several times at once: it does only what is missing. Run it as the web server's user, so that both can open
 * an SQLite file: sudo -u www-data …
 */

require __DIR__ . '/script.php';

$options = script_options(['moved', 'copy'], '[--moved | --copy]');

run_script(static function () use ($options): int {
    install();
    if (isset($options['moved'])) {
        kit()->identity->confirmMove();
    } elseif (isset($options['copy'])) {
        kit()->identity->confirmCopy();
    }
    $webhook = kit()->subscription->setUp(shop_url('webhook.php'));
    printf("Events of this account: %s\n", implode(', ', $webhook->available));
    if ($webhook->added !== []) {
        printf("Added to the webhook: %s\n", implode(', ', $webhook->added));
    }
    printf("Webhook %s sends %s to %s; %d secret(s) stored.\n", $webhook->id, implode(', ', $webhook->events), $webhook->url, $webhook->secrets);

    return 0;
});
