<?php

declare(strict_types=1);

/*
 * One process of customers and staff, one visit after another, until a file appears. They press buttons twice, in two tabs, and again if
 * no response came. Prints a line of JSON for each thing that the shop's books are checked against afterwards.
 *
 *   php customers.php SHOP-URL DOJO-URL PASSWORD STOP-FILE
 */

use Dojo\Tests\Http;
use Dojo\Tests\Visitor;

require __DIR__ . '/../../support/autoload.php';

[, $shop, $dojo, $password, $stop] = $argv;

$staff = new Visitor();
while (!is_file($stop)) {
    $customer = new Visitor();
    $intents = buy($customer, $shop, $dojo, ['mug', 'tea', 'pot'][random_int(0, 2)]);
    $paid = [];
    foreach ($intents as $place => $intentId) {
        if (random_int(0, 9) < ($place === 0 ? 9 : 5) && pay($customer, $dojo, $intentId)) {
            $paid[] = $intentId;
        }
    }
    if ($paid !== [] && random_int(0, 2) === 0) {
        refund($staff, $shop, order_of($dojo, $paid[0]), $password);
    }
}
tell(['interrupted' => Visitor::$interrupted]);

/** @param array<string, mixed> $fact */
function tell(array $fact): void
{
    echo json_encode($fact, JSON_THROW_ON_ERROR), "\n";
}

/** @return list<string> the intents whose pages the customer has open; none if the customer has lost patience */
function buy(Visitor $customer, string $shop, string $dojo, string $product): array
{
    $intents = [];
    for ($try = 0; $intents === [] && $try < 6; $try++) {
        $response = $customer->get("$shop/index.php");
        $form = Visitor::form($response, 'product', $product);
        for ($press = 0; $form !== null && $intents === [] && $press < 6; $press++) {
            $responses = $customer->submit($form, $response[3], random_int(0, 3) === 0 ? 2 : 1);
            $intents = checkouts($responses);
            foreach ($responses as $said) {
                $form = Visitor::form($said, 'order') ?? $form; // "Try again"
            }
            $intents === [] && usleep(100_000);
        }
    }
    if ($intents !== [] && random_int(0, 3) === 0) { // the order's page is open in two tabs, and the customer presses in both
        $page = $customer->get("$shop/order.php?id=" . order_of($dojo, $intents[0]));
        $form = Visitor::form($page, 'order');
        $intents = array_values(array_unique([...$intents, ...($form === null ? [] : checkouts($customer->submit($form, $page[3], 2)))]));
    }

    return $intents;
}

/** @param list<array{int, string, string, string}> $responses @return list<string> */
function checkouts(array $responses): array
{
    $intents = [];
    foreach ($responses as [, $head]) {
        $intents[] = Visitor::checkout($head);
    }

    return array_values(array_unique(array_filter($intents)));
}

function order_of(string $dojo, string $intentId): string
{
    preg_match('~order-[0-9a-f]{16}~', Http::ask('GET', "$dojo/checkout/" . rawurlencode($intentId))[2], $match);

    return $match[0] ?? '';
}

/** @return bool whether Dojo has taken the money */
function pay(Visitor $customer, string $dojo, string $intentId): bool
{
    if (random_int(0, 9) === 0) {
        $customer->pay($dojo, $intentId, Sandbox::DECLINED_CARD);
    }
    $back = $customer->pay($dojo, $intentId);
    if ($back !== null && random_int(0, 3) !== 0) { // one in four closes the tab instead
        $customer->send(array_fill(0, random_int(1, 2), ['GET', $back, null]));
    }

    return $back !== null;
}

/** Part of an order, with the button pressed twice; the same form again until the shop has said how that refund is. */
function refund(Visitor $staff, string $shop, string $orderId, string $password): void
{
    $page = null;
    for ($try = 0; $try < 20; $try++) {
        $page = $staff->get("$shop/payment.php?order=$orderId");
        if ($page[0] === 403) {
            $signIn = $staff->get("$shop/staff.php");
            $form = Visitor::form($signIn, 'password');
            $form === null || $staff->submit(['password' => $password] + $form, $signIn[3]);
        } elseif (Visitor::form($page, 'refund') !== null) {
            break;
        } else {
            usleep(100_000); // it is paid at Dojo, and the shop learns of it from the webhook
        }
    }
    $form = Visitor::form($page, 'refund');
    if ($form === null) {
        return;
    }
    $amount = random_int(1, 700);
    $form = ['amount' => sprintf('%d.%02d', intdiv($amount, 100), $amount % 100), 'reason' => 'Chipped lid'] + $form;
    do {
        $said = array_map(static fn (array $response): string => $response[0] === 303 ? 'made' : "$response[0] " . Http::text($response[2]), $staff->submit($form, $page[3], random_int(1, 2)));
        $isNoted = preg_grep('~^made|Refund not confirmed~', $said) !== [];
        $isRefused = preg_grep('~^4~', $said) !== [];
    } while (!$isNoted && !$isRefused && $try++ < 60);
    tell(['refund' => $form['refund'], 'order' => $orderId, 'amount' => $amount, 'noted' => $isNoted, 'said' => $said]);
}
