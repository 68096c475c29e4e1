<?php

declare(strict_types=1);

/* Takes the order, creates the payment intent and sends the customer to Dojo's checkout page. */

require __DIR__ . '/config.php';

require_post();

if (posted('order') !== '') { // a second attempt: pay the order that is there
    $order = store()->order(posted('order'));
    if ($order === null) {
        show_page('No such order', '<p><a href="index.php">Back to the shop</a></p>', 404);
    }
    if ($order['status'] !== 'open') {
        redirect(shop_url('order.php?id=' . rawurlencode($order['id'])));
    }
} else {
    $product = products()[posted('product')] ?? null;
    if ($product === null) {
        show_page('No such product', '<p><a href="index.php">Back to the shop</a></p>', 404);
    }
    $price = Dojo\Money::fromDecimal($product['price'], 'GBP'); // the shop's own, never one that came with the form
    /* Stored before Dojo hears of it: its webhook may be here before createPaymentIntent() returns. */
    $order = store()->addOrder(posted('product'), $price['value'], $price['currencyCode']);
}

$again = sprintf(
    '<form action="checkout.php" method="post"><input type="hidden" name="order" value="%s"><button>Try again</button></form>',
    h($order['id']),
);
try {
    $url = payments()->begin($order);
    if ($url === null) {
        show_page('One moment', '<p>Your payment is being prepared. You have not been charged.</p>' . $again, 503);
    }
    redirect($url);
} catch (Dojo\DojoException $e) {
    [$status, $message] = Payments::explain($e);
    show_page('Payment not started', '<p>' . h($message) . '</p>' . $again, $status);
}
