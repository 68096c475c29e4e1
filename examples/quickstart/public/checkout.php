<?php

declare(strict_types=1);

/* Takes an order, or one that is not paid yet, and sends the customer to Dojo's page. */

use Dojo\Shop\Begun;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_form();

if (posted('order') !== '') { // another try to pay
    $orderId = order_or_404(posted('order'))['id'];
} elseif (isset(products()[posted('product')]) && shop()->isInStock(posted('product'))) {
    kit()->identity->mustBeConfirmed(); // a copy of the shop takes no orders
    kit()->guard->mustAllowPayment(visitor()); // or a script would fill the shop with orders
    $orderId = shop()->add(posted('product'));
} else {
    show_page('No such product', '<p>We do not sell this, or it is sold out. <a href="index.php">Back to the shop</a></p>', 404);
}

try {
    $begun = kit()->payments->begin($orderId, visitor());
} catch (Exception $e) {
    show_answer('Payment not started', Words::of($e), form('checkout.php', ['order' => $orderId], '<button>Try again</button>'));
}
if ($begun->kind === Begun::PAY) {
    /* Not a redirect: with form-action 'self', Chromium does not let the response to a form redirect to another site. */
    refresh(0, (string) $begun->paymentUrl);
    show_page('On to the payment', '<p><a href="' . h((string) $begun->paymentUrl) . '">Pay your order</a></p>');
}
if ($begun->kind === Begun::NOT_FOR_SALE) {
    show_answer('Payment not started', Words::begun($begun));
}
redirect('order.php?id=' . rawurlencode($orderId)); // it is paid already, or another tab is preparing the payment
