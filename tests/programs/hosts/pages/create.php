<?php

/* A shop's checkout: creates one intent. ?wait=300 has the API take 300 ms for it. */

declare(strict_types=1);

$dojo = new Dojo\Client('sk_sandbox_example', baseUrl: (string) getenv('HOSTS_API'), caFile: (string) getenv('HOSTS_CA'), timeout: 15.0);
$reference = isset($_GET['wait']) ? "wait-{$_GET['wait']}" : 'order-1001';
$intent = $dojo->createPaymentIntent(['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => $reference]);
header('Content-Type: application/json');
/* The API gives the number of the connection as the reference. */
echo json_encode(['worker' => getmypid(), 'id' => $intent['id'], 'connection' => (int) $intent['reference'], 'stats' => Dojo\Client::poolStats()]);
