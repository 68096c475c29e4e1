<?php

declare(strict_types=1);

/* What the shop sells. */

require __DIR__ . '/../page.php';

$rows = '';
foreach (products() as $id => $product) {
    $rows .= sprintf(
        '<tr><th scope="row">%s</th><td>%s</td><td>%s</td></tr>',
        h($product['name']),
        h($product['price'] . ' GBP'),
        shop()->isInStock($id)
            ? form('checkout.php', ['product' => $id], sprintf('<button aria-label="Buy %s">Buy</button>', h($product['name'])))
            : 'sold out',
    );
}

show_page('Our goods', "<table><thead><tr><th scope=\"col\">Product</th><th scope=\"col\">Price</th><th scope=\"col\">Order</th></tr></thead><tbody>$rows</tbody></table>");
