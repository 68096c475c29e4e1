<?php

declare(strict_types=1);

/*
 * The people of the demo: a customer, who knows nothing but the shop's address, and somebody of the shop's staff. Both
 * use pages and forms only, as a browser would. What webhooks were sent is asked of the offline Dojo.
 *
 *   php demo-customer.php SHOP_URL DOJO_URL       with the staff's password in SHOP_PASSWORD
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
 * Waits until something is there.
 *
 * @template T
 * @param Closure(): ?T $look
 * @return T
 */
function wait_for(string $what, Closure $look): mixed
{
    for ($deadline = microtime(true) + 15; microtime(true) < $deadline; usleep(100_000)) {
        $found = $look();
        if ($found !== null) {
            return $found;
        }
    }
    throw new RuntimeException("Waited 15 s in vain for $what.");
}

/**
 * Calls one of the offline Dojo's helpers.
 *
 * @return array<mixed>
 */
function dojo(string $url, string $method, string $path): array
{
    $answer = file_get_contents("$url/sandbox$path", false, stream_context_create(['http' => ['method' => $method, 'timeout' => 20]]));
    $data = json_decode((string) $answer, true, 32, JSON_THROW_ON_ERROR);

    return is_array($data) ? $data : throw new RuntimeException("The offline Dojo's answer to $path can't be read.");
}

/**
 * Waits until Dojo has delivered a webhook that $isMeant. Its payload is an event; `attempts` has the shop's answers.
 *
 * @param Closure(array{id: string, eventId: string, payload: string, attempts: list<array{status: ?int}>}): bool $isMeant
 * @return array{id: string, eventId: string, payload: string, attempts: list<array{status: ?int}>}
 */
function delivered(string $dojo, Closure $isMeant): array
{
    return wait_for('the webhook', static function () use ($dojo, $isMeant): ?array {
        /** @var array{deliveries: list<array{id: string, eventId: string, payload: string, attempts: list<array{status: ?int}>}>} $known */
        $known = dojo($dojo, 'GET', '/deliveries');
        foreach ($known['deliveries'] as $delivery) {
            if ($isMeant($delivery) && in_array(200, array_column($delivery['attempts'], 'status'), true)) {
                return $delivery;
            }
        }

        return null;
    });
}

function says_paid(string $payload, string $intentId): bool
{
    return str_contains($payload, $intentId) && str_contains($payload, 'Captured');
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

/** The order's page, as the customer sees it, once it has that status. */
function wait_for_status(string $shop, string $id, string $status): void
{
    wait_for("the order's page to say \"$status\"", static fn (): ?bool
        => (new Browser())->open("$shop/order.php?id=" . rawurlencode($id))->fact('Status') === $status ?: null);
}

try {
    $shop = rtrim($argv[1] ?? '', '/');
    $dojo = rtrim($argv[2] ?? '', '/');
    check(preg_match('~^https?://~', $shop) === 1 && preg_match('~^https?://~', $dojo) === 1, 'usage: php demo-customer.php SHOP_URL DOJO_URL');
    $browser = new Browser();
    $staff = new Browser();

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
    $delivery = delivered($dojo, static fn (array $delivery): bool => says_paid($delivery['payload'], $intentId));
    say("  Dojo called the webhook as well: {$delivery['eventId']} says Captured. Its signature was right, and the shop answered 200.");
    wait_for_status($shop, $id, 'Thank you. Your order is paid.');

    $staff->open("$shop/staff.php");
    $staff->submit($staff->form('password'), ['password' => (string) getenv('SHOP_PASSWORD')]);
    check(str_contains($staff->html, $id), 'The staff do not see the order: ' . $staff->text());
    $payment = "$shop/payment.php?order=" . rawurlencode($id);
    $staff->open($payment);
    check($staff->fact('Status') === 'Paid.', 'To the staff, the order is: ' . $staff->fact('Status'));
    $refundForm = $staff->form('reason');
    foreach (['once', 'twice'] as $pressed) {
        $staff->submit($refundForm, ['amount' => '12.00', 'reason' => 'The lid is chipped']);
        check($staff->status === 200, "The refund was not made, pressed $pressed: " . $staff->text());
    }
    say("  The staff signed in and gave 12.00 GBP back. Idempotency key: {$refundForm['refund']}.");
    check($staff->fact('Refunded') === '12.00 GBP', 'Refunded should be 12.00 GBP, and is ' . $staff->fact('Refunded'));
    check(substr_count($staff->html, 'key refund-') === 1, 'Pressing the button twice made several refunds: ' . $staff->text());
    say('  They pressed the button twice: ' . $staff->fact('Refunded') . ' was refunded, not 24.00 GBP.');

    say('');
    say('Two: the same webhook again');
    $before = $staff->open($payment)->html;
    $mails = substr_count($before, 'To customer: Thank you!');
    $again = dojo($dojo, 'POST', "/deliveries/{$delivery['id']}/resend")['id'] ?? null;
    delivered($dojo, static fn (array $sent): bool => $sent['id'] === $again);
    say("  Dojo sent {$delivery['eventId']} a second time, and the shop answered 200.");
    $ids = static fn (string $html): string => (string) preg_replace('~(refund|capture)-[0-9a-f]{24}(?=">)~', '', $html); // each page has new forms
    check($ids($staff->open($payment)->html) === $ids($before), 'The second delivery changed something: ' . $staff->text());
    check($mails === 1, "The customer should have got one e-mail, and got $mails.");
    say("  It changed nothing: $mails e-mail thanks the customer, and the refund is still " . $staff->fact('Refunded') . '.');

    say('');
    say('Three: a declined card, one that the bank asks about, and a closed tab');
    $id = buy($browser, $shop, 'tea');
    $intentId = basename((string) parse_url($browser->url, PHP_URL_PATH));
    say("  The customer chose tea; the shop made $id and payment intent $intentId.");
    pay($browser, 'is declined');
    check(str_contains($browser->text(), 'declined'), 'The checkout page does not say that the card was declined: ' . $browser->text());
    say('  Card 4456…1013 was declined; the order can still be paid.');
    pay($browser, 'asks the bank');
    check(str_contains($browser->url, '/challenge/'), 'Expected the 3-D Secure page, got ' . $browser->url . ': ' . $browser->text());
    say('  Card 5200…1096 on the same page: 3-D Secure asks, the customer approves, and closes the tab.');
    $browser->submit($browser->form('answer', 'approve'), ['answer' => 'approve'], follow: false);
    $delivery = delivered($dojo, static fn (array $delivery): bool => says_paid($delivery['payload'], $intentId));
    say("  Nobody came back to the shop, but the webhook did: {$delivery['eventId']}.");
    wait_for_status($shop, $id, 'Thank you. Your order is paid.');
    say("  In the shop's books $id is paid, with the same intent.");
    say('');
} catch (Throwable $e) {
    fwrite(STDERR, "demo failed: {$e->getMessage()}\n");
    exit(1);
}
