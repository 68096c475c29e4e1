<?php

declare(strict_types=1);

/*
 * A shop that sells continuously: stores an order, creates its intent and pays it, until a file appears.
 * Prints each order's id once it is paid.
 *
 *   php -d extension=… traffic.php STOP-FILE
 */

require __DIR__ . '/../../../examples/webhook-endpoint/config.php';
require __DIR__ . '/../../support/sandbox.inc';

for ($n = 1; !is_file($argv[1]); $n++) {
    $id = "traffic-$n";
    orders()->add($id, 1000 + $n, 'GBP');
    $intent = dojo()->createPaymentIntent([
        'amount' => ['value' => 1000 + $n, 'currencyCode' => 'GBP'], 'reference' => $id, 'generateRemoteToken' => true,
        'metadata' => ['shop' => shop_name()],
    ]);
    Sandbox::payByComponentAt(setting('DOJO_BASE_URL'), (string) $intent['clientSessionSecret']);
    echo "$id\n";
    usleep(20_000);
}
