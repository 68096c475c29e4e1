<?php

declare(strict_types=1);

/* For the shop's staff, if SHOP_CAPTURE is "manual": takes an authorised payment, or part of it, or releases it. The forms are on payment.php. */

use Dojo\Shop\Capture;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_form();
require_staff();
$order = order_or_404(posted('order'));
$back = '<p><a href="payment.php?order=' . h(rawurlencode($order['id'])) . '">Back to the payment</a></p>';
$id = posted('id');
$isRelease = posted('release') !== '';
$amount = $isRelease ? 0 : typed_amount($order['currency']);
if (preg_match('/^capture-[0-9a-f]{24}$/D', $id) !== 1 || $amount === null) {
    show_page('Nothing was done', '<p>Please open the form again, and write the amount like 12.50.</p>' . $back, 400);
}

$error = null;
try {
    $isRelease ? kit()->captures->release($id, $order['id'], posted('intent') ?: null) : kit()->captures->capture($id, $order['id'], $amount);
} catch (NotPossible $e) {
    show_answer('Nothing was done', Words::of($e), $back, isForStaff: true);
} catch (Exception $error) {
    /* What counts is how the capture is now; see refund.php. */
}
$capture = kit()->captures->find($id);
$answer = Words::capture($capture, $error);
if ($answer->status === 200) {
    redirect('payment.php?order=' . rawurlencode($order['id']));
}
show_answer($capture?->state === Capture::SENDING ? 'Not confirmed' : 'Nothing was done', $answer, $back, isForStaff: true);
