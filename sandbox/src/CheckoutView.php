<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The HTML of the checkout pages: plain forms, without scripts or external resources. */
final class CheckoutView
{
    private const CSS = <<<'CSS'
        *{box-sizing:border-box}
        body{margin:0;background:#f2f4f5;color:#17212b;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        main{max-width:34rem;margin:1.5rem auto;padding:1.5rem;background:#fff;border-radius:.75rem;box-shadow:0 1px 4px #0003}
        .sandbox{background:#5b2ca0;color:#fff;text-align:center;margin:0;padding:.4rem;font-weight:600}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}h2,legend{font-size:1.05rem;font-weight:700;margin:0;padding:0}
        h2{margin-top:1.75rem}p{margin:.5rem 0}.muted{color:#52606b}
        table{width:100%;border-collapse:collapse;margin-top:1rem}
        td,th{padding:.4rem 0;text-align:left;border-bottom:1px solid #e3e7ea;font-weight:400;vertical-align:top}
        td:last-child{text-align:right;white-space:nowrap;padding-left:1rem}.cards td:last-child{white-space:normal}.cards td:first-child{white-space:nowrap}
        tr.total *{font-weight:700;font-size:1.15rem;border-bottom:0;padding-top:.6rem}
        fieldset{border:0;padding:0;margin:1.75rem 0 0;min-width:0}
        label{display:block;font-weight:600;margin:.75rem 0 .2rem}label.check{font-weight:400}label.check input{width:1.1rem;height:1.1rem}
        input:not([type=checkbox]){width:100%;min-height:2.75rem;padding:.5rem .6rem;font:inherit;border:1px solid #717e89;border-radius:.4rem}
        input[aria-invalid]{border-color:#b3261e;border-width:2px}.error{color:#b3261e;margin:.2rem 0 0}
        .alert{border:2px solid #b3261e;background:#fdf3f2;border-radius:.4rem;padding:.6rem .8rem;margin:1rem 0}
        .alert:focus{outline:0}.done h1::before{content:"\2713" / "";color:#00806a;margin-right:.5rem}
        .row{display:flex;flex-wrap:wrap;gap:0 1rem}.row>*{flex:1 1 9rem}
        button{font:inherit;font-weight:600;width:100%;min-height:2.75rem;margin-top:1rem;padding:.6rem;border:1px solid #00806a;border-radius:.4rem}
        button{background:#00806a;color:#fff;cursor:pointer}button:hover{background:#006b59}
        button.second{background:#fff;color:#17212b;border-color:#717e89}button.second:hover{background:#f2f4f5}
        :focus-visible{outline:3px solid #5b2ca0;outline-offset:2px}a{color:#5b2ca0}
        .enter{position:absolute;width:1px;min-height:0;height:1px;margin:0;padding:0;border:0;overflow:hidden;clip-path:inset(50%)}
        details{margin-top:1.5rem;border-top:1px solid #e3e7ea;padding-top:.75rem}summary{cursor:pointer;color:#52606b}
        .terms{white-space:pre-wrap;max-height:10rem;overflow:auto;border:1px solid #e3e7ea;padding:.6rem}
        CSS;

    public static function page(Intent $intent, FormState $state): string
    {
        $total = $intent->total();
        $title = $intent->config()->textOrNull('title') ?? ($total === null ? 'Save your card' : 'Pay');
        $focusMessage = in_array(array_key_first($state->errors), [null, 'method'], true);
        $html = self::message($state->message, $focusMessage);
        $html .= '<form method="post" action="/checkout/' . self::text(rawurlencode($intent->id())) . '" novalidate>'
            . '<input type="hidden" name="form" value="' . self::text($state->token) . '">'
            // The Enter key presses the form's first button, which must not be a wallet's or a saved card's.
            . '<button class="enter" name="method" value="card" tabindex="-1" aria-hidden="true">Enter</button>';
        $html .= self::summary($intent);
        $html .= self::detailFields($intent, $state);
        if ($intent instanceof SetupIntent) {
            $html .= self::terms($intent, $state);
        }
        $html .= self::paymentMethods($intent, $state, $total === null ? 'Save card' : 'Pay ' . self::money($total));
        $html .= self::fieldError('method', $state) . '</form>';
        $cancelUrl = $intent->config()->textOrNull('cancelUrl');
        if ($cancelUrl !== null) {
            $html .= '<p><a href="' . self::text($cancelUrl) . '">Cancel and go back to the shop</a></p>';
        }

        if ($intent->allows('Card')) {
            $html .= self::testCards();
        }

        return self::frame($title, $html, $intent->isKeyedIn() ? 'Virtual terminal: the card is keyed in for the customer' : null);
    }

    public static function challenge(Intent $intent, Instrument $instrument, ?string $message = null): string
    {
        $total = $intent->total();
        $what = $total === null ? 'Confirm that this card may be saved' : 'Confirm the payment of ' . self::money($total);

        return self::frame('Confirm with your bank', self::message($message) . '<p>' . self::text($what) . ' with the card ending in '
            . self::text($instrument->last4) . '. This page simulates the 3-D Secure page of a bank.</p>'
            . '<form method="post"><button name="answer" value="approve">Approve</button>'
            . '<button class="second" name="answer" value="fail">Fail the check</button></form>');
    }

    public static function closed(Intent $intent, bool $isDone): string
    {
        $total = $intent->total();
        [$title, $text] = match (true) {
            $intent->status() === 'Refunded' => ['Payment refunded', 'This payment was made and has been refunded.'],
            $intent->status() === 'Reversed' => ['Payment reversed', 'This payment was made and has been reversed.'],
            $isDone && $total === null => ['Card saved', 'Thank you. Your card has been saved.'],
            $isDone => ['Payment successful', 'Thank you. ' . self::money($total) . ' has been paid.'],
            $intent->hasExpired() => ['Payment link expired', 'This payment link has expired. Please ask the shop for a new one.'],
            default => ['Payment cancelled', 'This payment was cancelled. Nothing was paid.'],
        };
        $html = '<p>' . self::text($text) . '</p><p class="muted">Reference: ' . self::text($intent->fields()->text('reference')) . '</p>';
        $link = $intent->fields()->object('actionLink');
        if ($isDone && $link->has('url')) {
            $html .= '<p><a href="' . self::text($link->text('url')) . '">' . self::text($link->text('label')) . '</a></p>';
        }
        $url = $intent->config()->textOrNull($isDone ? 'redirectUrl' : 'cancelUrl');
        if ($url !== null) {
            $html .= '<p><a href="' . self::text($url) . '">Back to the shop</a></p>';
        }

        return self::frame($title, $html, null, in_array($intent->status(), ['Refunded', 'Reversed'], true) || !$isDone ? '' : 'done');
    }

    public static function notice(string $title, string $text): string
    {
        return self::frame($title, '<p>' . self::text($text) . '</p>');
    }

    private static function money(Money $money): string
    {
        $symbol = ['GBP' => '£', 'EUR' => '€'][$money->currency] ?? $money->currency . ' ';
        $value = abs($money->value);

        return ($money->value < 0 ? '-' : '') . $symbol . intdiv($value, 100) . sprintf('.%02d', $value % 100);
    }

    private static function summary(Intent $intent): string
    {
        $fields = $intent->fields();
        $html = '';
        if (self::shows('showReference', $intent)) {
            $html .= '<p class="muted">Reference: ' . self::text($fields->text('reference')) . '</p>';
        }
        if ($fields->has('description')) {
            $html .= '<p>' . self::text($fields->text('description')) . '</p>';
        }
        $rows = '';
        foreach ($fields->objects('itemLines') as $line) {
            $name = $line->textOrNull('name') ?? $line->textOrNull('id') ?? 'Item';
            $quantity = $line->integerOrNull('quantity');
            $rows .= self::moneyRow($quantity === null ? $name : "$quantity × $name", Money::of($line->object('amountTotal')));
        }
        foreach ($fields->objects('taxLines') as $line) {
            $name = trim(($line->textOrNull('caption') ?? 'Tax') . ' ' . ($line->textOrNull('subCaption') ?? ''));
            $rows .= self::moneyRow($name, Money::of($line->object('amountTotal')));
        }
        foreach (['tipsAmount' => 'Tip', 'serviceChargeAmount' => 'Service charge', 'cashbackAmount' => 'Cashback'] as $field => $name) {
            $money = $fields->moneyOrNull($field);
            $rows .= $money === null ? '' : self::moneyRow($name, $money);
        }
        $total = $intent->total();
        $intended = $fields->moneyOrNull('intendedAmount');
        if ($total !== null && self::shows('showTotal', $intent)) {
            $rows .= self::moneyRow('Total', $total, 'total');
        } elseif ($total === null && $intended !== null) {
            $rows .= self::moneyRow('May be charged later', $intended);
        }

        return $html . ($rows === '' ? '' : "<table>$rows</table>");
    }

    /** Whether the page shows this detail: yes, unless the intent's config says otherwise. */
    private static function shows(string $detail, Intent $intent): bool
    {
        $details = $intent->config()->object('details');

        return !$details->has($detail) || $details->flag($detail);
    }

    private static function moneyRow(string $name, Money $money, string $class = ''): string
    {
        return '<tr' . ($class === '' ? '' : " class=\"$class\"") . '><th scope="row">' . self::text($name)
            . '</th><td>' . self::text(self::money($money)) . '</td></tr>';
    }

    private static function detailFields(Intent $intent, FormState $state): string
    {
        $groups = ['email' => '', 'billing' => '', 'shipping' => ''];
        foreach (CheckoutForm::fields($intent) as $name => $field) {
            $groups[explode('_', $name)[0]] .= self::input($name, $field, $state);
        }
        $html = '';
        foreach (['email' => 'Contact', 'billing' => 'Billing address', 'shipping' => 'Delivery'] as $group => $legend) {
            $html .= $groups[$group] === '' ? '' : "<fieldset><legend>$legend</legend>{$groups[$group]}</fieldset>";
        }

        return $html;
    }

    private static function terms(SetupIntent $intent, FormState $state): string
    {
        return '<h2>Terms</h2><p class="terms" tabindex="0">' . self::text($intent->fields()->text('terms')) . '</p>'
            . '<label class="check"><input type="checkbox" name="terms" value="yes"'
            . (($state->typed['terms'] ?? '') === 'yes' ? ' checked' : '') . self::marks('terms', $state) . '> I accept these terms</label>'
            . self::fieldError('terms', $state);
    }

    private static function paymentMethods(Intent $intent, FormState $state, string $verb): string
    {
        $html = '';
        foreach ($intent->allows('Wallet') ? Cards::WALLETS : [] as $wallet => $name) {
            $html .= '<button class="second" name="method" value="wallet:' . $wallet . '">' . self::text("$verb with $name") . '</button>';
        }
        $saved = '';
        $cards = $state->savedCards;
        $first = $intent->proposedCard();
        usort($cards, static fn (SavedCard $a, SavedCard $b): int => ($b->id === $first) <=> ($a->id === $first));
        foreach ($cards as $card) {
            $saved .= '<button class="second" name="method" value="saved:' . self::text($card->id) . '">'
                . self::text("$verb with {$card->instrument->scheme} ending in {$card->instrument->last4}") . '</button>';
        }
        $html .= $saved === '' ? '' : "<h2>Your saved cards</h2>$saved";
        if (!$intent->allows('Card')) {
            return $html;
        }
        $html .= '<fieldset><legend>Card</legend>'
            . self::input('number', new Field('Card number', true, 19, 'cc-number', inputMode: 'numeric'), $state)
            . '<div class="row"><div>' . self::input('expiry', new Field('Expiry, MM/YY', true, 7, 'cc-exp', inputMode: 'numeric'), $state)
            . '</div><div>' . self::input('cvc', new Field('Security code', true, 4, 'cc-csc', inputMode: 'numeric'), $state) . '</div></div>'
            . self::input('name', new Field('Name on card', false, 100, 'cc-name'), $state);
        if ($intent->customerId() !== null) {
            $html .= '<label class="check"><input type="checkbox" name="save_card" value="yes"> Save this card for next time</label>';
        }

        return $html . '</fieldset><button name="method" value="card">' . self::text($verb) . '</button>';
    }

    private static function input(string $name, Field $field, FormState $state): string
    {
        // Card number and security code are never sent back to the browser.
        $value = in_array($name, ['number', 'cvc'], true) ? '' : $state->typed[$name] ?? $field->value ?? '';
        $attributes = [
            'id' => $name, 'name' => $name, 'type' => $field->type, 'value' => $value, 'autocomplete' => $field->autocomplete,
        ] + ($field->inputMode === null ? [] : ['inputmode' => $field->inputMode]);
        $html = '<label for="' . $name . '">' . self::text($field->label) . '</label><input';
        foreach ($attributes as $attribute => $text) {
            $html .= " $attribute=\"" . self::text($text) . '"';
        }

        return $html . self::marks($name, $state) . '>' . self::fieldError($name, $state);
    }

    /** Links a field to its message; the first field with a message gets the focus. */
    private static function marks(string $name, FormState $state): string
    {
        if (!isset($state->errors[$name])) {
            return '';
        }

        return " aria-invalid=\"true\" aria-describedby=\"$name-error\"" . ($name === array_key_first($state->errors) ? ' autofocus' : '');
    }

    private static function fieldError(string $name, FormState $state): string
    {
        return isset($state->errors[$name])
            ? "<p class=\"error\" id=\"$name-error\">" . self::text($state->errors[$name]) . '</p>'
            : '';
    }

    private static function message(?string $message, bool $focus = true): string
    {
        // Screen readers start at the focus, if there is one: the message must not be missed.
        return $message === null ? '' : '<div class="alert" role="alert"' . ($focus ? ' tabindex="-1" autofocus' : '') . '>'
            . self::text($message) . '</div>';
    }

    private static function testCards(): string
    {
        $rows = '';
        foreach (Cards::TEST_CARDS as $number => $card) {
            $rows .= '<tr><td>' . chunk_split((string) $number, 4, ' ') . '<br>' . self::text($card['example']) . '</td><td>'
                . self::text($card['means']) . '</td></tr>';
        }

        return "<details><summary>Test cards</summary><table class=\"cards\"><tbody>$rows</tbody></table></details>";
    }

    private static function frame(string $title, string $html, ?string $note = null, string $class = ''): string
    {
        return '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
            . '<title>' . self::text($title) . ' (sandbox)</title><style>' . self::CSS . '</style></head><body>'
            . '<p class="sandbox">Sandbox: no real money, test cards only</p><main class="' . $class . '"><h1>' . self::text($title) . '</h1>'
            . ($note === null ? '' : '<p class="muted">' . self::text($note) . '</p>') . $html . "</main></body></html>\n";
    }

    private static function text(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
    }
}
