<?php

declare(strict_types=1);

use Dojo\Tests\Await;
use Dojo\Tests\Delivery\Audit;
use Dojo\Tests\Delivery\Machine;
use Dojo\Tests\Delivery\ServedShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\Visitor;

/*
 * Customers buy and pay, staff refund, Dojo delivers events, cron runs: and all the while workers of PHP-FPM are killed with SIGKILL, as
 * is reconcile.php. On MariaDB there are two PHP-FPMs. Time goes on by a minute twice, so that some workers are slower than the shop's
 * patience. Now and then a create reaches Dojo twice, and both payments are made. Afterwards reconcile.php runs until nothing is left to
 * do, and the books must be right.
 */

return static function (Report $report, Machine $machine, string $name, bool $isOnMariaDb, int $masters): void {
    $seconds = getenv('DOJO_LONG') === '1' ? 120.0 : 5.0;
    $stock = ['mug' => 100_000, 'tea' => 100_000, 'pot' => 100_000];
    $shop = $machine->makeShop($name, $isOnMariaDb);
    $web = $machine->serve("web-$name", [$shop], static fn (): array => [$name => $shop->pool(['pm.max_children' => '6'])], $masters);
    [$code, $output] = $shop->setUp();
    $report->same(0, $code, 'set-up', $output);
    $shop->setStock($stock['mug']);

    /* The call that created one of the latest intents has reached Dojo twice, and the customer pays the second intent, too. */
    $payAgain = static function () use ($shop): void {
        $intentId = $shop->rows("SELECT intent_id FROM dojo_attempts WHERE status <> '' AND state = 'made' ORDER BY asked_at DESC, id LIMIT 1")[0]['intent_id'] ?? null;
        if ($intentId !== null) {
            $first = $shop->dojo->getPaymentIntent((string) $intentId, returnCanceled: true);
            $second = $shop->dojo->createPaymentIntent(['generateRemoteToken' => true] + array_intersect_key($first, ['amount' => 0, 'reference' => 0, 'metadata' => 0]));
            $shop->sandbox->payByComponent((string) $second['clientSessionSecret']);
        }
    };

    $stop = "$machine->folder/stop-$name";
    $customers = [];
    for ($number = 0; $number < 6; $number++) {
        $command = [PHP_BINARY, __DIR__ . '/customers.php', $shop->url(''), $shop->sandbox->url, ServedShop::PASSWORD, $stop];
        $customers[] = new Process($command, isMerged: true);
    }
    $kills = $crons = 0;
    $cron = null;
    $began = $resent = microtime(true);
    $jumps = [0.4, 0.7];
    while (array_filter($customers, static fn (Process $process): bool => $process->isRunning()) !== []) {
        $elapsed = microtime(true) - $began;
        if ($elapsed > $seconds && !is_file($stop) && ($kills >= 40 && count($shop->fulfilments()) >= 10 || $elapsed > $seconds + 90)) { // a busy machine takes longer
            touch($stop);
        }
        if ($elapsed > $seconds + 240) {
            throw new RuntimeException('The customers do not come to an end.');
        }
        $workers = $web->workers();
        if ($workers !== [] && posix_kill($workers[array_rand($workers)], SIGKILL)) {
            $kills++;
        }
        if ($jumps !== [] && $elapsed > $jumps[0] * $seconds) {
            array_shift($jumps);
            $shop->wait(60);
        }
        if ($cron === null || !$cron->isRunning()) {
            $cron?->stop();
            $cron = $shop->startScript('quickstart/reconcile.php');
            $crons++;
        } elseif (random_int(0, 30) === 0) {
            $cron->kill();
        }
        if (microtime(true) > $resent + 0.5) {
            $resent = microtime(true);
            $deliveries = $shop->sandbox->helper('GET', '/deliveries')['deliveries'];
            shuffle($deliveries);
            foreach (array_slice($deliveries, 0, 3) as $delivery) {
                $shop->sandbox->helper('POST', "/deliveries/$delivery[id]/resend");
            }
            $payAgain();
        }
        usleep(random_int(5_000, 80_000));
    }
    $cron?->stop();

    $interrupted = 0;
    $asked = [];
    foreach ($customers as $process) {
        [$code, $output] = $process->finish(10);
        $report->same(0, $code, 'the customers are served again after each kill', substr($output, -2000));
        foreach (array_map(static fn (string $line): mixed => json_decode($line, true), explode("\n", trim($output))) as $fact) {
            $interrupted += $fact['interrupted'] ?? 0;
            if (isset($fact['refund'])) {
                $asked[$fact['refund']] = $fact;
            }
        }
    }

    /* All retries of webhooks are due at once; then cron, until it has nothing to do. */
    $shop->wait(3600);
    Await::until(static fn (): bool => array_diff(array_column($shop->sandbox->helper('GET', '/deliveries')['deliveries'], 'state'), ['delivered']) === [], 'the last deliveries', 60);
    for ($round = 1; $round <= 30; $round++) {
        $shop->wait(120);
        [$code, $output] = $shop->reconcile();
        if ($code === 0 && $round >= 3 && Audit::pendingIn($shop) === []) {
            break;
        }
    }
    $report->same(0, $code, 'reconcile.php comes to rest', $output);
    $audit = new Audit($shop, $stock);
    $audit->report($report, $asked);
    $report->ok($kills >= 20 && $interrupted >= 2 && $audit->paidOrders() >= 10, 'enough was killed and sold', "$kills kills, $interrupted interrupted, {$audit->paidOrders()} orders paid");
    $log = $shop->log();
    $secrets = [...array_values($shop->secrets()), ServedShop::PASSWORD, $shop->environment()['DOJO_API_KEY']];
    preg_match_all('~^.*\bPHP (?:Fatal|Warning|Notice|Deprecated|Parse).*$~m', $log, $errors);
    $report->none(array_slice($errors[0], 0, 5), 'no page has an error of PHP');
    $report->none(array_filter($secrets, static fn (string $secret): bool => str_contains($log, $secret)), 'the log contains no secret');
    $report->note(sprintf(
        '%d workers of %d PHP-FPM(s) killed in %.1f s, %d of the customers\' requests interrupted; %d orders paid, %d more payments of them, %d refunds; %d runs of cron, %d to come to rest',
        $kills,
        $masters,
        microtime(true) - $began,
        $interrupted,
        $audit->paidOrders(),
        $audit->extraPayments(),
        count($asked),
        $crons,
        $round,
    ));
};
