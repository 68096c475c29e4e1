<?php

declare(strict_types=1);

require __DIR__ . '/config.php';

$rows = '';
foreach (products() as $id => $product) {
    $rows .= sprintf(
        '<tr><th scope="row">%s</th><td>%s</td><td><form action="checkout.php" method="post">'
        . '<input type="hidden" name="product" value="%s"><button aria-label="Buy %1$s">Buy</button></form></td></tr>',
        h($product['name']),
        h($product['price'] . ' GBP'),
        h($id),
    );
}

show_page('Our goods', "<table><thead><tr><th scope=\"col\">Product</th><th scope=\"col\">Price</th><th scope=\"col\">Order</th></tr></thead><tbody>$rows</tbody></table>");
