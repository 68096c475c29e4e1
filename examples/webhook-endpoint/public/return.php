<?php

declare(strict_types=1);

/*
 * The intent's redirectUrl: where Dojo sends the customer after the payment, often before the webhook has come. Anybody can
 * open this address, so that it was opened proves nothing: the page asks Dojo, as the webhook does at the same time.
 */

require __DIR__ . '/../config.php';

header('Content-Type: text/plain; charset=utf-8');
header('Cache-Control: no-store');

$id = $_GET['order'] ?? '';
$order = is_string($id) ? orders()->find($id) : null;
if ($order === null) {
    http_response_code(404);
    exit('There is no such order.');
}
try {
    if ($order['payment_intent_id'] !== null && in_array($order['status'], ['open', 'authorised'], true)) {
        orders()->sync($order['payment_intent_id']);
        $order = orders()->find($order['id']) ?? $order;
    }
} catch (Dojo\DojoException $e) {
    error_log("Return page of order {$order['id']}: {$e->getMessage()}"); // the webhook brings it up to date
}

echo match ($order['status']) {
    'paid', 'authorised' => 'Thank you, your order is paid.',
    'closed' => 'Your order is closed.',
    default => "We have not heard of your payment yet. Please don't pay again: look here once more in a minute.",
};
