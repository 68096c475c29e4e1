<?php

declare(strict_types=1);

/* The endpoint behind a front that has set a status line already, as WooCommerce does before its wc-api hook. */

header('HTTP/1.1 200 OK');

require __DIR__ . '/../../../../examples/quickstart/public/webhook.php';
