<?php

declare(strict_types=1);

/* Everything that is put into a page goes through this, except markup written here. */
function h(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
}

function money(int $value, string $currencyCode): string
{
    return Dojo\Money::toDecimal(['value' => $value, 'currencyCode' => $currencyCode]) . ' ' . $currencyCode;
}

function show_page(string $title, string $body, int $status = 200): never
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    header('Cache-Control: no-store'); // a status page out of a cache tells a customer to pay again
    header("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    header('Referrer-Policy: same-origin');
    echo '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>', h($title), ' – Corner Tea Shop</title><style>',
    'body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1d1d1b;background:#fff}',
    'a{color:#0b4f8a}button{font:inherit;padding:.5rem 1rem;border:0;border-radius:.25rem;background:#14532d;color:#fff;cursor:pointer}',
    'input{font:inherit;padding:.375rem .5rem;border:1px solid #595959;border-radius:.25rem}',
    ':focus-visible{outline:3px solid #b45309;outline-offset:2px}table{border-collapse:collapse;width:100%}',
    'th,td{text-align:left;padding:.5rem 0;border-bottom:1px solid #d4d4d4}label{display:block;margin-top:1rem}',
    '</style></head><body><header><a href="index.php">Corner Tea Shop</a></header><main><h1>', h($title), '</h1>',
    $body, '</main></body></html>';
    exit;
}

function redirect(string $url): never
{
    header('Location: ' . $url, true, 303); // 303: the browser fetches the next page with GET, a reload won't post again
    header('Cache-Control: no-store');
    exit;
}

function require_post(): void
{
    if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
        header('Allow: POST');
        show_page('Not found here', '<p>This address takes a form. <a href="index.php">Back to the shop</a></p>', 405);
    }
}

/** A parameter of the request as text; arrays (?id[]=…) and absent ones count as empty. */
function posted(string $name): string
{
    return is_string($_POST[$name] ?? null) ? $_POST[$name] : '';
}

function queried(string $name): string
{
    return is_string($_GET[$name] ?? null) ? $_GET[$name] : '';
}
