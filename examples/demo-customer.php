<?php

declare(strict_types=1);

/*
 * The people of the demo: a customer, who knows nothing but the shop's address, and somebody of the shop's staff. Both
 * use pages and forms only, as a browser would.
 *
 *   php demo-customer.php SHOP_URL       with the staff's password in SHOP_PASSWORD
 */

require __DIR__ . '/demo-browser.php';

const CARDS = [
    'pays' => ['number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020', 'name' => 'Ada Customer'],
    'asks the bank' => ['number' => '5200000000001096', 'expiry' => '12/29', 'cvc' => '020', 'name' => 'Ada Customer'],
    'is declined' => ['number' => '4456530000001013', 'expiry' => '12/29', 'cvc' => '341', 'name' => 'Ada Customer'],
];

function say(string $line): void
{
    echo $line, "\n";
}

function check(bool $holds, string $what): void
{
    if (!$holds) {
        throw new RuntimeException($what);
    }
}

/**
 * The order as the shop's JSON view has it.
 *
 * @return array{status: string, paymentIntentId: string, amount: array{value: int, currencyCode: string}, refundedAmount: int,
 *     events: list<array{id: string, status: string, handled: int|string}>, refunds: list<array{id: string, refund_id: string, state: string}>}
 */
function order(string $shop, string $id): array
{
    $page = (new Browser())->open("$shop/order.php?format=json&id=" . rawurlencode($id));
    check($page->status === 200, "The shop's view of $id answered $page->status: " . $page->text());

    $order = json_decode($page->html, true, 16, JSON_THROW_ON_ERROR);
    check(is_array($order) && isset($order['status'], $order['paymentIntentId'], $order['amount'], $order['events'], $order['refunds']), "The shop's view of $id lacks something: $page->html");

    /** @phpstan-ignore return.type (the shop is ours; what counts is checked above) */
    return $order;
}

/** Waits until the webhook with that status has come and been dealt with. @return string its event's id */
function wait_for_event(string $shop, string $id, string $status): string
{
    for ($deadline = microtime(true) + 15; microtime(true) < $deadline; usleep(100_000)) {
        $order = order($shop, $id);
        foreach ($order['events'] as $event) {
            if ($event['status'] === $status && (int) $event['handled'] === 1) {
                return $event['id'];
            }
        }
    }
    throw new RuntimeException("Waited 15 s in vain for the webhook; the shop's view of the order: " . json_encode($order ?? null));
}

/** @return string the id of the order */
function buy(Browser $browser, string $shop, string $product): string
{
    $browser->open("$shop/");
    $browser->submit($browser->form('product', $product), []);
    check(str_contains($browser->url, '/checkout/'), "Expected Dojo's checkout page, got $browser->url: " . $browser->text());
    check($browser->status === 200, "The checkout page answered $browser->status: " . $browser->text());
    preg_match('~order-[0-9a-f]{16}~', $browser->text(), $match);

    return $match[0] ?? throw new RuntimeException('The checkout page does not show the order: ' . $browser->text());
}

function pay(Browser $browser, string $card): void
{
    $browser->submit($browser->form('number'), CARDS[$card] + ['method' => 'card']);
}

try {
    $shop = rtrim($argv[1] ?? '', '/');
    check(preg_match('~^https?://~', $shop) === 1, 'usage: php demo-customer.php SHOP_URL');
    $browser = new Browser();

    say('');
    say('One: a payment, and part of it back');
    $id = buy($browser, $shop, 'pot');
    $intentId = basename((string) parse_url($browser->url, PHP_URL_PATH));
    say("  The customer chose a teapot; the shop made $id and payment intent $intentId.");
    say("  The browser is on Dojo's checkout page, $browser->url");
    pay($browser, 'pays');
    check(str_starts_with($browser->url, "$shop/success.php"), 'Expected the shop\'s success page, got ' . $browser->url . ': ' . $browser->text());
    check(str_contains($browser->text(), 'Your order is paid'), 'The success page does not say so: ' . $browser->text());
    say('  Paid with test card 5200…1005, and back on the shop\'s page: "' . $browser->heading() . '"');
    $eventId = wait_for_event($shop, $id, 'Captured');
    $order = order($shop, $id);
    check($order['status'] === 'paid', "The order should be paid, and is {$order['status']}.");
    say('  The webhook came, with a valid signature: ' . $eventId . ' says Captured.');
    say("  In the shop's books $id is {$order['status']}: {$order['amount']['value']} pence ({$order['amount']['currencyCode']}).");

    $browser->open("$shop/refund.php?order=" . rawurlencode($id));
    $refundForm = $browser->form('refund');
    $values = ['amount' => '12.00', 'reason' => 'The lid is chipped', 'password' => (string) getenv('SHOP_PASSWORD')];
    $shopPage = clone $browser;
    $browser->submit($refundForm, $values);
    check($browser->status === 200, 'The refund was not made: ' . $browser->text());
    $order = order($shop, $id);
    $refund = $order['refunds'][0] ?? throw new RuntimeException('The shop knows of no refund.');
    check($refund['state'] === 'done', "The refund is {$refund['state']}.");
    say("  The staff gave 12.00 GBP back: refund {$refund['refund_id']}, idempotency key {$refund['id']}.");
    $shopPage->submit($refundForm, $values);
    $order = order($shop, $id);
    check(count($order['refunds']) === 1, 'Pressing the button twice made ' . count($order['refunds']) . ' refunds.');
    check($order['refundedAmount'] === 1200, "refundedAmount should be 1200, and is {$order['refundedAmount']}.");
    say("  They pressed the button twice; Dojo's refundedAmount is {$order['refundedAmount']}, not 2400.");

    say('');
    say('Two: a declined card, then one that the bank asks about');
    $id = buy($browser, $shop, 'tea');
    $intentId = basename((string) parse_url($browser->url, PHP_URL_PATH));
    say("  The customer chose tea; the shop made $id and payment intent $intentId.");
    pay($browser, 'is declined');
    check(str_contains($browser->text(), 'declined'), 'The checkout page does not say that the card was declined: ' . $browser->text());
    $order = order($shop, $id);
    check($order['status'] === 'open', "After a decline the order should be open, and is {$order['status']}.");
    say("  Card 4456…1013 was declined, and the order is still {$order['status']}.");
    pay($browser, 'asks the bank');
    check(str_contains($browser->url, '/challenge/'), 'Expected the 3-D Secure page, got ' . $browser->url . ': ' . $browser->text());
    say('  Card 5200…1096 on the same page: 3-D Secure asks, and the customer approves.');
    $browser->submit($browser->form('answer', 'approve'), ['answer' => 'approve']);
    check(str_starts_with($browser->url, "$shop/success.php"), 'Expected the shop\'s success page, got ' . $browser->url . ': ' . $browser->text());
    $eventId = wait_for_event($shop, $id, 'Captured');
    $order = order($shop, $id);
    check($order['status'] === 'paid', "The order should be paid, and is {$order['status']}.");
    check($order['paymentIntentId'] === $intentId, 'The order was paid with another intent.');
    say("  In the shop's books $id is {$order['status']}, with the same intent; webhook $eventId.");
    say('');
} catch (Throwable $e) {
    fwrite(STDERR, "demo failed: {$e->getMessage()}\n");
    exit(1);
}
