<?php

declare(strict_types=1);

/* For the shop's staff: gives back all or part of a payment. The form is on payment.php. */

use Dojo\Shop\Amounts;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_form();
require_staff();
$order = order_or_404(posted('order'));
$back = sprintf('<p><a href="payment.php?order=%s">Back to the payment</a></p>', h(rawurlencode($order['id'])));
$id = posted('refund');
$intentId = posted('intent') ?: null; // an extra payment; without it, the one that paid the order
$error = null;
try {
    if (preg_match('/^refund-[0-9a-f]{24}$/D', $id) !== 1) {
        throw new NotPossible('Please open the form again.');
    }
    $currency = kit()->books->attemptOf((string) $intentId)->currencyCode ?? $order['currency'];
    kit()->refunds->refund($id, $order['id'], Amounts::typed(posted('amount'), $currency), posted('reason'), $intentId);
} catch (NotPossible $e) {
    show_answer('Not refunded', Words::of($e), $back, isForStaff: true);
} catch (Exception $error) {
    /* What counts is the refund's state now: it may be refused, or its outcome unknown. */
}

$refund = kit()->refunds->find($id);
$answer = Words::refund($refund, $error);
if ($answer->status === 200) {
    redirect('payment.php?order=' . rawurlencode($order['id']));
}
show_answer($refund?->isOpen === true ? 'Refund not confirmed' : 'Not refunded', $answer, $back, isForStaff: true);
