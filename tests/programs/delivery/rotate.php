<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Delivery\ServedShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;

/* examples/quickstart/rotate-webhook-secret.php, interrupted at every step and run again, while the shop sells and events arrive. */

return static function (Report $report, Machine $machine, ServedShop $shop): void {
    $sandbox = $shop->sandbox;
    [$code, $output] = $shop->rotate();
    $report->ok($code === 1 && str_contains($output, 'SHOP_DSN'), 'before set-up it says what is missing', $output);
    [$code, $output] = $shop->rotate('--wait', 'soon');
    $report->same(2, $code, 'a wrong option', $output);
    [$code, $output] = $shop->setUp();
    $report->same(0, $code, 'set-up', $output);
    $shop->setStock(100_000);

    $client = $shop->dojo;
    $id = $client->listWebhooks()[0]['id'];
    $known = []; // every secret that existed, to search the logs for
    $remote = static function () use ($client, $id, &$known): array {
        $secrets = $client->listWebhookSecrets($id)['secrets'];
        array_push($known, ...array_column($secrets, 'value'));

        return array_column($secrets, 'isActive', 'id');
    };
    $printed = '';
    $rotate = static function (string ...$more) use ($shop, &$printed): array {
        [$code, $output] = $shop->rotate('--quiet', '1', '--wait', '20', ...$more);
        $printed .= $output;

        return [$code, $output];
    };
    $original = array_key_first($remote());

    $stop = "$machine->folder/stop-traffic";
    $traffic = new Process([PHP_BINARY, __DIR__ . '/traffic.php', rtrim($shop->url(''), '/'), $sandbox->url, $stop], isMerged: true);
    Await::until(static fn (): bool => $shop->hasSigned($original), 'the first event');

    [$code, $output] = $rotate();
    $report->ok($code === 0 && str_contains($output, 'Nothing to do') && $remote() === [$original => true], 'a young secret is left alone', $output);

    /* The API fails before the work of each step (three times, because the client retries some calls) … */
    $fail = static function (string $method, string $path) use ($sandbox): void {
        $sandbox->clearFaults();
        $sandbox->fault('status=503', $path, method: $method, times: 3);
    };
    /* … or the script is killed after the work, before it gets the response. */
    $kill = static function (string $method, string $path, callable $isDone, string ...$more) use ($sandbox, $shop): void {
        $sandbox->clearFaults();
        $sandbox->fault('delay=8', $path, method: $method, times: 1);
        $run = $shop->startScript('quickstart/rotate-webhook-secret.php', ['--quiet', '1', '--wait', '20', ...$more]);
        Await::until($isDone, "$method $path");
        $run->kill();
        $run->finish(120);
        $sandbox->clearFaults();
        $shop->wait(60); // the lease of a killed run expires
    };
    $secrets = "/webhooks/$id/secrets";

    $fail('POST', $secrets);
    [$code, $output] = $rotate('--min-age', '0');
    $report->ok($code === 1 && str_contains($output, 'Run it again') && $remote() === [$original => true], '1. generate fails: nothing has changed', $output);
    $kill('POST', $secrets, static fn (): bool => count($remote()) === 2, '--min-age', '0');
    $report->same(1, count($shop->secrets()), '1. killed after generate: the endpoint does not know the new one yet');
    $new = array_key_last($remote());

    $fail('PUT', $secrets);
    [$code, $output] = $rotate();
    $report->same([1, [$original => true, $new => false], 2], [$code, $remote(), count($shop->secrets())], '3. activate fails: the one that was generated is deployed, no third is created', $output);
    $kill('PUT', $secrets, static fn (): bool => $remote()[$new] === true);
    $report->same(['current', 'next'], [$shop->secretRoles()[$original], $shop->secretRoles()[$new]], '3. killed after activate: the database does not know yet');

    Await::until(static fn (): bool => $shop->hasSigned($new), 'an event with the new secret');
    [$code, $output] = $shop->rotate('--quiet', '3600');
    $printed .= $output;
    $report->ok($code === 3 && str_contains($output, 'has not been silent') && !str_contains($output, 'Activated'), '4. the old one was in use a moment ago: run again later, and nothing is activated twice', $output);
    $report->same([$original => false, $new => true], $remote(), '4. both secrets exist');

    $fail('DELETE', $secrets);
    [$code, $output] = $rotate();
    $report->same([1, 2, 2], [$code, count($remote()), count($shop->secrets())], '5. delete fails: both secrets exist', $output);
    $kill('DELETE', $secrets, static fn (): bool => count($remote()) === 1);
    $report->same(2, count($shop->secrets()), '5. killed after delete: the endpoint still accepts both');
    [$code, $output] = $rotate();
    $report->same([0, [$new => true], [$new]], [$code, $remote(), array_keys($shop->secrets())], 'the next run completes the rotation', $output);
    [$code, $output] = $rotate();
    $report->ok($code === 0 && str_contains($output, 'Nothing to do') && $remote() === [$new => true], 'another run has nothing to do', $output);

    $run = $shop->startScript('quickstart/rotate-webhook-secret.php', ['--quiet', '2', '--wait', '20', '--min-age', '0']);
    Await::until(static fn (): bool => count($remote()) === 2, 'the second change');
    [$code, $output] = $rotate('--min-age', '0');
    $report->ok($code === 1 && str_contains($output, 'Another run'), 'two at once: the second gives up', $output);
    [$code, $output] = $run->finish(120);
    $printed .= $output;
    $last = array_key_first($remote());
    $report->ok($code === 0 && count($remote()) === 1 && $last !== $new && $last !== $original, 'a rotation without interruption', $output);
    foreach (['1. Generated', '2. Deployed', '3. Activated', '4. Verified', '5. Deleted'] as $step) {
        $report->ok(str_contains($output, $step), "says $step", $output);
    }

    touch($stop);
    [$code, $sold] = $traffic->finish(120);
    $sold = array_filter(explode("\n", $sold));
    $report->same(0, $code, 'the shop kept selling throughout', implode("\n", array_slice($sold, -5)));
    $deliveries = [];
    Await::until(static function () use ($sandbox, &$deliveries): bool {
        $deliveries = $sandbox->helper('GET', '/deliveries')['deliveries'];

        return array_diff(array_column($deliveries, 'state'), ['delivered']) === [];
    }, 'the last deliveries');
    $attempts = array_merge(...array_column($deliveries, 'attempts'));
    $by = array_count_values(array_reverse(array_column($attempts, 'secretId')));
    $report->note(sprintf('%d orders, %d deliveries in %d attempts, signed by secrets %s', count($sold), count($deliveries), count($attempts), implode(' + ', $by)));
    $report->same([200], array_values(array_unique(array_column($attempts, 'status'))), 'every delivery was accepted the first time', $shop->log());
    $report->same([$original, $new, $last], array_keys($by), 'signed by one secret after the other');
    $stored = (int) $shop->pdo()->query('SELECT COUNT(*) FROM dojo_events')->fetchColumn();
    $report->same(count(array_unique(array_column($deliveries, 'eventId'))), $stored, 'no event is lost');
    Await::until(static fn (): bool => $shop->unhandled() === [], 'all events to be handled');
    $fulfilled = $shop->fulfilments();
    $report->same([count($sold), [1]], [count($fulfilled), array_values(array_unique($fulfilled))], 'every order is fulfilled exactly once');

    [$code, $output] = $shop->rotate('--quiet', '0', '--min-age', '0');
    $printed .= $output;
    $report->ok($code === 3 && str_contains($output, 'No event has come') && count($remote()) === 2, 'until an event is signed with the new secret, the old one is kept', $output);
    [$last] = $shop->order();
    Await::until(static fn (): bool => isset($shop->fulfilments()[$last]), 'the last order');
    [$code, $output] = $shop->rotate('--quiet', '0');
    $printed .= $output;
    $report->same([0, 1], [$code, count($remote())], 'after the next payment the rotation continues', $output);

    $all = $printed . $shop->log();
    $report->same([], array_values(array_filter(array_unique($known), static fn (string $value): bool => str_contains($all, $value))), 'no secret was printed or logged');
};
