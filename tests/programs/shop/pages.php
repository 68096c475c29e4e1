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
        foreach (["order.php?id=$text", "order.php?id=$orderId&format=$text", "success.php?order=$text", "refund.php?order=$text", "index.php?x=$text", "$text.php"] as $address) {
            $responses["GET $address"] = $quiet->get($address);
        }
        foreach (['product', 'order'] as $field) {
            $responses["checkout.php $field=$text"] = $quiet->post('checkout.php', [$field => $string]);
        }
        foreach (['order', 'refund', 'amount', 'password'] as $field) {
            $responses["refund.php $field=$text"] = $quiet->post('refund.php', [$field => $string] + $form);
        }
    }
    $found = array_keys(array_filter($responses, static fn (array $response): bool => preg_match($traces, $response[2]) === 1));
    $report->same([], $found, 'no page returns the markup that it was sent');
    $odd = array_keys(array_filter($responses, static fn (array $response): bool => !in_array($response[0], [200, 400, 403, 404], true)));
    $report->same([], $odd, 'and none fails because of it');
    $unsafe = array_keys(array_filter($responses, static fn (array $response): bool => stripos($response[1], 'text/html') !== false
        && (stripos($response[1], "Content-Security-Policy: default-src 'none'") === false || stripos($response[1], 'Cache-Control: no-store') === false)));
    $report->same([], $unsafe, 'all pages forbid scripts and caching');

    $hostile = '"><script>alert(1)</script>';
    $quiet->post('refund.php', ['reason' => $hostile] + $form);
    $report->same($hostile, $quiet->rows('SELECT reason FROM shop_refunds WHERE id = ?', $form['refund'])[0]['reason'] ?? null, 'a reason with markup is stored as typed');
    $quiet->pdo()->prepare('UPDATE shop_orders SET product = ? WHERE id = ?')->execute([$hostile, $orderId]);
    $quiet->pdo()->prepare('UPDATE shop_refunds SET state = ? WHERE order_id = ?')->execute([$hostile, $orderId]);
    [$status, , $html] = $quiet->get("order.php?id=$orderId");
    $report->same([200, 0, 2], [$status, preg_match($traces, $html), substr_count($html, '&lt;script&gt;')], 'values from the database are shown as text', $html);
    [$status, $head, $json] = $quiet->get("order.php?format=json&id=$orderId");
    $report->same([200, true, $hostile], [$status, stripos($head, 'Content-Type: application/json') !== false, json_decode($json, true)['refunds'][0]['reason'] ?? null], 'the JSON view is not HTML');

    [, $head] = Http::ask('POST', "$quiet->url/checkout.php", http_build_query(['order' => $orderId]), ['Content-Type' => 'application/x-www-form-urlencoded', 'Host' => 'shop.example']);
    $report->same(1, preg_match('~^location: ' . preg_quote($quiet->url) . '/~im', $head), 'no URL is built from the Host header', $head);
    $intent = $quiet->dojo->getPaymentIntent($intentId);
    $report->same("$quiet->url/success.php?order=$orderId", $intent['config']['redirectUrl'] ?? null, 'customers come back to SHOP_URL');
    foreach (['config.php', 'store.php', 'payments.php', 'page.php', 'reconcile.php', 'setup-webhook.php', 'router.php', '../demo.sh', '%2e%2e/demo.sh', 'order.php/x', 'none'] as $path) {
        $report->same(404, $quiet->get($path)[0], "there is no page $path");
    }
};
