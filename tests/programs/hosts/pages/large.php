<?php

/*
 * ?members=N asks for a response of N objects, which a small memory_limit does not survive. ?callback=1 uses up the memory in
 * onExchange, between attempts. ?loop=1 uses it up in PHP, with a call's result at hand.
 */

declare(strict_types=1);

$eat = static function (): void {
    for ($memory = []; true; $memory[] = str_repeat('x', 100_000)) {
    }
};
$dojo = new Dojo\Client(
    'sk_sandbox_example',
    baseUrl: (string) getenv('HOSTS_API'),
    caFile: (string) getenv('HOSTS_CA'),
    maxRetries: 0,
    onExchange: isset($_GET['callback']) ? $eat : null,
);
try {
    $response = $dojo->getPaymentIntent('large-' . (int) ($_GET['members'] ?? 1));
    if (isset($_GET['loop'])) {
        $eat();
    }
    echo json_encode(['worker' => getmypid(), 'members' => count($response['list'])]);
} catch (Dojo\ResponseException $e) {
    echo json_encode(['worker' => getmypid(), 'exception' => $e::class]);
}
