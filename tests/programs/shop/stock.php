<?php

declare(strict_types=1);

use Dojo\Tests\Http;
use Dojo\Tests\Report;

/* The last piece, which several customers want. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet] = $shops;
    $event = static function (string $intentId) use ($quiet): void {
        $id = 'evt_' . bin2hex(random_bytes(4));
        $quiet->notify($id, $intentId, 'Captured');
        Dojo\Tests\Await::isTrue(static fn (): bool => $quiet->eventRows($id) === [1, 1]);
    };

    $quiet->pdo()->exec("UPDATE shop_stock SET pieces = 1 WHERE product = 'pot'");
    [$first, $firstIntent] = $quiet->order();
    [$second, $secondIntent] = $quiet->order();
    [$third] = $quiet->order();
    $sandbox->payAndLeave($firstIntent);
    $sandbox->payAndLeave($secondIntent);
    $event($firstIntent);
    $report->same(['paid', 0], [$quiet->state($first)[0], $quiet->stock('pot')], 'the first to pay gets the last piece');
    $event($secondIntent);
    $report->same(['review', 0], [$quiet->state($second)[0], $quiet->stock('pot')], 'the second has paid as well, and goes to staff: the stock is not taken below 0');
    $report->same([0, 1, 'paid'], [count($quiet->mails($second)), count($quiet->mails($second, 'staff')), $quiet->state($first)[0]], 'the staff get an e-mail, the second customer gets none');
    $report->ok(preg_match("~$second</a></th><td>review, please look~", $quiet->staff()->get('staff.php')[2]) === 1, 'the list of orders points to it');
    $report->same([303, ['refunded', 4200]], [$quiet->refund($quiet->refundForm($second, '42.00'))[0], $quiet->state($second)], 'they can refund it');

    $response = $quiet->post('checkout.php', ['order' => $third]);
    $report->same([409, true], [$response[0], str_contains(Http::text($response[2]), 'This order can\'t be paid any more.')], 'the third can\'t pay any more', Http::text($response[2]));
    $before = $quiet->countRows('shop_orders');
    $report->same([404, $before], [$quiet->post('checkout.php', ['product' => 'pot'])[0], $quiet->countRows('shop_orders')], 'nor can it be ordered');
    $html = $quiet->get('index.php')[2];
    $report->same([true, 2], [str_contains(Http::text($html), 'Teapot for two 42.00 GBP sold out'), substr_count($html, '<button')], 'the shop says that it is sold out');
    $quiet->pdo()->exec("UPDATE shop_stock SET pieces = 1 WHERE product = 'pot'");
    $report->ok(str_contains($quiet->leadsTo($quiet->post('checkout.php', ['order' => $third])), '/checkout/'), 'until there is one again');

    /* On a database server, two transactions can both have read that there is one piece. */
    $quiet->pdo()->exec("UPDATE shop_stock SET pieces = 0 WHERE product = 'pot'");
    $said = $quiet->run("try {
        shop()->apply(shop()->find('$third'), new Dojo\\Shop\\Change('paid:x', Dojo\\Shop\\OrderState::Paid, 'x', 4200, 0, 'GBP'));
    } catch (Dojo\\Shop\\DatabaseBusy) { echo 'again'; }");
    $report->same(['again', 0], [$said, $quiet->stock('pot')], 'the one that is late is decided again, and takes no piece');

    $quiet->run("\$effect = new Dojo\\Shop\\Effect('paid:x', '$third', Dojo\\Shop\\Effect::MOVED, ['state' => 'paid'], 0);
        shop()->perform(null, \$effect); shop()->perform(null, \$effect);");
    $report->same(1, count($quiet->mails($third)), 'an effect that is performed again writes no second e-mail');
};
