<?php

/* What opcache.preload runs before there are workers: a careless one, that calls the API. */

declare(strict_types=1);

$dojo = new Dojo\Client('sk_sandbox_example', baseUrl: (string) getenv('HOSTS_API'), caFile: (string) getenv('HOSTS_CA'));
$intent = $dojo->getPaymentIntent('pi_sandbox_example');
file_put_contents(getenv('HOSTS_RUN') . '/preload.json', json_encode([
    'process' => getmypid(), 'connection' => (int) $intent['reference'],
]));
