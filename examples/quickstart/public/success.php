<?php

declare(strict_types=1);

/*
 * Where Dojo sends the customer after the payment. Anybody can open this address, so opening it proves nothing: the kit asks Dojo, at most
 * every few seconds. The webhook arrives at the same time; whichever is first books the payment, once.
 */

use Dojo\Shop\OrderState;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

$order = order_or_404(queried('order'));
try {
    $payment = kit()->payments->look($order['id']);
} catch (Exception $e) {
    error_log(Words::of($e)->log); // the webhook and reconcile.php bring the order up to date
    $payment = kit()->books->payment($order['id']);
}
$state = $payment->state ?? OrderState::Open;
if ($state === OrderState::Open && $payment?->claimedAt > kit()->store->time->now() - 600) {
    refresh(5); // a bank may take a moment
}

show_page(
    match ($state) {
        OrderState::Open => 'Your payment is on its way',
        OrderState::Authorised, OrderState::Review, OrderState::Paid => 'Thank you',
        default => 'Your order is closed',
    },
    '<p>' . h(Words::state($state)->customer) . '</p><p><a href="order.php?id=' . h(rawurlencode($order['id'])) . '">See your order</a></p>',
);
