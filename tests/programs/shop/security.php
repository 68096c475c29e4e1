<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;
use Dojo\Tests\Session;

/* Who may send a form, how often, and what pages tell to whom. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet, 'new' => $new] = $shops;
    $orders = static fn (): int => $quiet->countRows('shop_orders');

    /* Forms of other websites, and of scripts that have no cookie. */
    $cookie = ['Cookie' => $quiet->customer->cookie()];
    $form = ['product' => 'mug', 'token' => $quiet->customer->token()];
    $other = new Session($quiet->url);
    $refused = [
        'without a token' => [['product' => 'mug'], $cookie],
        'with an empty token' => [['token' => ''] + $form, $cookie],
        'with a list as its token' => [['token' => [$form['token']]] + $form, $cookie],
        'with the token of another session' => [['token' => $other->token()] + $form, $cookie],
        'with a token, but without the cookie' => [$form, []],
        'with a token and a made-up cookie' => [$form, ['Cookie' => 'shop=' . str_repeat('0', 64)]],
        'sent by another website' => [$form, $cookie + ['Origin' => 'https://evil.example']],
        'sent by another port of this host' => [$form, $cookie + ['Origin' => 'http://127.0.0.1']],
        'sent by a page without an origin' => [$form, $cookie + ['Origin' => 'null']],
        'sent by another website, as the browser says' => [$form, $cookie + ['Sec-Fetch-Site' => 'cross-site']],
        'sent by another host of the domain' => [$form, $cookie + ['Sec-Fetch-Site' => 'same-site', 'Origin' => $quiet->url]],
    ];
    foreach ($refused as $what => [$fields, $headers]) {
        $response = Http::post("$quiet->url/checkout.php", $fields, $headers);
        $report->same([403, 0], [$response[0], $orders()], "an order $what gets a 403, and none is made", Http::text($response[2]));
    }
    foreach ([[], ['Origin' => $quiet->url], ['Sec-Fetch-Site' => 'same-origin'], ['Sec-Fetch-Site' => 'same-origin', 'Origin' => 'https://www.shop.example']] as $number => $headers) {
        Http::post("$quiet->url/checkout.php", $form, $cookie + $headers);
        $report->same($number + 1, $orders(), 'an order with cookie and token is made: ' . json_encode($headers, JSON_UNESCAPED_SLASHES));
    }
    foreach (['staff.php' => ['password' => Quickstart::PASSWORD], 'refund.php' => [], 'capture.php' => []] as $page => $fields) {
        $report->same(403, Http::post("$quiet->url/$page", $fields, ['Cookie' => $quiet->staff()->cookie()])[0], "$page accepts no form without a token either");
    }
    $unchecked = array_filter(glob(Checkout::root() . '/examples/quickstart/public/*.php') ?: [], static function (string $page): bool {
        $code = (string) file_get_contents($page);

        return str_contains($code, 'posted(') && !str_contains($code, 'require_form()');
    });
    $report->same([], $unchecked, 'nor does any page that reads a form');

    /* The cookie. */
    $https = new Quickstart($sandbox, Folder::make('https'), 'https', null, ['SHOP_URL' => 'https://shop.example']);
    preg_match('~^set-cookie: *(.*)$~im', Http::ask('GET', "$quiet->url/")[1], $plain);
    preg_match('~^set-cookie: *(.*)$~im', Http::ask('GET', "$https->url/")[1], $secure);
    $report->same(1, preg_match('~^shop=[0-9a-f]{64}; path=/; HttpOnly; SameSite=Lax$~i', $plain[1] ?? ''), 'the session\'s cookie is not for scripts and not for other websites', $plain[1] ?? 'none');
    $report->same(1, preg_match('~^__Host-shop=[0-9a-f]{64}; path=/; secure; HttpOnly; SameSite=Lax$~i', $secure[1] ?? ''), 'over https it has the prefix __Host-, which no other host of the domain can set', $secure[1] ?? 'none');
    $https->stop();

    /* What hosts write for the shop's address: browsers send it in small letters and without the usual port. */
    foreach (['HTTPS://Shop.Example' => 200, 'https://shop.example:443' => 200, 'https://shop.example/tea/' => 200, 'https://shop.example:444' => 403, 'https://shop.example.evil.example' => 403] as $url => $status) {
        $named = new Quickstart($sandbox, Folder::make('named'), 'named', null, ['SHOP_URL' => $url]);
        $session = new Session($named->url);
        $response = Http::post("$named->url/checkout.php", ['product' => 'mug', 'token' => $session->token()], ['Cookie' => $session->cookie(), 'Origin' => 'https://shop.example']);
        $report->same([$status, true], [$response[0], str_starts_with($session->cookie(), '__Host-shop=')], "SHOP_URL $url: a form from https://shop.example gets a $status, and the cookie has the prefix", Http::text($response[2]));
        $named->stop();
    }

    /* A script that has cookie and token, then one that begins a new session for each order. */
    $quiet->clear();
    $statuses = [];
    for ($n = 0; $n < 10; $n++) {
        $statuses[] = $quiet->post('checkout.php', ['product' => 'mug'])[0];
    }
    $report->same([[200 => 6, 429 => 4], 6], [array_count_values($statuses), $orders()], 'a session begins six unpaid payments; then it gets 429, and no order is made');
    $response = $quiet->post('checkout.php', ['product' => 'mug']);
    $report->same([429, true, 1], [$response[0], str_contains(Http::text($response[2]), 'There were too many tries.'), preg_match('~^retry-after: [1-9]\d*$~im', $response[1])], 'with a page that says when to try again', $response[1]);
    $orderId = $quiet->lastOrder();
    $report->ok(str_contains($quiet->leadsTo($quiet->post('checkout.php', ['order' => $orderId])), '/checkout/'), 'the orders that were made can still be paid');
    for ($n = 0; $n < 30; $n++) {
        $statuses[] = (new Session($quiet->url))->post('checkout.php', ['product' => 'mug'])[0];
    }
    $report->same([20, 20], [array_count_values($statuses)[200], $orders()], 'an address begins twenty, whatever its sessions are');

    $quiet->clear();
    [$paidId] = $quiet->paidOrder();
    [$lookId] = $quiet->order('mug');
    $quiet->pdo()->exec("INSERT INTO shop_mails VALUES ('note', '$lookId', 'staff', 'Please look')");
    $quiet->pdo()->exec('UPDATE shop_orders SET created_at = created_at - 60');
    $quiet->run('for ($n = 0; $n < 60; $n++) { shop()->add("mug"); }');
    [, , $html] = $quiet->staff()->get('staff.php');
    $report->same([true, true, 50], [str_contains($html, $paidId), str_contains($html, $lookId), substr_count($html, 'scope="row"')], 'orders that nobody pays don\'t push the others off the staff\'s list');

    /* Guesses at the staff's password. */
    $quiet->clear();
    $guess = static fn (string $password): array => (new Session($quiet->url))->post('staff.php', ['password' => $password]);
    $signedIn = $quiet->countRows('shop_staff');
    $report->same([403, 403, 403], [$guess('a')[0], $guess('')[0], $guess('b')[0]], 'three wrong passwords get a 403');
    $waits = [];
    for ($n = 0; $n < 4; $n++) {
        [$status, $head] = $guess('c');
        $waits[] = [$status, preg_match('~^retry-after: (\d+)$~im', $head, $match) === 1 ? (int) $match[1] : 0];
        $quiet->later($waits[$n][1]);
        $guess('d');
    }
    $report->same([429, 429, 429, 429], array_column($waits, 0), 'then each gets 429 until some time has passed');
    [$first, $second, $third, $fourth] = array_column($waits, 1);
    $report->ok(0 < $first && $first < $second && $second < $third && $third < $fourth, 'which grows', json_encode($waits));
    $responses = (new Session($quiet->url))->postTogether('staff.php', ['password' => 'e'], 20);
    $report->same([429 => 20], array_count_values(array_column($responses, 0)), 'twenty at once are no way around it');
    $report->same([429, $signedIn], [$guess(Quickstart::PASSWORD)[0], $quiet->countRows('shop_staff')], 'the right password does not shorten it');
    $quiet->later(901);
    $report->same([303, $signedIn + 1], [$guess(Quickstart::PASSWORD)[0], $quiet->countRows('shop_staff')], 'and is accepted after it');
    $report->same([403, 0], [(new Session($new->url))->post('staff.php', ['password' => ''])[0], $new->countRows('shop_staff')], 'without SHOP_PASSWORD nobody can sign in');
    $report->same(0, $quiet->logged(Quickstart::PASSWORD), 'the password is in no log');
    $session = new Session($quiet->url);
    $before = $session->cookie();
    $session->post('staff.php', ['password' => Quickstart::PASSWORD]);
    $report->ok($before !== $session->cookie() && $session->get('payment.php?order=none')[0] === 404, 'signing in begins a new session');
    $report->same(403, Http::ask('GET', "$quiet->url/payment.php?order=none", '', ['Cookie' => $before])[0], 'the old one is not signed in');
    foreach (['another' => 'another password', '' => 'no password'] as $password => $what) {
        $changed = new Quickstart($sandbox, Folder::make('changed'), 'changed', $quiet, ['SHOP_PASSWORD' => (string) $password]);
        $report->same(403, Http::ask('GET', "$changed->url/payment.php?order=none", '', ['Cookie' => $session->cookie()])[0], "with $what, nobody is signed in any more");
        $changed->stop();
    }

    /* What customers see, and what they don't. */
    $quiet->clear();
    [$orderId, $intentId] = $quiet->paidOrder();
    $refund = $quiet->refundForm($orderId, '12.00');
    $quiet->refund(['reason' => 'The customer is a nuisance'] + $refund);
    $shown = '';
    foreach (["order.php?id=$orderId", "order.php?id=$orderId&format=json", "success.php?order=$orderId", 'index.php', 'staff.php', "payment.php?order=$orderId", "refund.php?order=$orderId"] as $page) {
        $shown .= implode("\n", (new Session($quiet->url))->get($page));
    }
    $report->ok(str_contains($shown, '12.00 GBP'), 'customers see that there was a refund');
    $report->same([], array_values(array_filter(['nuisance', $refund['refund'], $intentId, 'secret'], static fn (string $text): bool => str_contains($shown, $text))), 'but neither its reason nor its idempotency key');
    foreach (["payment.php?order=$orderId" => 'GET', 'refund.php' => 'POST', 'capture.php' => 'POST'] as $page => $method) {
        $response = $method === 'GET' ? $quiet->get($page) : $quiet->post($page, $refund);
        $report->same([403, 'Staff only'], [$response[0], preg_match('~<h1>(.*?)</h1>~', $response[2], $match) === 1 ? $match[1] : ''], "$page is for staff only");
    }

    /* Calls of Dojo that strangers can cause. */
    $quiet->clear();
    [$orderId, $intentId] = $quiet->order();
    $quiet->forget();
    $asked = static fn (): int => count($quiet->asked('GET', "/payment-intents/$intentId"));
    for ($n = 0; $n < 10; $n++) {
        (new Session($quiet->url))->get("success.php?order=$orderId");
        (new Session($quiet->url))->get("order.php?id=$orderId");
    }
    $report->same(1, $asked(), 'a return page that is opened ten times asks Dojo once; the order\'s page never does');
    $quiet->later(6);
    $quiet->get("success.php?order=$orderId");
    $report->same(2, $asked(), 'and again after a few seconds');
    $quiet->forget();
    $statuses = [];
    for ($n = 0; $n < 61; $n++) {
        $statuses[] = $quiet->post('checkout.php', ['order' => $orderId])[0];
    }
    $report->same([[200 => 60, 429 => 1], 60], [array_count_values($statuses), $asked()], 'a session goes on with payments sixty times within an hour; then it gets 429, and Dojo is not asked');
    $quiet->pdo()->exec('DELETE FROM dojo_limits');

    /* The headers of all pages, whatever their status is. */
    $responses = [
        $quiet->get('index.php'), $quiet->get("order.php?id=$orderId"), $quiet->get("success.php?order=$orderId"), $quiet->get('staff.php'), $quiet->staff()->get("payment.php?order=$orderId"),
        $quiet->get('order.php?id=none'), $quiet->get('checkout.php'), Http::post("$quiet->url/checkout.php", []), $quiet->post('checkout.php', ['order' => $orderId]),
    ];
    $wanted = [
        'X-Content-Type-Options: nosniff', 'Cache-Control: no-store', 'Referrer-Policy: same-origin',
        "Content-Security-Policy: default-src 'none'; style-src 'sha256-", "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ];
    $lacking = [];
    foreach ($responses as $response) {
        foreach ($wanted as $header) {
            str_contains($response[1], $header) || $lacking[] = "$response[0]: $header";
        }
    }
    $statuses = array_unique(array_column($responses, 0));
    sort($statuses);
    $report->same([[], [200, 403, 404, 405]], [$lacking, $statuses], 'every page forbids scripts, frames, foreign forms, caching and guessing of types');
    array_push($responses, $quiet->deliver('', null), $quiet->get('none'), Http::ask('GET', "$quiet->url/router.php"));
    $report->same([], array_filter($responses, static fn (array $response): bool => stripos($response[1], 'x-powered-by') !== false), 'none says which PHP it runs on');
};
