<?php

// What a plugin without an SDK writes.
$curl = curl_init(getenv('BENCH_API') . '/payment-intents');
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
    CURLOPT_CAINFO => getenv(isset($_GET['system']) ? 'BENCH_CA' : 'BENCH_CA_ALONE'),
    CURLOPT_HTTPHEADER => ['Authorization: Basic sk_sandbox_example', 'version: 2026-02-27', 'Content-Type: application/json'],
    CURLOPT_POSTFIELDS => json_encode(['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => 'order-1001']),
]);
$intent = json_decode(curl_exec($curl), true, flags: JSON_THROW_ON_ERROR);
header('Content-Type: application/json');
echo json_encode(['id' => $intent['id']]);
