<?php

declare(strict_types=1);

/* For the shop's staff: how an order was paid, and what they can do about it. */

use Dojo\Money;
use Dojo\PaymentIntentStatus;
use Dojo\Shop\Attempt;
use Dojo\Shop\Captures;
use Dojo\Shop\OrderState;
use Dojo\Shop\Refunds;
use Dojo\Shop\Words;

require __DIR__ . '/../page.php';

require_staff();
$order = order_or_404(queried('order'));
$id = $order['id'];
$state = kit()->books->payment($id)->state ?? OrderState::Open;
$money = static fn (int $value): string => h(Words::money($value, $order['currency']));
$amount = static fn (int $value): string => sprintf('<label for="amount">Amount in %s</label><input id="amount" name="amount" inputmode="decimal" required value="%s">',
    h($order['currency']), h(Money::toDecimal(['value' => $value, 'currencyCode' => $order['currency']])));

$body = sprintf('<dl><dt>Order</dt><dd>%s</dd><dt>Total</dt><dd>%s</dd><dt>Status</dt><dd>%s</dd><dt>Refunded</dt><dd>%s</dd></dl>',
    h($id), $money((int) $order['amount']), h(Words::state($state)->staff), $money((int) $order['refunded']));

/* The ids are made with the form, not when it is sent: however often a button is pressed, it is one refund or capture. */
foreach (kit()->books->attempts($id) as $attempt) {
    if ($attempt->role !== Attempt::EXTRA || $attempt->intentId === null) {
        continue;
    }
    $left = kit()->refunds->left($id, $attempt->intentId);
    $fields = ['order' => $id, 'intent' => $attempt->intentId];
    $body .= '<h2>Paid twice</h2><p>' . h("The order was paid again with $attempt->intentId.") . '</p>' . match (true) {
        $attempt->status === PaymentIntentStatus::Authorized->value => form('capture.php', $fields + ['id' => Captures::newId()], '<button name="release" value="1">Release it</button>'),
        $left > 0 => form('refund.php', $fields + ['refund' => Refunds::newId(), 'reason' => 'Paid twice', 'amount' => Money::toDecimal(['value' => $left, 'currencyCode' => $attempt->currencyCode])], '<button>Refund ' . $money($left) . '</button>'),
        default => '<p>It has been given back.</p>',
    };
}
if ($state === OrderState::Authorised) {
    $fields = ['order' => $id, 'id' => Captures::newId()];
    $body .= '<h2>Capture</h2>' . form('capture.php', $fields, $amount((int) $order['amount']) . '<button>Capture</button>')
        . '<h2>Release</h2>' . form('capture.php', $fields, '<button name="release" value="1">Release</button>');
}
$left = kit()->refunds->left($id);
if ($left > 0) {
    $body .= '<h2>Refund</h2>' . form('refund.php', ['order' => $id, 'refund' => Refunds::newId()], $amount($left)
        . '<label for="reason">Reason</label><input id="reason" name="reason" maxlength="200"><button>Refund</button>');
}

$rows = '';
foreach (kit()->refunds->ofOrder($id) as $refund) {
    $rows .= sprintf('<li>%s, %s, key %s. %s</li>', $money($refund->amount), h($refund->state), h($refund->id), h($refund->reason));
}
$body .= $rows === '' ? '' : "<h2>Refunds</h2><ul>$rows</ul>";
$rows = '';
foreach (shop()->mails($id) as $mail) {
    $rows .= '<li>' . h("To $mail[recipient]: $mail[text]") . '</li>';
}
$body .= $rows === '' ? '' : "<h2>E-mails</h2><ul>$rows</ul>";

show_page('Payment', $body);
