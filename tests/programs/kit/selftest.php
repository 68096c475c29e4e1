<?php

declare(strict_types=1);

use Dojo\Client;
use Dojo\Shop\Check;
use Dojo\Shop\Endpoint;
use Dojo\Shop\Kit;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Shop\Visitor;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;
use Dojo\Webhook;

/* The self-test: all is well in a shop that is, and each check finds its problem. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $sandbox = $bench->sandbox;
    $isSqlite = $shop->kit()->store->database->dialect() === 'sqlite';
    /** @return array<string, Check> */
    $run = static function (?Kit $kit = null, string $url = TestShop::HOOK, array $public = []) use ($shop): array {
        $checks = ($kit ?? $shop->kit())->selfTest->run($url, $public);

        return array_combine(array_column($checks, 'name'), $checks);
    };
    $says = static function (string $name, string $state, string $part, ?array $checks = null) use ($report, $run): void {
        $check = ($checks ?? $run())[$name] ?? null;
        $text = "$check?->text $check?->advice";
        $report->ok($check?->state === $state && str_contains($text, $part) && ($state !== Check::PROBLEM || $check->advice !== ''), "$name: $state, \"$part\"", "$check?->state: $text");
    };
    $secrets = [];

    /* Nothing is set up yet. */
    $checks = $run();
    $says('webhook subscription', Check::PROBLEM, 'Dojo has no webhook for ' . TestShop::HOOK, $checks);
    $says('reconcile', Check::PROBLEM, 'never run', $checks);
    $says('events', Check::NOTE, 'No event has come yet', $checks);
    $says('account', Check::NOTE, 'Not known yet', $checks);
    $says('clock', Check::NOTE, 'Not compared yet', $checks);

    /* All is well. */
    $shop->kit()->subscription->setUp(TestShop::HOOK);
    $deliver = static function (string $id, ?string $at = null) use ($shop, &$secrets): int {
        $secrets = $shop->kit()->secrets->values();
        $body = str_replace('2026-02-27T10:00:00.1234567Z', $at ?? gmdate('Y-m-d\TH:i:s\Z', $shop->time->now()), Shop::event($id, 'pi_none', 'Captured'));
        $body = str_replace('acc_test', (string) $shop->kit()->identity->account(), $body);
        $endpoint = new Endpoint(static fn () => $shop->kit());
        $received = $endpoint->receive(static fn (array $secrets): Webhook => Webhook::verify($body, Shop::sign($body, (string) end($secrets)), $secrets));
        $endpoint->handle($received);

        return $received->status;
    };
    $report->same(200, $deliver('evt_1'), 'an event comes');
    $shop->kit()->reconcile->run();
    $checks = $run();
    $problems = array_filter($checks, static fn (Check $check): bool => $check->state === Check::PROBLEM && $check->name !== 'database file');
    $report->same([], array_map(static fn (Check $check): string => $check->text, $problems), 'a shop in which all is well: no problem');
    $libraries = '/ with libcurl [0-9.]+, OpenSSL [0-9.]+\w*, json-c [0-9.]+, PHP /';
    $report->ok(preg_match($libraries, $checks['extension']->text) === 1, 'the extension: its libraries', $checks['extension']->text);
    $cgi = Executable::ofThisPhp('php-cgi');
    if ($cgi !== null) {
        $code = "require '" . Checkout::root() . "/plugins/kit/autoload.php'; echo (new ReflectionMethod(Dojo\\Shop\\SelfTest::class, 'libraries'))->invoke(null);";
        file_put_contents("$bench->folder/info.php", "<?php $code");
        [, $said] = Command::run([$cgi, '-q', ...Extension::optionsWithoutIni(), "$bench->folder/info.php"], isMerged: true);
        $report->ok(preg_match($libraries, " with $said, PHP ") === 1, 'on a web page, too', $said);
    }
    $says('key', Check::NOTE, 'sandbox key', $checks);
    $says('account', Check::OK, (string) $shop->kit()->identity->account(), $checks);
    $says('webhook secret', Check::OK, 'active', $checks);
    $report->same($isSqlite, isset($checks['database file']), 'a file is looked at if there is one');
    $before = [$shop->rows('SELECT * FROM dojo_settings ORDER BY name'), $shop->rows('SELECT * FROM dojo_leases')];
    $run();
    $report->same($before, [$shop->rows('SELECT * FROM dojo_settings ORDER BY name'), $shop->rows('SELECT * FROM dojo_leases')], 'it changes nothing');

    /* Key and site. */
    $says('key', Check::PROBLEM, 'API key', $run($shop->kit(dojo: new Client('sk_prod_example', baseUrl: $shop->dojoUrl))));
    $says('key', Check::PROBLEM, 'https connections', $run($shop->kit(dojo: new Client('sk_sandbox_example', baseUrl: 'http://127.0.0.1:1', maxRetries: 0))));
    $says('site', Check::PROBLEM, 'https://copy.example', $run($shop->kit(['siteUrl' => 'https://copy.example'])));
    $says('site', Check::PROBLEM, 'Use https', $run($shop->kit(['siteUrl' => 'http://shop.example'])));

    /* The webhook. */
    $says('webhook subscription', Check::PROBLEM, 'no webhook for https://shop.example/hook2', $run(url: 'https://shop.example/hook2'));
    $id = $shop->client()->listWebhooks()[0]['id'];
    $shop->client()->updateWebhook($id, ['events' => ['payment_intent.created']]);
    $says('webhook subscription', Check::PROBLEM, 'does not send payment_intent.status_updated');
    $shop->kit()->subscription->setUp(TestShop::HOOK);
    $shop->pdo->exec("UPDATE dojo_secrets SET value = 'another'");
    $says('webhook secret', Check::PROBLEM, 'another value');
    $shop->pdo->exec('DELETE FROM dojo_secrets');
    $says('webhook secret', Check::PROBLEM, 'is not stored');
    $shop->kit()->subscription->setUp(TestShop::HOOK);
    $shop->client()->generateWebhookSecret($id);
    $shop->kit()->subscription->setUp(TestShop::HOOK);
    $says('webhook secret', Check::OK, 'a change of secrets is under way');
    $shop->time->ahead += 10;
    (new Endpoint(static fn () => $shop->kit()))->receive(static fn (array $secrets): Webhook => Webhook::verify('{}', null, $secrets));
    $says('events', Check::PROBLEM, '1 deliveries were refused');
    $shop->time->ahead += 10;
    $shop->pdo->exec("DELETE FROM dojo_settings WHERE name = 'webhook:refused'");
    $shop->order('order-paid', 500);
    $intentId = (string) $shop->kit()->payments->begin('order-paid', new Visitor('s', '192.0.2.1'))->intentId;
    $sandbox->pay($intentId);
    $shop->kit()->payments->update($intentId);
    $says('events', Check::OK, 'The last event came');
    $shop->time->ahead += 7200;
    $says('events', Check::PROBLEM, '1 payments were made since');
    $says('reconcile', Check::PROBLEM, 'last ran');
    $deliver('evt_2');
    $says('events', Check::OK, 'The last event came');
    $shop->pdo->exec("UPDATE dojo_events SET state = 'new' WHERE id = 'evt_2'");
    $says('unhandled events', Check::NOTE, 'last hour');
    $shop->time->ahead += 7200;
    $says('unhandled events', Check::PROBLEM, 'still to be handled');
    $shop->pdo->exec("UPDATE dojo_events SET state = 'handled', check_at = NULL");
    $deliver('evt_3', gmdate('Y-m-d\TH:i:s\Z', $shop->time->now() + 120));
    $says('clock', Check::PROBLEM, '120 s behind');
    $shop->time->ahead += 86401;
    $deliver('evt_4', gmdate('Y-m-d\TH:i:s\Z', $shop->time->now() - 400));
    $says('clock', Check::PROBLEM, '400 s or more after');
    $deliver('evt_5');
    $says('clock', Check::OK, 'agrees');
    $shop->kit()->reconcile->run();

    /* What staff have to do. */
    $cases = [
        'orders to look at' => ["UPDATE dojo_payments SET state = 'review'", 'order-paid'],
        'extra payments' => ["UPDATE dojo_attempts SET role = 'extra'", 'order-paid'],
        'surplus payments' => ["UPDATE dojo_attempts SET role = 'surplus', status = 'Created', check_at = 1, asked_at = 1", $intentId],
        'payments not confirmed' => ["UPDATE dojo_attempts SET state = 'asking', asked_at = 1", 'order-paid'],
        'refunds not confirmed' => [
            "INSERT INTO dojo_refunds (id, order_id, intent_id, amount, reason, state, tries, source, asked_at, tried_at, checks, check_at)
                VALUES ('refund-1', 'order-paid', '$intentId', 5, '', 'sending', 1, 'shop', 1, 1, 1, 1)", 'refund-1',
        ],
        'captures not confirmed' => [
            "INSERT INTO dojo_captures (id, order_id, intent_id, kind, amount, captured_before, state, asked_at, checks, check_at)
                VALUES ('capture-1', 'order-paid', '$intentId', 'capture', 5, 0, 'sending', 1, 1, 1)", 'capture-1',
        ],
        'effects' => ["INSERT INTO dojo_effects (id, order_id, kind, data, created_at, checks, check_at) VALUES ('paid:pi_1', 'order-paid', 'moved', '{}', 1, 5, 1)", 'paid:pi_1'],
    ];
    foreach ($cases as $name => [$sql, $part]) {
        $says($name, Check::OK, 'None');
        $shop->pdo->beginTransaction();
        $shop->pdo->exec($sql);
        $says($name, Check::PROBLEM, $part);
        if ($name !== 'effects') {
            $shop->pdo->exec("UPDATE dojo_attempts SET environment = 'production'");
            $says($name, Check::OK, 'None');
        }
        $shop->pdo->rollBack();
    }

    /* The tables. */
    $shop->pdo->exec("UPDATE dojo_settings SET value = '0' WHERE name = 'schema'");
    $checks = $run();
    $says('tables', Check::PROBLEM, 'Run the set-up', $checks);
    $report->ok(isset($checks['the rest']) && !isset($checks['reconcile']), 'what is in the tables is not looked at then');
    $says('tables', Check::PROBLEM, 'Run the set-up', $run($shop->kit(['tablePrefix' => 'none_'])));
    $shop->kit()->store->migrate();
    if ($isSqlite) {
        $says('database file', Check::PROBLEM, 'where others can reach it');
        $folder = Checkout::build() . '/kit-' . bin2hex(random_bytes(4));
        mkdir($folder);
        try {
            $file = "$folder/shop.sqlite";
            $database = new PdoDatabase(new PDO("sqlite:$file"));
            $kit = new Kit($shop->client(), $shop, $database, new Settings(TestShop::URL));
            $kit->store->migrate();
            chmod($file, 0644);
            $says('database file', Check::PROBLEM, 'mode 0644', $run($kit));
            chmod($file, 0600);
            $says('database file', Check::OK, 'Others can\'t reach', $run($kit));
            touch("$file-wal");
            chmod("$file-wal", 0640);
            $says('database file', Check::PROBLEM, "chmod 0600 $file-wal", $run($kit));
            unlink("$file-wal");
            $says('database file', Check::PROBLEM, 'where others can reach it', $run($kit, public: [$folder]));
            $says('database file', Check::OK, 'Others can\'t reach', $run($kit, public: ["$folder/public", substr($folder, 0, -1)]));
        } finally {
            Folder::remove($folder);
        }
    } else {
        $shop->pdo->exec('ALTER TABLE dojo_limits ENGINE=MyISAM');
        $says('tables', Check::PROBLEM, 'dojo_limits can\'t roll back (MyISAM)');
        $shop->pdo->exec('ALTER TABLE dojo_limits ENGINE=InnoDB');
        $says('tables', Check::OK, 'of this version');
    }
    $all = implode("\n", array_map(static fn (Check $check): string => "$check->text $check->advice", $run()));
    $report->same([], array_values(array_filter($secrets, static fn (string $value): bool => str_contains($all, $value))), 'no secret is in it');
};
