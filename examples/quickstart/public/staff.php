<?php

declare(strict_types=1);

/* For the shop's staff: signs them in, and shows the latest orders. */

require __DIR__ . '/../page.php';

$form = form('staff.php', [], '<label for="password">Staff password</label><input id="password" name="password" type="password" required '
    . 'autocomplete="current-password"><button>Sign in</button>');
if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
    require_form();
    $password = setting('SHOP_PASSWORD');
    /* The kit makes each address wait, the longer the more wrong passwords came from it. */
    $isRight = kit()->guard->password(visitor(), static fn (): bool => $password !== '' && hash_equals($password, posted('password')));
    if (!$isRight) {
        show_page('Not signed in', '<p>The password is not right.</p>' . $form, 403);
    }
    shop()->signIn(session(isNew: true)); // a new session: nobody can have put the old one into this browser
    redirect('staff.php');
}
if (!shop()->isSignedIn(session())) {
    show_page('Staff', setting('SHOP_PASSWORD') === '' ? '<p>Set SHOP_PASSWORD to let staff sign in.</p>' : $form);
}

$rows = '';
foreach (shop()->latest() as $order) {
    $rows .= sprintf(
        '<tr><th scope="row"><a href="payment.php?order=%s">%s</a></th><td>%s</td><td>%s</td></tr>',
        h(rawurlencode($order['id'])),
        h($order['id']),
        h($order['status'] . ($order['notes'] > 0 ? ', please look' : '')),
        h(Dojo\Shop\Words::money((int) $order['amount'], $order['currency'])),
    );
}
show_page('Orders', "<table><thead><tr><th scope=\"col\">Order</th><th scope=\"col\">Status</th><th scope=\"col\">Total</th></tr></thead><tbody>$rows</tbody></table>");
