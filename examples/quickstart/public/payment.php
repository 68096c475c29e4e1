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
$payment = kit()->books->payment($id);
$state = $payment->state ?? OrderState::Open;
$own = kit()->books->attemptOf((string) $payment?->intentId);
$money = static fn (int $value): string => h(Words::money($value, $order['currency']));

$body = sprintf(
    '<dl><dt>Order</dt><dd>%s</dd><dt>Total</dt><dd>%s</dd><dt>Status</dt><dd>%s</dd><dt>Refunded</dt><dd>%s</dd></dl>',
    h($id),
    $money((int) $order['amount']),
    h(Words::state($state)->staff),
    $money((int) $order['refunded']),
);

/* Each form has the id of its refund or capture from the start: however often its button is pressed, it is one. */
foreach (kit()->books->attempts($id) as $attempt) {
    if ($attempt->role === Attempt::EXTRA) {
        $left = ['value' => kit()->refunds->left($id, $attempt->intentId), 'currencyCode' => $attempt->currencyCode];
        $fields = ['order' => $id, 'intent' => (string) $attempt->intentId];
        $body .= '<h2>Paid twice</h2><p>' . h("The order was paid again, with $attempt->intentId.") . '</p>' . match (true) {
            $attempt->status === PaymentIntentStatus::Authorized->value
                => form('capture.php', $fields + ['capture' => Captures::newId(), 'release' => 'yes'], '<button>Release it</button>'),
            $left['value'] > 0 => form(
                'refund.php',
                $fields + ['refund' => Refunds::newId(), 'reason' => 'Paid twice', 'amount' => Money::toDecimal($left)],
                '<button>Refund ' . h(Words::money($left['value'], $left['currencyCode'])) . '</button>',
            ),
            $attempt->captured > $attempt->refunded => '<p>Its refund is not confirmed yet.</p>',
            default => '<p>It has been given back.</p>',
        };
    }
}
if ($own !== null && in_array($state, [OrderState::Authorised, OrderState::Review], true) && $own->captured < $own->amount) {
    $body .= '<h2>Capture</h2>' . form(
        'capture.php',
        ['order' => $id, 'capture' => Captures::newId()],
        amount_field('capture', $own->amount - $own->captured, $order['currency']) . '<button>Capture</button>',
    );
}
if ($state === OrderState::Authorised) {
    $body .= '<h2>Release</h2>' . form('capture.php', ['order' => $id, 'capture' => Captures::newId(), 'release' => 'yes'], '<button>Release</button>');
}
if (kit()->refunds->left($id) > 0) {
    $body .= '<h2>Refund</h2>' . form(
        'refund.php',
        ['order' => $id, 'refund' => Refunds::newId()],
        amount_field('refund', kit()->refunds->left($id), $order['currency'])
        . '<label for="reason">Reason</label><input id="reason" name="reason" maxlength="200"><button>Refund</button>',
    );
}
$body .= bullets('Refunds', array_map(
    static fn ($refund): string => sprintf('%s, %s, key %s. %s', Words::money($refund->amount, $order['currency']), $refund->state, $refund->id, $refund->reason),
    kit()->refunds->ofOrder($id),
));
$body .= bullets('E-mails', array_map(static fn (array $mail): string => "To $mail[recipient]: $mail[text]", shop()->mails($id)));

show_page('Payment', $body);

function amount_field(string $id, int $value, string $currencyCode): string
{
    return sprintf(
        '<label for="%s">Amount in %s</label><input id="%1$s" name="amount" inputmode="decimal" required value="%s">',
        h($id),
        h($currencyCode),
        h(Money::toDecimal(['value' => $value, 'currencyCode' => $currencyCode])),
    );
}
