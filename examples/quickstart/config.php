<?php

declare(strict_types=1);

/*
 * The shop's settings, from the environment, and the objects that pages and scripts share.
 *
 *   DOJO_API_KEY    your secret key; sk_sandbox_… takes test cards only
 *   DOJO_BASE_URL   where the API is; leave it out for the real one
 *   SHOP_URL        this shop's public address, without a slash at the end
 *   SHOP_DSN        PDO's DSN of the shop's database, SQLite, MySQL or MariaDB (with SHOP_DB_USER and SHOP_DB_PASSWORD if it needs them);
 *                   by default a SQLite file in private/
 *   SHOP_PASSWORD   what the staff sign in with; without it, nobody can
 *   SHOP_CAPTURE    "manual": a payment is only authorised, and staff capture it when they send the goods
 *
 * Run setup.php once, let a web server serve public/ and nothing else, and run reconcile.php from cron every few minutes.
 */

use Dojo\Shop\Kit;
use Dojo\Shop\Settings;

/* An error that is shown goes out with status 200, and a webhook answered with 200 is never sent again. */
ini_set('display_errors', PHP_SAPI === 'cli' ? 'stderr' : '0');
header_remove('X-Powered-By');

require_once __DIR__ . '/../../plugins/kit/autoload.php'; // with Composer: your vendor/autoload.php
require_once __DIR__ . '/database.php';
require_once __DIR__ . '/Shop.php';

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
function shop_url(string $path = ''): string
{
    return rtrim(setting('SHOP_URL', 'http://127.0.0.1:8000'), '/') . ($path === '' ? '' : "/$path");
}

function shop(): Shop
{
    /** @var ?Shop $shop */
    static $shop = null;

    return $shop ??= new Shop(database());
}

function kit(): Kit
{
    /** @var ?Kit $kit */
    static $kit = null;

    return $kit ??= new Kit(
        new Dojo\Client(
            setting('DOJO_API_KEY'),
            baseUrl: setting('DOJO_BASE_URL', Dojo\Client::BASE_URL),
            timeout: 15.0, // a customer is waiting: well below the web server's own limit
            appInfo: 'dojo-quickstart/1.0',
        ),
        shop(),
        database(),
        new Settings(siteUrl: shop_url()),
    );
}
