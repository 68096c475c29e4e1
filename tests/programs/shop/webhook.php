<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;

/* Which events webhook.php accepts, and the secrets: setup.php run repeatedly, and a rotation. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['shop' => $shop, 'quiet' => $quiet, 'cut' => $cut, 'new' => $new] = $shops;

    [$status] = $new->notify('evt_early', 'pi_sandbox_none', 'Captured');
    $report->same([503, 0], [$status, $new->countRows('dojo_events')], 'an event before the set-up gets a 503, so that Dojo sends it again');

    $body = '{"id":"evt_forged","event":"payment_intent.status_updated","accountId":"a","data":{"paymentIntentId":"pi_x","paymentStatus":"Captured"}}';
    $right = Shop::sign($body, Quickstart::SECRET);
    $forged = [
        'no signature' => [$body, null],
        'an empty signature' => [$body, ''],
        'a signature made with another secret' => [$body, Shop::sign($body, 'another-secret')],
        'a signature made with an empty secret' => [$body, Shop::sign($body, '')],
        'the signature of another body' => ["$body ", $right],
        'one wrong byte in the signature' => [$body, substr($right, 0, -1) . ($right[-1] === '0' ? '1' : '0')],
        'half a signature' => [$body, substr($right, 0, 50)],
        'a signature without sha256=' => [$body, substr($right, 7)],
        'an empty body' => ['', Shop::sign('', Quickstart::SECRET)],
    ];
    $quiet->forget();
    foreach ($forged as $what => [$sent, $signature]) {
        [$status] = $quiet->deliver($sent, $signature);
        $report->same([401, 0], [$status, $quiet->countRows('dojo_events')], "an event with $what gets a 401, and nothing is stored");
    }
    [$status] = $quiet->deliver('', null, 'GET');
    $report->same([405, 0], [$status, $quiet->countRows('dojo_events')], 'a GET gets a 405, and nothing is stored');
    [$status] = $quiet->deliver(str_repeat('x', 300_000), $right);
    $report->same([413, 0], [$status, $quiet->countRows('dojo_events')], 'a body larger than any event gets a 413');
    $report->same([], $quiet->asked('GET', ''), 'Dojo is not asked about any of these');

    [$status] = $quiet->deliver('not an event', Shop::sign('not an event', Quickstart::SECRET));
    $report->same([400, 0], [$status, $quiet->countRows('dojo_events')], 'a signed body that is not an event gets a 400');
    [$status, , $response] = $quiet->deliver($body, $right);
    $report->same([200, 'ok', 1], [$status, $response, $quiet->countRows('dojo_events')], 'an event with its signature is stored and gets a 200');

    [$status, $output, $errors] = $shop->setUpWebhook();
    $webhooks = $shop->dojo->listWebhooks();
    $report->same([0, 1], [$status, count($webhooks)], 'setup.php run twice creates one subscription', $output . $errors);
    $report->same([["$shop->url/webhook.php", ['payment_intent.status_updated']]], array_map(static fn (array $w): array => [$w['url'], $w['events']], $webhooks), 'the subscription is for the shop\'s webhook.php');
    $id = $webhooks[0]['id'];
    $secrets = static fn (): array => array_column($shop->rows('SELECT value FROM dojo_secrets ORDER BY since, id'), 'value');
    [$old] = $secrets();
    $report->ok(!str_contains($output . $errors, $old), 'setup.php does not print the secret');

    [$orderId, $intentId] = $shop->order();
    $sandbox->payAndLeave($intentId);
    $report->ok(Await::isTrue(static fn (): bool => $shop->state($orderId)[0] === 'paid'), 'an event that Dojo signs marks the order as paid');
    $delivery = current(array_filter($sandbox->helper('GET', '/deliveries')['deliveries'], static fn (array $d): bool => str_contains($d['payload'], $intentId)));
    /* Sends the event again. @return the status that the shop returned for the first attempt */
    $resend = static function () use ($sandbox, $delivery): ?int {
        $id = $sandbox->helper('POST', "/deliveries/{$delivery['id']}/resend")['id'];
        $status = null;
        Await::isTrue(static function () use ($sandbox, $id, &$status): bool {
            foreach ($sandbox->helper('GET', '/deliveries')['deliveries'] as $sent) {
                $status = $sent['id'] === $id ? $sent['attempts'][0]['status'] ?? null : $status;
            }

            return $status !== null;
        });

        return $status;
    };
    $generated = $shop->dojo->generateWebhookSecret($id)['secrets'];
    $next = current(array_filter($generated, static fn (array $s): bool => $s['value'] !== $old));
    $shop->setUpWebhook();
    $report->same([true, true, 2], [in_array($old, $secrets(), true), in_array($next['value'], $secrets(), true), count($secrets())], 'during a rotation both secrets are stored');
    $report->same(200, $resend(), 'an event signed with the old secret is accepted');
    $shop->dojo->activateWebhookSecret($id, $next['id']);
    $report->same(200, $resend(), 'an event signed with the new secret is accepted');
    [$orderId, $intentId] = $shop->order();
    $sandbox->fault('bad-signature', 'webhook');
    $sandbox->payAndLeave($intentId);
    $report->ok(Await::isTrue(static fn (): bool => $shop->state($orderId)[0] === 'paid'), 'after a delivery with a wrong signature, the next one marks the order as paid');

    $before = $quiet->rows('SELECT * FROM dojo_secrets');
    [$status, $output, $errors] = $cut->setUpWebhook();
    $report->same([1, '', true], [$status, $output, str_contains($errors, 'Run it again.')], 'without Dojo, setup.php says so and ends with status 1', $errors);
    $report->same($before, $quiet->rows('SELECT * FROM dojo_secrets'), 'and the stored secrets are kept');
};
