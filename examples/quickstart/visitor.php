<?php

declare(strict_types=1);

/* The visitor's session, and whether a form was sent from one of this shop's own pages. */

use Dojo\Shop\Urls;
use Dojo\Shop\Visitor;

/** The visitor's session, a random value in a cookie. A new visitor gets one. */
function session(bool $isNew = false): string
{
    $isHttps = str_starts_with(strtolower(shop_url()), 'https://');
    $name = $isHttps ? '__Host-shop' : 'shop'; // __Host-: no other host of the domain can set it
    $session = $_COOKIE[$name] ?? null;
    if ($isNew || !is_string($session) || preg_match('/^[0-9a-f]{64}$/D', $session) !== 1) {
        $_COOKIE[$name] = $session = bin2hex(random_bytes(32));
        /* Lax: sent when Dojo's page leads back here, but not with a form that another website sends. */
        setcookie($name, $session, ['path' => '/', 'secure' => $isHttps, 'httponly' => true, 'samesite' => 'Lax']);
    }

    return $session;
}

/** Behind a proxy of your own, name its address: Visitor::fromGlobals(session(), ['10.0.0.1']). */
function visitor(): Visitor
{
    return Visitor::fromGlobals(session());
}

/** Goes into each form. Another website can't make it, because it can't read the cookie. */
function token(): string
{
    return hash_hmac('sha256', 'form', session());
}

/** Lets only a form pass that was sent from one of this shop's pages. */
function require_form(): void
{
    if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
        header('Allow: POST');
        show_page('Not found here', '<p>This address takes a form. <a href="index.php">Back to the shop</a></p>', 405);
    }
    /* Browsers say where a form comes from; Sec-Fetch-Site is right even if the shop has several names. Without both, the token decides. */
    /** @var array<string, mixed> $server */
    $server = $_SERVER;
    $site = $server['HTTP_SEC_FETCH_SITE'] ?? null;
    $origin = $server['HTTP_ORIGIN'] ?? null;
    $isOurs = $site === 'same-origin';
    if ($site === null) {
        $ours = implode('/', array_slice(explode('/', shop_url()), 0, 3)); // scheme and host
        $isOurs = $origin === null || (is_string($origin) && Urls::isSame($origin, $ours));
    }
    if (!$isOurs || !hash_equals(token(), posted('token'))) {
        error_log('A form was refused: Sec-Fetch-Site ' . json_encode($site) . ', Origin ' . json_encode($origin) . ', the shop is ' . shop_url());
        show_page('Please try again', '<p>This form has expired, or your browser accepts no cookies. <a href="index.php">Back to the shop</a></p>', 403);
    }
}

/* In a plugin this is your platform's own check: may the user who is signed in refund and capture? */
function require_staff(): void
{
    if (!shop()->isSignedIn(session())) {
        show_page('Staff only', '<p><a href="staff.php">Sign in</a></p>', 403);
    }
}
