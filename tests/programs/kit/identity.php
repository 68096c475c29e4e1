<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Shop\Identity;
use Dojo\Shop\NotPossible;
use Dojo\Shop\UnconfirmedSite;
use Dojo\Shop\Visitor;
use Dojo\Shop\Words;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Report;

/* A copy of the shop, a moved shop, a key of another account or of another kind. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $sandbox = $bench->sandbox;
    $visitor = new Visitor('session', '192.0.2.1');
    $says = static function (\Closure $work): string {
        try {
            $result = $work();
        } catch (NotPossible | UnconfirmedSite | Dojo\DojoException $e) {
            return Words::of($e)->staff;
        }

        return 'nothing was refused: ' . json_encode($result);
    };
    $pay = static function (string $orderId) use ($shop, $visitor, $sandbox): string {
        $intentId = (string) $shop->kit()->payments->begin($orderId, $visitor)->intentId;
        $sandbox->pay($intentId);
        $shop->kit()->payments->update($intentId);

        return $intentId;
    };
    $dump = static function () use ($shop): string {
        $rows = [];
        foreach (['payments', 'attempts', 'refunds', 'captures', 'events', 'effects', 'secrets', 'settings', 'leases', 'limits'] as $table) {
            $rows[$table] = $shop->rows("SELECT * FROM dojo_$table ORDER BY 1");
        }

        return (string) json_encode($rows);
    };

    $id = $shop->kit()->identity->shopId();
    $report->same([$id, 1], [$shop->kit()->identity->shopId(), preg_match('/^shop-[0-9a-f]{16}$/', $id)], 'a shop has one id');
    foreach (['https://shop.example/', 'HTTPS://Shop.Example', 'http://shop.example', 'https://shop.example:443'] as $url) {
        $report->ok($shop->kit(['siteUrl' => $url])->identity->isConfirmed(), "$url is the same site");
    }
    foreach (['https://staging.shop.example', 'https://shop.example:8443', 'https://shop.example/copy', 'https://shop.example.evil.example'] as $url) {
        $report->ok(!$shop->kit(['siteUrl' => $url])->identity->isConfirmed(), "$url is not");
    }

    /* A copy under another address. */
    $shop->order('order-paid', 500);
    $shop->order('order-open', 700);
    $paid = $pay('order-paid');
    $open = (string) $shop->kit()->payments->begin('order-open', $visitor)->intentId;
    $shop->kit()->reconcile->run();
    $copy = static fn () => $shop->kit(['siteUrl' => 'https://staging.example']);
    $before = $dump();
    $calls = count($sandbox->requests());
    $refusals = [
        'begin' => static fn () => $copy()->payments->begin('order-open', $visitor),
        'secret' => static fn () => $copy()->payments->secret('order-open', $visitor),
        'update' => static fn () => $copy()->payments->update($open),
        'refund' => static fn () => $copy()->refunds->refund('refund-00000001', 'order-paid', 100),
        'capture' => static fn () => $copy()->captures->capture('capture-0000001', 'order-paid', 100),
        'release' => static fn () => $copy()->captures->release('capture-0000002', 'order-paid'),
        'reconcile' => static fn () => $copy()->reconcile->run(),
        'subscription' => static fn () => $copy()->subscription->setUp('https://staging.example/webhook.php'),
        'rotation' => static fn () => $copy()->rotation->run('ws_1'),
    ];
    foreach ($refusals as $what => $work) {
        $said = $says($work);
        $report->ok(str_contains($said, 'https://staging.example') && str_contains($said, 'https://shop.example'), "an unconfirmed copy: $what is refused", $said);
    }
    $copy()->payments->look('order-open');
    $report->same([$before, 0], [$dump(), count($sandbox->requests()) - $calls], 'it has written nothing and asked Dojo nothing');

    $copy()->identity->confirmMove();
    $report->same([true, false, $id], [$copy()->identity->isConfirmed(), $shop->kit()->identity->isConfirmed(), $copy()->identity->shopId()], 'confirmed as moved, it is the same shop, and the old address is not');
    $shop->kit()->identity->confirmMove();

    $copy()->identity->confirmCopy();
    $report->same([true, false], [$copy()->identity->isConfirmed(), $copy()->identity->shopId() === $id], 'confirmed as a copy, it is another shop');
    $said = $says(static fn () => $copy()->refunds->refund('refund-00000001', 'order-paid', 100));
    $report->ok(str_contains($said, 'of which this is a copy') && str_contains($said, $paid), 'the other shop\'s payment can\'t be refunded here', $said);
    $begun = $copy()->payments->begin('order-open', $visitor);
    $report->same([Begun::PAY, false], [$begun->kind, $begun->intentId === $open], 'an open order gets its own payment here');
    $report->same('Created', $shop->client()->getPaymentIntent($open)['status'], 'the other shop\'s is left alone');
    $effects = count($shop->effects);
    $sandbox->pay($open);
    $copy()->payments->update($open);
    $copy()->intents->refresh($paid);
    $report->same(['open', $effects, $begun->intentId], [$shop->one("SELECT state FROM orders WHERE id = 'order-open'"), count($shop->effects), $shop->one("SELECT intent_id FROM dojo_payments WHERE order_id = 'order-open'")], 'and what is paid there changes nothing here');
    $sandbox->pay((string) $begun->intentId);
    $copy()->payments->update((string) $begun->intentId);
    $report->same('paid', $shop->one("SELECT state FROM orders WHERE id = 'order-open'"), 'its own payment is paid here');
    $copy()->reconcile->run();
    $report->same('paid', $shop->one("SELECT state FROM orders WHERE id = 'order-paid'"), 'reconcile leaves the other shop\'s orders as they are');
    $shop->kit()->identity->confirmMove();

    /* Keys. */
    $shop->order('order-key', 900);
    $intent = $pay('order-key');
    $other = $shop->client("sk_sandbox_{$shop->account}other");
    $foreign = $shop->kit(dojo: $other);
    $said = $says(static fn () => $foreign->refunds->refund('refund-00000002', 'order-key', 100));
    $report->ok(str_contains($said, $intent) && str_contains($said, 'another account'), 'with the key of another account, a refund is refused', $said);
    $report->same(0, (int) $shop->one('SELECT COUNT(*) FROM dojo_refunds'), 'and nothing is written down');
    $saw = static fn (string $account, int $at, string $source = Identity::EVENT) => $foreign->identity->sawAccount($source, $account, $at);
    $saw('', 500);
    $report->same(null, $foreign->identity->account(), 'an event without an account says nothing');
    $saw('acc_first', 1000);
    $saw('acc_first', 2000);
    $saw('acc_of_subscriptions', 3000, Identity::SUBSCRIPTION);
    $report->same(['acc_first', null], [$foreign->identity->account(), $foreign->identity->accountBefore()], 'a subscription\'s account is not compared with that of events');
    $saw('acc_second', 3000);
    $saw('acc_first', 2500);
    $report->same(['acc_second', 'acc_first'], [$foreign->identity->account(), $foreign->identity->accountBefore()], 'an event about an older payment is no change of the key');
    $said = $says(static fn () => $foreign->refunds->refund('refund-00000002', 'order-key', 100));
    $report->ok(str_contains($said, 'acc_first') && str_contains($said, 'acc_second'), 'if the accounts are known, it names them', $said);
    $said = $says(static fn () => $foreign->captures->capture('capture-0000003', 'order-key', 100));
    $report->ok(str_contains($said, 'acc_first'), 'a capture is refused in the same way', $said);
    $saw('acc_third', 4000, Identity::SUBSCRIPTION);
    $shop->effects = [];
    $shop->kit()->reconcile->run();
    $notes = array_values(array_filter(array_map(static fn ($effect): string => (string) ($effect->data['text'] ?? ''), $shop->effects)));
    sort($notes);
    $report->same(
        [2, true, true],
        [count($notes), str_contains($notes[0] ?? '', 'acc_second, not acc_first'), str_contains($notes[1] ?? '', 'acc_third, not acc_of_subscriptions')],
        'staff get one note of each change',
        implode("\n", $notes),
    );
    $report->same([], array_filter($notes, static fn (string $note): bool => !str_contains($note, 'another Dojo account')), 'and of nothing else', implode("\n", $notes));

    $shop->pdo->exec("UPDATE dojo_attempts SET environment = 'production' WHERE intent_id = '$intent'");
    $said = $says(static fn () => $shop->kit()->refunds->refund('refund-00000002', 'order-key', 100));
    $report->same("The payment $intent was made with a production key, but the shop has a sandbox key now. Set a production key to do this.", $said, 'a real payment and a sandbox key');
    $shop->pdo->exec("UPDATE dojo_attempts SET environment = 'sandbox' WHERE intent_id = '$intent'");
    $report->same('done', $shop->kit()->refunds->refund('refund-00000002', 'order-key', 100)->state, 'with the right key it works');
};
