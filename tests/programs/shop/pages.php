<?php

declare(strict_types=1);

use Dojo\Tests\Http;
use Dojo\Tests\Report;

/* Markup in addresses and forms is shown as text, and files that are not pages are not served. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet] = $shops;
    $strings = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '</title><svg onload=alert(1)>', "\xff<b>"];
    $traces = '~<script>alert|<img src=x|<svg|\'\s*onmouseover=|<b>~i';

    [$orderId, $intentId] = $quiet->paidOrder();
    $form = $quiet->refundForm($orderId, '1.00');
    $responses = [];
    foreach ($strings as $string) {
        $text = rawurlencode($string);
        foreach (["order.php?id=$text", "order.php?id=$orderId&format=$text", "success.php?order=$text", "index.php?x=$text", "$text.php"] as $address) {
            $responses["GET $address"] = $quiet->get($address);
        }
        $responses["GET payment.php?order=$text"] = $quiet->staff()->get("payment.php?order=$text");
        foreach (['product', 'order'] as $field) {
            $responses["checkout.php $field=$text"] = $quiet->post('checkout.php', [$field => $string]);
        }
        foreach (['order', 'refund', 'amount', 'intent', 'token'] as $field) {
            $responses["refund.php $field=$text"] = $quiet->refund([$field => $string] + $form);
        }
    }
    $found = array_keys(array_filter($responses, static fn (array $response): bool => preg_match($traces, $response[2]) === 1));
    $report->same([], $found, 'no page returns the markup that it was sent');
    $odd = array_keys(array_filter($responses, static fn (array $response): bool => !in_array($response[0], [200, 403, 404, 409], true)));
    $report->same([], $odd, 'and none fails because of it');
    $unsafe = array_keys(array_filter($responses, static fn (array $response): bool => stripos($response[1], 'text/html') !== false
        && (stripos($response[1], "Content-Security-Policy: default-src 'none'") === false || stripos($response[1], 'Cache-Control: no-store') === false)));
    $report->same([], $unsafe, 'all pages forbid scripts and caching');

    $hostile = '"><script>alert(1)</script>';
    $quiet->refund(['reason' => $hostile] + $form);
    $report->same($hostile, $quiet->rows('SELECT reason FROM dojo_refunds WHERE id = ?', $form['refund'])[0]['reason'] ?? null, 'a reason with markup is stored as typed');
    $quiet->pdo()->prepare('UPDATE shop_orders SET product = ? WHERE id = ?')->execute([$hostile, $orderId]);
    $quiet->pdo()->prepare('UPDATE shop_mails SET text = ? WHERE order_id = ?')->execute([$hostile, $orderId]);
    [$status, , $html] = $quiet->get("order.php?id=$orderId");
    $report->same([200, 0, 1], [$status, preg_match($traces, $html), substr_count($html, '&lt;script&gt;')], 'values from the database are shown as text', $html);
    [$status, , $html] = $quiet->staff()->get("payment.php?order=$orderId");
    $report->same([200, 0, 3], [$status, preg_match($traces, $html), substr_count($html, '&lt;script&gt;')], 'to staff as well', $html);

    $fields = ['order' => $orderId, 'token' => $quiet->customer->token()];
    [, $head] = Http::post("$quiet->url/checkout.php", $fields, ['Host' => 'shop.example', 'Cookie' => $quiet->customer->cookie()]);
    $report->same(1, preg_match('~^location: ' . preg_quote($quiet->url) . '/~im', $head), 'no URL is built from the Host header', $head);
    $intent = $quiet->dojo->getPaymentIntent($intentId);
    $report->same("$quiet->url/success.php?order=$orderId", $intent['config']['redirectUrl'] ?? null, 'customers come back to SHOP_URL');
    foreach (['config.php', 'Shop.php', 'database.php', 'page.php', 'visitor.php', 'reconcile.php', 'setup.php', 'router.php', 'private/shop.sqlite', '../config.php', '%2e%2e/config.php', 'order.php/x', 'none'] as $path) {
        $report->same(404, $quiet->get($path)[0], "there is no page $path");
    }
};
