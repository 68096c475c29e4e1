<?php

declare(strict_types=1);

/* An order, as its customer may see it. Its id can't be guessed: anyone who has it may see the page, and pay. */

use Dojo\Shop\Begun;
use Dojo\Shop\OrderState;
use Dojo\Shop\Refund;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

$order = order_or_404(queried('id'));
$payment = kit()->books->payment($order['id']);
$state = $payment->state ?? OrderState::Open;
$status = Words::state($state)->customer;
if ($payment?->claim !== null) { // another tab, or a request whose response was lost
    $status = Words::begun(Begun::wait())->customer;
    refresh(3);
}

$body = sprintf(
    '<dl><dt>Order</dt><dd>%s</dd><dt>Goods</dt><dd>%s</dd><dt>Total</dt><dd>%s</dd><dt>Status</dt><dd>%s</dd></dl>',
    h($order['id']),
    h(products()[$order['product']]['name'] ?? $order['product']),
    h(Words::money((int) $order['amount'], $order['currency'])),
    h($status),
);
$refunds = array_filter(kit()->refunds->ofOrder($order['id']), static fn (Refund $refund): bool => $refund->state === Refund::DONE);
$body .= bullets('Refunds', array_map(static fn (Refund $refund): string => Words::money($refund->amount, $order['currency']), array_values($refunds)));
if ($state->isPayable()) {
    $body .= form('checkout.php', ['order' => $order['id']], '<button>Pay this order</button>');
}

show_page('Your order', $body);
