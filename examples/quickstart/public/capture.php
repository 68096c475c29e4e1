<?php

declare(strict_types=1);

/* For the shop's staff, if SHOP_CAPTURE is "manual": takes an authorised payment, or part of it, or releases it. The forms are on payment.php. */

use Dojo\Shop\Amounts;
use Dojo\Shop\Capture;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_form();
require_staff();
$order = order_or_404(posted('order'));
$back = sprintf('<p><a href="payment.php?order=%s">Back to the payment</a></p>', h(rawurlencode($order['id'])));
$id = posted('capture');
$error = null;
try {
    if (preg_match('/^capture-[0-9a-f]{24}$/D', $id) !== 1) {
        throw new NotPossible('Please open the form again.');
    }
    if (posted('release') !== '') {
        kit()->captures->release($id, $order['id'], posted('intent') ?: null);
    } else {
        kit()->captures->capture($id, $order['id'], Amounts::typed(posted('amount'), $order['currency']));
    }
} catch (NotPossible $e) {
    show_answer('Nothing was done', Words::of($e), $back, isForStaff: true);
} catch (Exception $error) {
    /* What counts is the capture's state now; see refund.php. */
}

$capture = kit()->captures->find($id);
$answer = Words::capture($capture, $error);
if ($answer->status === 200) {
    redirect('payment.php?order=' . rawurlencode($order['id']));
}
show_answer($capture?->state === Capture::SENDING ? 'Not confirmed' : 'Nothing was done', $answer, $back, isForStaff: true);
