<?php

declare(strict_types=1);

/* For the shop's staff: gives back all or part of a paid order. */

require __DIR__ . '/config.php';

/* In a plugin this is your platform's own check: may the user who is signed in refund this order? */
$password = setting('SHOP_PASSWORD');
if ($password === '') {
    show_page('Refunds are switched off', '<p>Set SHOP_PASSWORD to switch them on.</p>', 403);
}

$isPost = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST';
$order = store()->order($isPost ? posted('order') : queried('order'));
if ($order !== null && $isPost && (store()->refund(posted('refund'))['order_id'] ?? null) === $order['id'] && $order['status'] === 'refunded') {
    redirect(shop_url('order.php?id=' . rawurlencode($order['id']))); // the button was pressed twice, and the first press gave all back
}
if ($order === null || $order['status'] !== 'paid') {
    show_page('Nothing to refund', '<p>There is no such order, or it is not paid.</p>', 404);
}

if (!$isPost) {
    /* The refund gets its id when the form is made, not when it is sent: however often the button is pressed, it is
       the same refund, and the same idempotency key. */
    show_page('Refund', sprintf(
        '<form action="refund.php" method="post"><input type="hidden" name="order" value="%s">'
        . '<input type="hidden" name="refund" value="refund-%s">'
        . '<label for="amount">Amount in %s</label><input id="amount" name="amount" inputmode="decimal" required value="%s">'
        . '<label for="reason">Reason</label><input id="reason" name="reason" maxlength="200">'
        . '<label for="password">Staff password</label><input id="password" name="password" type="password" required '
        . 'autocomplete="current-password"><p><button>Refund</button></p></form>',
        h($order['id']),
        bin2hex(random_bytes(12)),
        h($order['currency']),
        h(Dojo\Money::toDecimal(['value' => $order['amount'] - $order['refunded'], 'currencyCode' => $order['currency']])),
    ));
}

$back = '<p><a href="order.php?id=' . h(rawurlencode($order['id'])) . '">Back to the order</a></p>';
if (!hash_equals($password, posted('password'))) {
    show_page('Not refunded', '<p>The password is not right.</p>' . $back, 403);
}
$id = posted('refund');
if (preg_match('/^refund-[0-9a-f]{24}$/D', $id) !== 1) {
    show_page('Not refunded', '<p>Please open the refund form again.</p>' . $back, 400);
}

try {
    $amount = Dojo\Money::fromDecimal(posted('amount'), $order['currency'])['value'];
} catch (Dojo\ValidationException) {
    $amount = 0;
}
if ($amount <= 0) {
    show_page('Not refunded', '<p>Please write the amount like 12.50.</p>' . $back, 400);
}
$reason = posted('reason');
if (preg_match('/^.{0,200}$/Dsu', $reason) !== 1) {
    show_page('Not refunded', '<p>Please write a reason of 200 characters at most.</p>' . $back, 400);
}

try {
    /* Stored before it is sent: after a crash, reconcile.php sends it again with the same key. */
    if (!store()->addRefund($id, $order['id'], $amount, $reason)) {
        $known = store()->refund($id);
        if ($known === null || $known['order_id'] !== $order['id'] || $known['amount'] !== $amount) {
            show_page('Not refunded', '<p>This form was sent before, with another amount. Please open it again.</p>' . $back, 409);
        }
    }
    payments()->refund($id);
} catch (Dojo\DojoException $e) {
    [$status, $message] = Payments::explain($e);
    $isOpen = (store()->refund($id)['state'] ?? null) === 'sending';
    if ($isOpen) {
        $message = 'Dojo has not confirmed it yet. The refund is noted, and will be sent again with the same key: there will be one.';
    }
    if ($e instanceof Dojo\ApiException) {
        $message .= " (Dojo says: {$e->reason})"; // staff may know; a customer would not be told this
    }
    show_page($isOpen ? 'Refund not confirmed' : 'Not refunded', '<p>' . h($message) . '</p>' . $back, $status);
}

redirect(shop_url('order.php?id=' . rawurlencode($order['id'])));
