<?php

declare(strict_types=1);

use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\MariaDb;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;

/* The same shop with MariaDB, from an order to a refund. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    $database = new MariaDb(Folder::make('mariadb'));
    $shop = new Quickstart($sandbox, Folder::make('shop'), 'mariadb', null, ['SHOP_DSN' => $database->dsn, 'SHOP_DB_USER' => 'root']);
    $intentId = basename($shop->leadsTo($shop->post('checkout.php', ['product' => 'pot'])));
    $orderId = (string) $shop->dojo->getPaymentIntent($intentId)['reference'];
    $sandbox->payAndLeave($intentId);
    $report->ok(str_contains(Http::text($shop->get("success.php?order=$orderId")[2]), 'Your order is paid.'), 'an order is paid');
    $report->same([303, ['paid', 1200], 99], [$shop->refund($shop->refundForm($orderId, '12.00'))[0], $shop->state($orderId), $shop->stock('pot')], 'and refunded in part; one piece is taken from the stock');
    $report->same(2, count($shop->mails($orderId)), 'with an e-mail for each');
    $report->ok(str_contains(Http::text($shop->staff()->get('staff.php')[2]), "$orderId paid 42.00 GBP"), 'staff see it');
    $shop->run('install();');
    $report->same(['paid', 1200], $shop->state($orderId), 'setting it up again changes nothing');
    $shop->stop();
};
