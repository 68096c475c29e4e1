<?php

declare(strict_types=1);

/* The order as the store has it: a page, or with ?format=json the same for a script. */

require __DIR__ . '/config.php';

$order = store()->order(queried('id'));
if ($order === null) {
    show_page('No such order', '<p><a href="index.php">Back to the shop</a></p>', 404);
}
$refunds = store()->refunds($order['id']);

if (queried('format') === 'json') {
    header('Content-Type: application/json');
    header('Cache-Control: no-store');
    $intentId = $order['payment_intent_id'];
    echo json_encode([
        'id' => $order['id'],
        'status' => $order['status'],
        'amount' => ['value' => $order['amount'], 'currencyCode' => $order['currency']],
        'refundedAmount' => $order['refunded'],
        'paymentIntentId' => $intentId,
        'refunds' => $refunds,
        'events' => $intentId === null ? [] : store()->events($intentId),
    ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
    exit;
}

$body = sprintf(
    '<dl><dt>Order</dt><dd>%s</dd><dt>Goods</dt><dd>%s</dd><dt>Total</dt><dd>%s</dd><dt>Status</dt><dd>%s</dd></dl>',
    h($order['id']),
    h(products()[$order['product']]['name'] ?? $order['product']),
    h(money($order['amount'], $order['currency'])),
    h($order['status'] === 'open' ? 'not paid yet' : $order['status']),
);
if ($refunds !== []) {
    $body .= '<h2>Refunds</h2><ul>';
    foreach ($refunds as $refund) {
        $body .= sprintf('<li>%s: %s</li>', h(money($refund['amount'], $order['currency'])), h($refund['state']));
    }
    $body .= '</ul>';
}
if ($order['status'] === 'open') {
    $body .= '<form action="checkout.php" method="post"><input type="hidden" name="order" value="' . h($order['id'])
        . '"><button>Pay this order</button></form>';
}
if ($order['status'] === 'paid') {
    $body .= '<p><a href="refund.php?order=' . h(rawurlencode($order['id'])) . '">Refund (staff)</a></p>';
}

show_page('Your order', $body);
