<?php

declare(strict_types=1);

use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\WebhookEndpoint;

/* examples/subscribe.php: the first set-up, a repeated, a concurrent and an interrupted one, a lost secret, and unusual responses. */

return static function (Report $report, Machine $machine, WebhookEndpoint $shop): void {
    $sandbox = $shop->sandbox;
    $url = 'https://shop.example/webhook.php';
    $database = $shop->databaseFile();
    $client = $shop->dojo;
    $remote = static fn (): array => array_map(static fn (array $s): array => [$s['id'], $s['url'], $s['events']], $client->listWebhooks());
    $refused = static function (string $name, string $part, array $arguments, array $environment, int $expected = 1) use ($report, $shop, $remote): void {
        [$code, $output] = $shop->script('subscribe.php', $arguments, $environment);
        $report->ok($code === $expected && str_contains($output, $part) && !preg_match('~Stack trace|Warning|Notice|Fatal~', $output), "refused: $name", "exit status $code: $output");
        $report->same([], $remote(), 'and nothing was subscribed');
    };

    $refused('no URL', 'usage: ', [], [], 2);
    $refused('an http URL', 'https', ['http://shop.example/webhook.php'], []);
    $refused('no key', 'DOJO_API_KEY', [$url], ['DOJO_API_KEY' => '']);
    $refused('a production key', 'DOJO_API_KEY', [$url], ['DOJO_API_KEY' => 'sk_prod_example']);
    $refused('no database', 'WEBHOOK_DSN', [$url], ['WEBHOOK_DSN' => 'sqlite:/dev/null/none.sqlite']);
    $refused('no API', 'Running this again is safe', [$url], ['DOJO_BASE_URL' => 'http://127.0.0.1:1']);

    /* The subscription is made, but its response is lost. */
    $sandbox->fault('close-after', '/webhooks', method: 'POST', times: 1);
    [$code, $output] = $shop->subscribe($url);
    $first = $remote();
    $report->ok($code === 0 && count($first) === 1 && str_contains($output, '1 secret(s) stored'), 'if the response to the subscription is lost, it is found, not created twice', $output);
    $report->ok(str_contains($output, 'payment_intent.created, payment_intent.status_updated'), 'it lists the events', $output);
    $report->same(['payment_intent.status_updated'], $first[0][2], 'it subscribes to the events that are needed and available');
    $value = $client->listWebhookSecrets($first[0][0])['secrets'][0]['value'];
    $report->same([$value], array_values($shop->inbox()->secrets()), 'the secret is stored');
    $report->ok(!str_contains($output, $value), 'the secret is not printed');
    $report->same('0600', substr(sprintf('%o', (int) fileperms($database)), -4), 'the database file is readable by its owner only');

    [$code, $output] = $shop->subscribe($url);
    $report->same([0, $first, [$value]], [$code, $remote(), array_values($shop->inbox()->secrets())], 'a second run changes nothing', $output);
    $shop->subscribe('HTTPS://Shop.Example:443/webhook.php');
    $report->same($first, $remote(), 'the same URL in another spelling changes nothing');
    [$code, $output] = $shop->subscribe("$url?other");
    $report->same([0, 2, 2], [$code, count($remote()), count($shop->inbox()->secrets())], 'another URL is another subscription; the endpoint knows both secrets', $output);
    $client->deleteWebhook(array_values(array_filter($remote(), static fn (array $s): bool => $s[1] === "$url?other"))[0][0]);
    $shop->subscribe($url);
    $report->same([$value], array_values($shop->inbox()->secrets()), 'the secret of a deleted subscription is deleted, too');

    $client->updateWebhook($first[0][0], ['events' => ['payment_intent.created']]);
    [$code, $output] = $shop->subscribe($url);
    $report->same([0, 1, ['payment_intent.created', 'payment_intent.status_updated']], [$code, count($remote()), $remote()[0][2]], 'an event that was missing is added, the others stay', $output);

    $shop->pdo()->exec('DELETE FROM dojo_secrets');
    [$code, $output] = $shop->subscribe($url);
    $report->same([0, 1, [$value]], [$code, count($remote()), array_values($shop->inbox()->secrets())], 'a lost secret is fetched again', $output);

    $client->deleteWebhook($first[0][0]);
    $runs = [];
    for ($n = 0; $n < 4; $n++) {
        $runs[] = $shop->startScript('subscribe.php', [$url]);
    }
    $codes = array_map(static fn (Process $run): array => $run->finish(120), $runs);
    $report->same([[0, 0, 0, 0], 1, 1], [array_column($codes, 0), count($remote()), count($shop->inbox()->secrets())], 'four at once create one subscription', implode("\n", array_column($codes, 1)));

    $folder = "$machine->folder/fake";
    mkdir($folder);
    $api = $machine->startCliServer([], ['FAKE_API' => $folder]) . '/fake_api.php';
    $fake = static function (array $responses) use ($folder, $shop, $url, $api): array {
        foreach ($responses as $name => $response) {
            file_put_contents("$folder/$name.json", json_encode($response));
        }

        return $shop->subscribe($url, ['DOJO_API_KEY' => 'sk_sandbox_fake', 'DOJO_BASE_URL' => $api, 'WEBHOOK_DSN' => "sqlite:$folder/fake.sqlite"]);
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
