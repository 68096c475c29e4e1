<?php

declare(strict_types=1);

/* What the pages share: how they look, how they redirect, what they say of an error, and who may send a form. */

use Dojo\Shop\Answer;
use Dojo\Shop\Words;

require_once __DIR__ . '/config.php';
require_once __DIR__ . '/visitor.php';

/* For what is not caught, such as a database that stays locked, the kit has the status and the words. */
set_exception_handler(static fn (Throwable $e): never => show_answer('This did not work', Words::of($e)));

const STYLE = <<<'CSS'
    *{box-sizing:border-box}body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0;color:#1d1d1b;background:#f6f3ec;overflow-wrap:anywhere}
    header{background:#14532d;padding:1rem}header a{display:block;max-width:40rem;margin:0 auto;color:#fff;font-size:1.25rem;font-weight:700}
    header a{text-decoration:none}header a:hover{text-decoration:underline}
    main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem;background:#fff;border-bottom:1px solid #ded7c8}
    @media(min-width:44rem){main{margin:1.5rem auto;padding:2rem;border:1px solid #ded7c8;border-radius:.5rem}}
    h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}a{color:#0b4f8a}
    button{font:inherit;font-weight:600;padding:.5rem 1.25rem;border:0;border-radius:.25rem;background:#14532d;color:#fff;cursor:pointer}
    button:hover{background:#0d3a1f}label{display:block;font-weight:600;margin-top:1rem}
    input{display:block;width:100%;max-width:24rem;font:inherit;padding:.5rem;margin-bottom:1rem;border:1px solid #595959;border-radius:.25rem}
    table{border-collapse:collapse;width:100%}td,thead th{overflow-wrap:break-word}th,td{text-align:left;padding:.75rem .5rem .75rem 0;border-bottom:1px solid #ded7c8}
    td+td,th:last-child{text-align:right;padding-right:0}tbody th{font-weight:400}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:0 0 1.5rem}dt{color:#57534e}dd{margin:0;min-width:0}
    :focus-visible{outline:3px solid #b45309;outline-offset:2px}header :focus-visible{outline-color:#fff}
    CSS;

/* Everything that is put into a page goes through this, except markup written here. */
function h(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
}

function show_page(string $title, string $body, int $status = 200): never
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    header('Cache-Control: no-store'); // a status page out of a cache tells a customer to pay again
    header('X-Content-Type-Options: nosniff');
    header('Referrer-Policy: same-origin'); // the order's address is all that is needed to see the order
    header("Content-Security-Policy: default-src 'none'; style-src 'sha256-" . base64_encode(hash('sha256', STYLE, true))
        . "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    echo '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>', h($title), ' – Corner Tea Shop</title><style>', STYLE, '</style></head>',
    '<body><header><a href="index.php">Corner Tea Shop</a></header><main><h1>', h($title), '</h1>', $body, '</main></body></html>';
    exit;
}

/** The outcome in the kit's words. @param string $more markup below them */
function show_answer(string $title, Answer $answer, string $more = '', bool $isForStaff = false): never
{
    error_log($answer->log); // has no key, secret or card data in it
    foreach ($answer->headers() as $name => $value) {
        header("$name: $value");
    }
    show_page($title, '<p>' . h($isForStaff ? $answer->staff : $answer->customer) . '</p>' . $more, $answer->status);
}

/** @param array<string, string> $fields hidden ones @param string $body markup of the visible ones and the button */
function form(string $page, array $fields, string $body): string
{
    $hidden = '';
    foreach ($fields + ['token' => token()] as $name => $value) {
        $hidden .= sprintf('<input type="hidden" name="%s" value="%s">', h($name), h($value));
    }

    return sprintf('<form action="%s" method="post">%s%s</form>', h($page), $hidden, $body);
}

/**
 * A heading and a list; nothing if there is nothing to list.
 *
 * @param list<string> $lines
 */
function bullets(string $heading, array $lines): string
{
    return $lines === [] ? '' : '<h2>' . h($heading) . '</h2><ul><li>' . implode('</li><li>', array_map(h(...), $lines)) . '</li></ul>';
}

function redirect(string $path): never
{
    header('Location: ' . shop_url($path), true, 303); // 303: the browser fetches the next page with GET, a reload won't post again
    header('Cache-Control: no-store');
    exit;
}

/** The browser opens the page again, or another one, after so many seconds. */
function refresh(int $seconds, string $url = ''): void
{
    header("Refresh: $seconds" . ($url === '' ? '' : "; url=$url"));
}

/**
 * The order with that id, or a 404 page.
 *
 * @return array{id: string, product: string, amount: int, currency: string, status: string, refunded: int, kept: int, created_at: int}
 */
function order_or_404(string $id): array
{
    return shop()->order($id) ?? show_page('No such order', '<p><a href="index.php">Back to the shop</a></p>', 404);
}

/** A parameter of the request as text; arrays (?id[]=…) and absent ones count as empty. */
function posted(string $name): string
{
    $value = $_POST[$name] ?? null;

    return is_string($value) ? $value : '';
}

function queried(string $name): string
{
    $value = $_GET[$name] ?? null;

    return is_string($value) ? $value : '';
}
