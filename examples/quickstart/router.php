<?php

declare(strict_types=1);

/* For PHP's built-in server: php -S 127.0.0.1:8000 router.php. Serves the shop's pages and nothing else. */

$pages = ['index', 'checkout', 'success', 'webhook', 'order', 'refund'];
/** @var string $uri */
$uri = $_SERVER['REQUEST_URI'] ?? '/';
$path = parse_url($uri, PHP_URL_PATH) ?: '/';
$page = $path === '/' ? 'index' : preg_replace('~^/([a-z]+)\.php$~D', '$1', $path);

if (in_array($page, $pages, true)) {
    require __DIR__ . "/$page.php";
} else {
    http_response_code(404);
    header('Content-Type: text/plain; charset=utf-8');
    echo "There is no such page.\n";
}
