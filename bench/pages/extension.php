<?php

$ca = getenv(isset($_GET['system']) ? 'BENCH_CA' : 'BENCH_CA_ALONE');
$dojo = new Dojo\Client('sk_sandbox_example', baseUrl: getenv('BENCH_API'), caFile: $ca);
$intent = $dojo->createPaymentIntent(['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => 'order-1001']);
header('Content-Type: application/json');
echo json_encode(['id' => $intent['id']]);
