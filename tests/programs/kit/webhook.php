<?php

declare(strict_types=1);

use Dojo\Client;
use Dojo\Shop\Effect;
use Dojo\Shop\Endpoint;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Received;
use Dojo\Shop\Secrets;
use Dojo\Shop\UnconfirmedSite;
use Dojo\Shop\Visitor;
use Dojo\Shop\Words;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;
use Dojo\Webhook;

/* Setting the webhook up: the first time, again, several at once, after losses. Then what the page responds to deliveries. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $url = TestShop::HOOK;
    $sandbox = $bench->sandbox;
    $client = $shop->client();
    $kit = $shop->kit();
    $remote = static fn (): array => array_map(static fn (array $s): array => [$s['id'], $s['url'], $s['events']], $client->listWebhooks());
    $stored = static fn (): array => array_values($kit->secrets->values());
    $refusal = static function (\Closure $work): string {
        try {
            $work();
        } catch (NotPossible | UnconfirmedSite | Dojo\DojoException $e) {
            return Words::of($e)->staff;
        }

        return 'nothing was refused';
    };

    $said = $refusal(static fn () => $kit->subscription->setUp('http://shop.example/webhook.php'));
    $report->ok(str_contains($said, 'https') && $remote() === [], 'an http URL is refused, and nothing is subscribed', $said);
    $said = $refusal(static fn () => $shop->kit(['siteUrl' => 'https://copy.example'])->subscription->setUp($url));
    $report->ok(str_contains($said, 'https://copy.example') && $remote() === [], 'an unconfirmed copy of the shop subscribes nothing', $said);

    /* The subscription is made, but its response is lost. */
    $sandbox->fault('close-after', '=/webhooks', method: 'POST');
    $made = $kit->subscription->setUp($url);
    $value = $client->listWebhookSecrets($made->id)['secrets'][0]['value'];
    $report->same([[[$made->id, $url, ['payment_intent.status_updated']]], [$value], 1], [$remote(), $stored(), $made->secrets], 'if the response to the subscription is lost, it is found, not created twice');
    $report->same($client->listWebhooks()[0]['accountId'], $kit->identity->account(), 'the account is remembered');
    $again = $kit->subscription->setUp($url);
    $report->same([false, [], [$value]], [$again->isNew, $again->added, $stored()], 'a second run changes nothing');
    $kit->subscription->setUp('HTTPS://Shop.Example:443/webhook.php');
    $report->same(1, count($remote()), 'nor does the same URL in another spelling');
    $other = $kit->subscription->setUp("$url?other");
    $report->same([2, 2, true], [count($remote()), count($stored()), $other->isNew], 'another URL is another subscription; both secrets are accepted');
    $client->deleteWebhook($other->id);
    $kit->store->execute("INSERT INTO {secrets} VALUES ('sc_prod', 'ws_prod', 'of the real account', 'current', 1)");
    $kit->store->setSetting('subscription:ws_prod', 'production');
    $kit->subscription->setUp($url);
    $report->same(['of the real account', $value], $stored(), 'the secret of a deleted subscription is deleted; that of the other environment stays');
    $kit->secrets->remove('sc_prod');

    $client->updateWebhook($made->id, ['events' => ['payment_intent.created']]);
    $added = $kit->subscription->setUp($url);
    $report->same([['payment_intent.status_updated'], ['payment_intent.created', 'payment_intent.status_updated']], [$added->added, $remote()[0][2]], 'a missing event is added, the others stay');
    $kit->store->execute('DELETE FROM {secrets}');
    $kit->subscription->setUp($url);
    $report->same([$value], $stored(), 'a lost secret is fetched again');

    $client->deleteWebhook($made->id);
    $runs = array_map(static fn (): Process => $shop->worker('subscribe'), range(1, 4));
    $ends = array_map(static fn (Process $run): array => $run->finish(120), $runs);
    $report->same([[0, 0, 0, 0], 1, 1], [array_column($ends, 0), count($remote()), count($stored())], 'four at once create one subscription', implode("\n", array_column($ends, 1)));
    $report->same(1, count(array_filter($ends, static fn (array $end): bool => str_contains($end[1], '"isNew":true'))), 'and one of them says that it did');
    $kit->store->lease('subscription', 'a process that was killed', 40);
    $report->same(false, $kit->subscription->setUp($url)->isNew, 'after a killed run, the next one waits until its lease is over');

    /* Responses that the offline Dojo does not give. */
    $fake = static function (array $subscriptions, array $events = ['payment_intent.status_updated'], array $secrets = []) use ($shop): Client {
        return new class ("sk_sandbox_{$shop->account}", $subscriptions, $events, $secrets) extends Client {
            public function __construct(string $key, private array $subscriptions, private array $events, private array $secrets)
            {
                parent::__construct($key, baseUrl: 'http://127.0.0.1:1');
            }

            public function listWebhookEvents(): array
            {
                return [['model' => 'PaymentIntent', 'events' => $this->events]];
            }

            public function listWebhooks(): array
            {
                return $this->subscriptions;
            }

            public function listWebhookSecrets(string $subscriptionId): array
            {
                return ['secrets' => $this->secrets];
            }

            public function subscribeWebhook(#[\SensitiveParameter] array $request): array
            {
                $e = new Dojo\ConflictException('409');
                $e->reason = 'There is one.';
                throw $e;
            }
        };
    };
    $subscription = ['id' => 'ws_1', 'url' => $url, 'events' => ['payment_intent.status_updated']];
    $says = static fn (Client $dojo): string => $refusal(static fn () => $shop->kit(dojo: $dojo)->subscription->setUp($url));
    $said = $says($fake([], ['order.created']));
    $report->ok(str_contains($said, 'no event payment_intent.status_updated'), 'an account without the event that is needed', $said);
    $said = $says($fake([$subscription, ['id' => 'ws_2'] + $subscription]));
    $report->ok(str_contains($said, 'ws_1, ws_2'), 'two subscriptions with this URL', $said);
    $said = $says($fake([['url' => 'https://other.example/hook'] + $subscription]));
    $report->ok(str_contains($said, 'There is one.') && str_contains($said, 'ws_1 for https://other.example/hook'), 'the event is taken by another URL: says which', $said);
    $said = $says($fake([$subscription], secrets: [['id' => 'sc_1', 'isActive' => true]]));
    $report->ok(str_contains($said, 'rotate-webhook-secret.php --subscription ws_1'), 'a lost secret that Dojo does not show again: says what to do', $said);

    /* The page. */
    $secret = $stored()[0];
    $body = Shop::event('evt_1', 'pi_1', 'Captured');
    $deliver = static function (string $body, ?string $signature, ?\Closure $open = null) use ($shop): Received {
        $endpoint = new Endpoint($open ?? static fn () => $shop->kit());
        $received = $endpoint->receive(static fn (array $secrets): Webhook => Webhook::verify($body, $signature, $secrets));
        $endpoint->handle($received);

        return $received;
    };
    $status = static fn (string $body, ?string $signature, ?\Closure $open = null): int => $deliver($body, $signature, $open)->status;
    $events = static fn (): array => $shop->rows('SELECT id, state FROM dojo_events');
    $log = ini_set('error_log', "$bench->folder/php.log");
    $report->same(503, $status($body, Shop::sign($body, $secret), static fn () => throw new PDOException('no such host')), 'no database: 503');
    ini_set('error_log', (string) $log);
    $report->same(503, $status($body, Shop::sign($body, $secret), static fn () => $shop->kit(['tablePrefix' => 'none_'])), 'no tables: 503');
    $report->same(503, $status($body, Shop::sign($body, $secret), static fn () => $shop->kit(['siteUrl' => 'https://copy.example'])), 'an unconfirmed copy: 503');
    $kit->store->execute("UPDATE {secrets} SET subscription_id = 'ws_away'");
    $values = $kit->secrets->values();
    $kit->store->execute('DELETE FROM {secrets}');
    $report->same(503, $status($body, Shop::sign($body, $secret)), 'no secret: 503');
    $kit->secrets->set('ws_1', 'sc_empty', '', Secrets::CURRENT);
    $report->same(500, $status($body, Shop::sign($body, $secret)), 'an empty secret: 500');
    $kit->secrets->remove('sc_empty');
    foreach ($values as $id => $value) {
        $kit->secrets->set('ws_1', $id, $value, Secrets::CURRENT);
    }
    $report->same([401, 401, 401], [$status($body, null), $status($body, Shop::sign($body, 'another')), $status("$body ", Shop::sign($body, $secret))], 'no signature, a wrong one, another body: 401');
    $large = str_repeat(' ', 262145);
    $report->same(413, $status($large, Shop::sign($large, $secret)), 'larger than dojo.max_webhook_bytes: 413');
    $report->same(400, $status('{"a":1}', Shop::sign('{"a":1}', $secret)), 'signed, but no event: 400');
    $get = (new Endpoint(static fn () => $shop->kit()))->receive(static function (): never {
        $e = new Dojo\MissingSignatureException('this is a GET request');
        $e->httpStatus = 405;
        throw $e;
    });
    $report->same([405, ['Allow' => 'POST']], [$get->status, $get->headers], 'not a POST: 405, with what is allowed');
    $report->same([], $events(), 'none of these is in the inbox');
    $report->ok(!str_contains(implode("\n", $shop->log), $secret), 'the log contains no secret');

    $received = $deliver($body, Shop::sign($body, $secret));
    $report->same([200, 'ok', 'evt_1'], [$received->status, $received->text, $received->eventId], 'an event: 200');
    $received = $deliver($body, Shop::sign($body, $secret));
    $report->same([200, null], [$received->status, $received->eventId], 'its duplicate: 200, and nothing to do');
    $report->same([['id' => 'evt_1', 'state' => 'unknown']], $events(), 'it is in the inbox once, and was looked at');
    $shop->pdo->exec('ALTER TABLE dojo_events RENAME TO dojo_events_away');
    $later = Shop::event('evt_2', 'pi_1', 'Captured');
    $report->same(500, $status($later, Shop::sign($later, $secret)), 'the inbox is gone: 500');
    $shop->pdo->exec('ALTER TABLE dojo_events_away RENAME TO dojo_events');
    if ($kit->store->database->dialect() === 'sqlite') {
        $holder = new PDO($shop->dsn);
        $holder->exec('BEGIN IMMEDIATE');
        $shop->pdo->setAttribute(PDO::ATTR_TIMEOUT, 0);
        $received = $deliver($later, Shop::sign($later, $secret));
        $report->same([503, ['Retry-After' => '5']], [$received->status, $received->headers], 'the database is locked: 503, soon again');
        $holder->exec('ROLLBACK');
        $shop->pdo->setAttribute(PDO::ATTR_TIMEOUT, 10);
    }
    $report->same(200, $status($later, Shop::sign($later, $secret)), 'when that is over: 200');
    $sandbox->fault('status=503', '/payment-intents/', method: 'GET', times: 3);
    $third = Shop::event('evt_3', 'pi_1', 'Captured');
    $report->same([200, 'new'], [$status($third, Shop::sign($third, $secret)), $shop->one("SELECT state FROM dojo_events WHERE id = 'evt_3'")], 'Dojo does not respond when the event is handled: 200, and it waits');
    $sandbox->clearFaults();

    /* Two deliveries of an event at once: the second is handled in between, and Dojo does not respond to the first. */
    $twice = Shop::event('evt_twice', 'pi_1', 'Captured');
    $kit->inbox->add(Webhook::verify($twice, Shop::sign($twice, $secret), $secret), 'sc_1');
    $time = new class (static function () use ($kit, $sandbox): void {
        $kit->inbox->handle('evt_twice');
        $sandbox->fault('status=503', '/payment-intents/', method: 'GET', times: 3);
    }) extends Dojo\Shop\Time {
        public function __construct(private ?Closure $between)
        {
        }

        public function now(): int
        {
            [$between, $this->between] = [$this->between, null];
            $between === null || $between();

            return parent::now();
        }
    };
    (new Dojo\Shop\Kit($client, $shop, new Dojo\Shop\PdoDatabase($shop->pdo), $kit->settings, $time))->inbox->handle('evt_twice');
    $report->same([['state' => 'unknown', 'check_at' => null]], $shop->rows("SELECT state, check_at FROM dojo_events WHERE id = 'evt_twice'"), 'an event that was handled is not looked at again');
    $sandbox->clearFaults();

    /* Health: at most one refusal each second is counted. */
    $health = $kit->health;
    $report->ok(abs((int) $health->lastEvent() - $shop->time->now()) < 5, 'when the last event came');
    $report->ok($health->oldestUnhandled() !== null, 'since when the oldest unhandled one waits');
    $shop->time->ahead += 10;
    foreach ([0, 0, 0, 1, 1] as $seconds) {
        $shop->time->ahead += $seconds;
        $status($body, null);
    }
    $report->same(3, $health->refusedSince(), 'how many were refused since the last event: one for each second');
    $shop->time->ahead += 1;
    $fourth = Shop::event('evt_4', 'pi_1', 'Captured');
    $status($fourth, Shop::sign($fourth, $secret));
    $report->same(0, $health->refusedSince(), 'none after the next event');
    $shop->time->ahead += 1;
    $status($body, null);
    $report->same(1, $health->refusedSince(), 'and the count begins again');

    /* Another account: only what events say of this shop's own payments counts, from the newest payment on. */
    $notes = static function () use ($shop): array {
        $shop->effects = [];
        $shop->kit()->outbox->perform();

        return array_values(array_filter($shop->effects, static fn (Effect $effect): bool => str_contains((string) ($effect->data['text'] ?? ''), 'another Dojo account')));
    };
    $events = 10;
    $say = static function (string $intentId, string $account) use ($status, $secret, &$events): void {
        $body = str_replace('acc_test', $account, Shop::event('evt_' . ++$events, $intentId, 'Created'));
        $status($body, Shop::sign($body, $secret));
    };
    $kit->store->execute("DELETE FROM {settings} WHERE name LIKE 'account:%'");
    $intents = [];
    foreach (['order-1', 'order-2'] as $order) {
        $shop->order($order, 500);
        $shop->time->ahead += 10;
        $intents[] = (string) $shop->kit()->payments->begin($order, new Visitor('s', '192.0.2.1'))->intentId;
    }
    $say('pi_of_another_shop', 'acc_zero');
    $report->same(null, $kit->identity->account(), 'an event about another shop\'s payment says nothing about this one\'s account');
    $say($intents[0], 'acc_one');
    $say('pi_of_another_shop', 'acc_zero');
    $report->same(['acc_one', []], [$kit->identity->account(), $notes()], 'one about its own does');
    $say($intents[1], 'acc_two');
    $say($intents[1], 'acc_two');
    $say($intents[0], 'acc_one');
    $told = $notes();
    $report->same([1, '', 'acc_two'], [count($told), $told[0]->orderId ?? null, $kit->identity->account()], 'a newer payment of another account: staff get one note');
};
