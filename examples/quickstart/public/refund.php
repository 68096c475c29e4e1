<?php

declare(strict_types=1);

/* For the shop's staff: gives back all or part of a payment. The form is on payment.php. */

use Dojo\Shop\NotPossible;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_form();
require_staff();
$order = order_or_404(posted('order'));
$back = '<p><a href="payment.php?order=' . h(rawurlencode($order['id'])) . '">Back to the payment</a></p>';
$id = posted('refund');
$amount = typed_amount($order['currency']);
if (preg_match('/^refund-[0-9a-f]{24}$/D', $id) !== 1 || $amount === null) {
    show_page('Not refunded', '<p>Please open the form again, and write the amount like 12.50.</p>' . $back, 400);
}

$error = null;
try {
    kit()->refunds->refund($id, $order['id'], $amount, posted('reason'), posted('intent') ?: null);
} catch (NotPossible $e) {
    show_answer('Not refunded', Words::of($e), $back, isForStaff: true);
} catch (Exception $error) {
    /* What counts is how the refund is now: it may be refused, or nobody knows yet. */
}
$refund = kit()->refunds->find($id);
$answer = Words::refund($refund, $error);
if ($answer->status === 200) {
    redirect('payment.php?order=' . rawurlencode($order['id']));
}
show_answer($refund?->isOpen === true ? 'Refund not confirmed' : 'Not refunded', $answer, $back, isForStaff: true);
