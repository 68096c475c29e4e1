<?php

declare(strict_types=1);

/*
 * Customers who buy and pay, one after another, until a file appears. Prints each intent's id once it is paid.
 *
 *   php traffic.php SHOP-URL DOJO-URL STOP-FILE
 */

use Dojo\Tests\Http;
use Dojo\Tests\Visitor;

require __DIR__ . '/../../support/autoload.php';

[, $shop, $dojo, $stop] = $argv;
while (!is_file($stop)) {
    $customer = new Visitor();
    $page = $customer->get("$shop/index.php");
    [[$status, $head, $body]] = $customer->submit((array) Visitor::form($page, 'product', 'mug'), $page[3]);
    $intentId = Visitor::checkout($head) ?? throw new RuntimeException("The checkout responded with $status: " . Http::text($body));
    $customer->pay($dojo, $intentId);
    echo "$intentId\n";
    usleep(20_000);
}
