<?php

declare(strict_types=1);

/*
 * Where Dojo sends the customer after the payment. Anybody can open this address, so opening it proves nothing: the page
 * asks Dojo. The webhook does the same at the same time; whichever is first marks the order as paid, once.
 */

require __DIR__ . '/config.php';

$order = store()->order(queried('order'));
if ($order === null) {
    show_page('No such order', '<p><a href="index.php">Back to the shop</a></p>', 404);
}
try {
    if ($order['payment_intent_id'] !== null && $order['status'] === 'open') {
        payments()->sync($order['payment_intent_id']);
        $order = store()->order($order['id']) ?? $order;
    }
} catch (Dojo\DojoException $e) {
    Payments::explain($e); // logged; the webhook will bring the order up to date
}

$link = '<p><a href="order.php?id=' . h(rawurlencode($order['id'])) . '">See your order</a></p>';
match ($order['status']) {
    'paid', 'authorised' => show_page('Thank you', '<p>Your order is paid.</p>' . $link),
    'open' => show_page(
        'Your payment is on its way',
        '<p>We have not heard of your payment yet. It can take a moment: look at your order before you pay again.</p>' . $link,
    ),
    default => show_page('Your order is closed', $link),
};
