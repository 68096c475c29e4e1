<?php

declare(strict_types=1);

use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Delivery\ServedShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;

/* examples/quickstart/setup.php and check.php: the first set-up, a repeated, a concurrent and an interrupted one, a lost secret, a shop that has moved, a copy, and unusual responses. */

return static function (Report $report, Machine $machine, ServedShop $shop): void {
    $sandbox = $shop->sandbox;
    $database = $shop->databaseFile();
    $client = $shop->dojo;
    $site = ['SHOP_URL' => 'https://shop.example'];
    $url = 'https://shop.example/webhook.php';
    $remote = static fn (): array => array_map(static fn (array $s): array => [$s['id'], $s['url'], $s['events']], $client->listWebhooks());
    $refused = static function (string $name, string $part, array $environment, array $options = [], int $expected = 1) use ($report, $shop, $site, $remote): void {
        [$code, $output] = $shop->setUp($environment + $site, ...$options);
        $report->ok($code === $expected && str_contains($output, $part) && !preg_match('~Stack trace|Warning|Notice|Fatal~', $output), "refused: $name", "exit status $code: $output");
        $report->same([], $remote(), 'and nothing was subscribed');
    };

    $refused('an unknown option', 'usage: ', [], ['--help-me'], 2);
    $refused('an argument', 'usage: ', [], ['https://shop.example'], 2);
    $refused('no key', 'DOJO_API_KEY', ['DOJO_API_KEY' => '']);
    $refused('a production key', 'DOJO_API_KEY', ['DOJO_API_KEY' => 'sk_prod_example']);
    $refused('no database', 'SHOP_DSN', ['SHOP_DSN' => 'sqlite:/proc/none/none.sqlite']);
    $refused('no API', 'Run it again', ['DOJO_BASE_URL' => 'http://127.0.0.1:1']);
    $refused('an http URL', 'https', ['SHOP_URL' => 'http://shop.example']);
    [$code, $output] = $shop->script('quickstart/check.php', ['now']);
    $report->ok($code === 2 && str_contains($output, 'usage: '), 'check.php takes no argument', $output);

    /* The subscription is made, but its response is lost. */
    $sandbox->fault('close-after', '/webhooks', method: 'POST', times: 1);
    [$code, $output] = $shop->setUp($site);
    $first = $remote();
    $report->ok($code === 0 && count($first) === 1 && str_contains($output, '1 secret(s) stored'), 'if the response to the subscription is lost, it is found, not created twice', $output);
    $report->ok(str_contains($output, 'payment_intent.created, payment_intent.status_updated'), 'it lists the events', $output);
    $report->same([$url, ['payment_intent.status_updated']], array_slice($first[0], 1), 'it subscribes to the events that are needed and available');
    $value = $client->listWebhookSecrets($first[0][0])['secrets'][0]['value'];
    $report->same([$value], array_values($shop->secrets()), 'the secret is stored');
    $report->ok(!str_contains($output, $value), 'the secret is not printed');
    $report->same('0600', substr(sprintf('%o', (int) fileperms($database)), -4), 'the database file is readable by its owner only');

    [$code, $output] = $shop->setUp($site);
    $report->same([0, $first, [$value]], [$code, $remote(), array_values($shop->secrets())], 'a second run changes nothing', $output);
    $shop->setUp(['SHOP_URL' => 'HTTPS://Shop.Example:443/']);
    $report->same($first, $remote(), 'the same address in another spelling changes nothing');

    $check = static fn (): array => $shop->script('quickstart/check.php', [], $site);
    [$code, $output] = $check();
    $report->ok($code === 1 && str_contains($output, 'problem  reconcile: ') && str_contains($output, 'ok       webhook secret: '), 'check.php says what is right and what is missing', $output);
    $report->ok(!str_contains($output, $value) && !str_contains($output, $shop->environment()['DOJO_API_KEY']), 'and neither secret nor key', $output);
    $shop->script('quickstart/reconcile.php', [], $site);
    $report->ok(str_contains($check()[1], 'ok       reconcile: '), 'and is content with what was done');

    $client->updateWebhook($first[0][0], ['events' => ['payment_intent.created']]);
    [$code, $output] = $shop->setUp($site);
    $report->same([0, 1, ['payment_intent.created', 'payment_intent.status_updated']], [$code, count($remote()), $remote()[0][2]], 'an event that was missing is added, the others stay', $output);

    $shop->pdo()->exec('DELETE FROM dojo_secrets');
    [$code, $output] = $shop->setUp($site);
    $report->same([0, 1, [$value]], [$code, count($remote()), array_values($shop->secrets())], 'a lost secret is fetched again', $output);

    $client->deleteWebhook($first[0][0]);
    $runs = [];
    for ($n = 0; $n < 4; $n++) {
        $runs[] = $shop->startScript('quickstart/setup.php', [], $site);
    }
    $codes = array_map(static fn (Process $run): array => $run->finish(120), $runs);
    $report->same([[0, 0, 0, 0], 1, 1], [array_column($codes, 0), count($remote()), count($shop->secrets())], 'four at once create one subscription', implode("\n", array_column($codes, 1)));
    $report->ok(!in_array($value, $shop->secrets(), true), 'the secret of a deleted subscription is deleted, too');

    /* The same database under another address. */
    $moved = ['SHOP_URL' => 'https://moved.example'];
    $before = [$remote(), $shop->secrets()];
    [$code, $output] = $shop->setUp($moved);
    $report->ok($code === 1 && str_contains($output, '--moved') && str_contains($output, '--copy') && [$remote(), $shop->secrets()] === $before, 'another address: says what to do, and changes nothing', $output);
    [$code, $output] = $shop->setUp($moved, '--moved');
    $report->same([0, 2, 2], [$code, count($remote()), count($shop->secrets())], 'a shop that has moved has a webhook at its new address; events that still go to the old one are accepted', $output);
    [$code, $output] = $shop->setUp(['SHOP_URL' => 'https://copy.example'], '--copy');
    $report->same([0, 3, 1], [$code, count($remote()), count($shop->secrets())], 'a copy has its own webhook, and only its own secret', $output);

    $folder = "$machine->folder/fake";
    mkdir($folder, 0700);
    $api = $machine->startCliServer([], ['FAKE_API' => $folder]) . '/fake_api.php';
    $fake = static function (array $responses) use ($folder, $shop, $site, $api): array {
        foreach ($responses as $name => $response) {
            file_put_contents("$folder/$name.json", json_encode($response));
        }

        return $shop->setUp(['DOJO_API_KEY' => 'sk_sandbox_fake', 'DOJO_BASE_URL' => $api, 'SHOP_DSN' => "sqlite:$folder/fake.sqlite"] + $site);
    };
    $prefix = 'GET-fake_api.php-webhooks';
    [$code, $output] = $fake(["$prefix-events" => [['model' => 'Order', 'events' => ['order.created']]], $prefix => []]);
    $report->ok($code === 1 && str_contains($output, 'no event payment_intent.status_updated'), 'an account without the event that is needed', $output);
    $subscription = ['id' => 'ws_1', 'url' => $url, 'events' => ['payment_intent.status_updated']];
    $responses = [
        "$prefix-events" => [['model' => 'PaymentIntent', 'events' => ['payment_intent.status_updated']]],
        $prefix => [$subscription, ['id' => 'ws_2'] + $subscription],
        "$prefix-ws_1-secrets" => ['id' => 'ws_1', 'secrets' => [['id' => 'sc_1', 'isActive' => true]]],
    ];
    [$code, $output] = $fake($responses);
    $report->ok($code === 1 && str_contains($output, 'ws_1, ws_2'), 'two subscriptions with this URL', $output);
    [$code, $output] = $fake([$prefix => [$subscription]]);
    $report->ok($code === 1 && str_contains($output, 'rotate-webhook-secret.php --subscription ws_1'), 'a lost secret that Dojo does not show again: says what to do', $output);
};
