<?php

declare(strict_types=1);

/* For PHP's built-in server: php -S 127.0.0.1:8000 -t public router.php. Other web servers need no router: public/ is the document root. */

/** @var string $uri */
$uri = $_SERVER['REQUEST_URI'] ?? '/';
$path = parse_url($uri, PHP_URL_PATH) ?: '/';
$page = $path === '/' ? 'index' : (string) preg_replace('~^/([a-z]+)\.php$~D', '$1', $path);

if (preg_match('~^[a-z]+$~D', $page) === 1 && is_file(__DIR__ . "/public/$page.php")) {
    require __DIR__ . "/public/$page.php";
} else {
    http_response_code(404);
    header_remove('X-Powered-By');
    header('Content-Type: text/plain; charset=utf-8');
    header('X-Content-Type-Options: nosniff');
    echo "There is no such page.\n";
}
