<?php

declare(strict_types=1);

/*
 * The shop's settings, from the environment, and the objects that the pages share.
 *
 *   DOJO_API_KEY    your secret key; sk_sandbox_… takes test cards only
 *   DOJO_BASE_URL   where the API is; leave it out for the real one
 *   SHOP_URL        this shop's public address, without a slash at the end
 *   SHOP_DSN        PDO's DSN of the shop's database (SHOP_DB_USER and SHOP_DB_PASSWORD where it needs them)
 *   SHOP_PASSWORD   what the shop's staff type to refund; without it, refunds are switched off
 */

/* An error that is shown goes out with status 200, and a webhook answered with 200 is never sent again. */
ini_set('display_errors', PHP_SAPI === 'cli' ? 'stderr' : '0');

require_once __DIR__ . '/store.php';
require_once __DIR__ . '/payments.php';
require_once __DIR__ . '/page.php';

/** @return array<string, array{name: string, price: string}> prices as text: 18.50 has no exact float */
function products(): array
{
    return [
        'mug' => ['name' => 'Stoneware mug', 'price' => '18.50'],
        'tea' => ['name' => 'Breakfast tea, 250 g', 'price' => '7.25'],
        'pot' => ['name' => 'Teapot for two', 'price' => '42.00'],
    ];
}

function setting(string $name, string $default = ''): string
{
    $value = getenv($name);

    return $value === false || $value === '' ? $default : $value;
}

/* Built from a setting, never from the Host header: a forged header would send customers to somebody else's shop. */
function shop_url(string $path): string
{
    return rtrim(setting('SHOP_URL', 'http://127.0.0.1:8000'), '/') . '/' . $path;
}

function store(): Store
{
    static $store = null;

    /* Outside the document root, so that no web server ever hands the file out. */
    return $store ??= new Store(
        setting('SHOP_DSN', 'sqlite:' . sys_get_temp_dir() . '/dojo-quickstart.sqlite'),
        setting('SHOP_DB_USER') ?: null,
        setting('SHOP_DB_PASSWORD') ?: null,
    );
}

function dojo(): Dojo\Client
{
    static $client = null;

    return $client ??= new Dojo\Client(
        setting('DOJO_API_KEY'),
        baseUrl: setting('DOJO_BASE_URL', Dojo\Client::BASE_URL),
        timeout: 15.0, // a customer is waiting: well below the web server's own limit
        appInfo: 'dojo-quickstart/1.0',
    );
}

function payments(): Payments
{
    return new Payments(dojo(), store());
}
