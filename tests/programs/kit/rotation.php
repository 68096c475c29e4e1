<?php

declare(strict_types=1);

use Dojo\Client;
use Dojo\Shop\Endpoint;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Words;
use Dojo\Tests\Await;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Report;
use Dojo\Tests\Shop;
use Dojo\Webhook;

/* Changing the webhook's secret, interrupted at every step and run again. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $sandbox = $bench->sandbox;
    $client = $shop->client();
    $kit = $shop->kit();
    $lines = '';
    $run = static function (int $quiet = 10, int $wait = 0, int $minAge = 0, ?Client $dojo = null) use ($shop, &$lines): string {
        $lines = '';
        try {
            $isDone = $shop->kit(dojo: $dojo)->rotation->run(null, $quiet, $wait, $minAge, static function (string $line) use (&$lines): void {
                $lines .= "$line\n";
            });
        } catch (NotPossible | Dojo\DojoException $e) {
            $lines .= Words::of($e)->staff;

            return 'refused';
        }

        return $isDone ? 'done' : 'later';
    };
    $report->same('refused', $run(), 'without a stored secret', $lines);
    $report->ok(str_contains($lines, 'Set the webhook up first'), 'it says what is missing', $lines);
    $id = $kit->subscription->setUp(TestShop::HOOK)->id;
    $known = [];
    $remote = static function () use ($client, $id, &$known): array {
        $secrets = $client->listWebhookSecrets($id)['secrets'];
        array_push($known, ...array_column($secrets, 'value'));

        return array_column($secrets, 'isActive', 'id');
    };
    $roles = static fn (): array => array_map(static fn (array $secret): string => $secret['role'], $kit->secrets->of($id));
    $events = 0;
    $deliver = static function (string $secretId) use ($shop, $kit, &$events): int {
        $body = Shop::event('evt_' . ++$events, 'pi_none', 'Captured');
        $signature = Shop::sign($body, $kit->secrets->values()[$secretId]);

        return (new Endpoint(static fn () => $shop->kit()))->receive(static fn (array $secrets): Webhook => Webhook::verify($body, $signature, $secrets))->status;
    };
    $original = (string) array_key_first($remote());
    $deliver($original);
    $report->same(['done', [$original => true]], [$run(minAge: 60), $remote()], 'a young secret is left alone', $lines);

    /* Dojo fails before the work of each step (three times, because the client repeats some calls) … */
    $fail = static fn (string $method) => $sandbox->fault('status=503', "/webhooks/$id/secrets", method: $method, times: 3);
    /* … or the process is killed after the work, before it gets the response. */
    $kill = static function (string $method, \Closure $isDone) use ($sandbox, $shop, $kit, $id): void {
        $sandbox->clearFaults();
        $sandbox->fault('delay=8', "/webhooks/$id/secrets", method: $method);
        $process = $shop->worker('rotate', '10', '0', '0');
        Await::until($isDone, $method, details: static fn (): string => (string) file_get_contents($process->output));
        $process->kill();
        $process->finish(60);
        $sandbox->clearFaults();
        $shop->time->ahead += 60; // its lease is over
    };

    $fail('POST');
    $report->same(['refused', [$original => true]], [$run(), $remote()], '1. generating fails: nothing has changed', $lines);
    $kill('POST', static fn (): bool => count($remote()) === 2);
    $report->same([$original => 'current'], $roles(), '1. killed after generating: the shop does not know the new one yet');
    $new = (string) array_key_last($remote());
    $fail('PUT');
    $report->same(['refused', [$original => true, $new => false], 2], [$run(), $remote(), count($roles())], '3. activating fails: the one that was generated is deployed, and no third one is made', $lines);
    $report->same([200, 200], [$deliver($original), $deliver($new)], 'both are accepted');
    $kit->store->execute("DELETE FROM {events} WHERE secret_id = ?", [$new]);
    $kill('PUT', static fn (): bool => $remote()[$new]);
    $report->same(['current', 'next'], [$roles()[$original], $roles()[$new]], '3. killed after activating: the database does not know yet');
    $report->same(['later', ['old', 'current']], [$run(), [$roles()[$original], $roles()[$new]]], '4. until an event comes with the new one, the old one is kept', $lines);
    $report->ok(str_contains($lines, 'No event has come') && !str_contains($lines, 'Activated'), 'and nothing is activated twice', $lines);
    $deliver($new);
    $deliver($original);
    $report->same('later', $run(), '4. the old one was in use a moment ago: later', $lines);
    $report->same([$original => false, $new => true], $remote(), 'both exist');
    $shop->time->ahead += 11;
    $fail('DELETE');
    $report->same(['refused', 2, 2], [$run(), count($remote()), count($roles())], '5. deleting fails: both exist', $lines);
    $kit->store->execute("UPDATE {events} SET received_at = received_at - 1000"); // the worker's clock is not ahead
    $kit->store->execute("UPDATE {secrets} SET since = since - 1000");
    $kit->store->execute("DELETE FROM {leases}");
    $kill('DELETE', static fn (): bool => count($remote()) === 1);
    $report->same(2, count($roles()), '5. killed after deleting: the shop still accepts both');
    $report->same(['done', [$new => true], [$new => 'current']], [$run(minAge: 86400), $remote(), $roles()], 'the next run is done', $lines);
    $report->ok(str_contains($lines, 'Nothing to do'), 'without a further change', $lines);

    $kit->store->lease("rotation:$id", 'another web server', 60);
    $report->same(['refused', [$new => true]], [$run(), $remote()], 'two at once: the second gives up', $lines);
    $report->ok(str_contains($lines, 'Another run'), 'and says why', $lines);
    $kit->store->release("rotation:$id", 'another web server');

    /* Without interruption; another process finishes the deletion at the same moment. */
    $report->same('later', $run(quiet: 0), 'a change without interruption', $lines);
    $last = (string) array_key_last($remote());
    $deliver($last);
    $client->deleteWebhookSecret($id, $new);
    $report->same(['done', [$last => true], [$last => 'current']], [$run(quiet: 0, minAge: 86400), $remote(), $roles()], 'is done if somebody else deletes the old secret', $lines);
    $run(quiet: 0);
    $next = (string) array_key_last($remote());
    $deliver($next);
    $report->same('done', $run(quiet: 0), 'and one goes to its end', $lines);
    $report->same([[$next => true], [$next => 'current']], [$remote(), $roles()], 'with one secret, here and there');
    $report->ok(str_contains($lines, '4. Verified') && str_contains($lines, '5. Deleted'), 'it says its steps', $lines);

    $report->same('later', $run(quiet: 0), 'another change', $lines);
    $deliver((string) array_key_last($remote()));
    $twice = new class ("sk_sandbox_$shop->account", baseUrl: $shop->dojoUrl) extends Client {
        public function deleteWebhookSecret(string $subscriptionId, string $secretId): void
        {
            parent::deleteWebhookSecret($subscriptionId, $secretId);
            parent::deleteWebhookSecret($subscriptionId, $secretId);
        }
    };
    $report->same(['done', 1, 1], [$run(quiet: 0, dojo: $twice), count($remote()), count($roles())], 'is done if somebody else deletes it at the same moment: Dojo answers 401 then', $lines);

    $kit->secrets->set('ws_other', 'sc_other', 'x', 'current');
    $report->same('refused', $run(), 'secrets of several subscriptions', $lines);
    $report->ok(str_contains($lines, "$id") && str_contains($lines, 'ws_other'), 'it asks which one', $lines);
    $all = implode("\n", $shop->log) . $lines;
    $report->same([], array_values(array_filter(array_unique($known), static fn (string $value): bool => str_contains($all, $value))), 'no secret was printed or logged');
};
