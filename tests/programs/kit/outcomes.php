<?php

declare(strict_types=1);

use Dojo\DojoException;
use Dojo\Shop\Kit;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Refund;
use Dojo\Shop\Visitor;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\KillableDatabase;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Report;

/* Refunds and captures whose outcome is unknown: nobody says that they failed before Dojo has said so. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $sandbox = $bench->sandbox;
    $intentOf = static function (string $orderId, array $request = []) use ($shop): string {
        $shop->order($orderId, 1000);
        $shop->request = $request;

        return (string) $shop->kit()->payments->begin($orderId, new Visitor('', ''))->intentId;
    };
    $pay = static function (string $orderId, array $request = []) use ($shop, $sandbox, $intentOf): string {
        $intentId = $intentOf($orderId, $request);
        $sandbox->pay($intentId);
        $shop->kit()->payments->update($intentId);

        return $intentId;
    };
    $thrown = static function (\Closure $work): string {
        try {
            $work();
        } catch (DojoException | NotPossible $e) {
            return $e::class;
        }

        return 'nothing';
    };
    $other = static fn (): Kit => $shop->kit(dojo: $shop->client("sk_sandbox_{$shop->account}other"));
    $notes = static fn (string $orderId): string => implode("\n", array_map(static fn ($effect): string => (string) $effect->data['text'], $shop->kit()->outbox->notes($orderId)));

    /* The key is changed for one of another account while the outcome is unknown. */
    $pay('refund-lost');
    $sandbox->fault('close-after', '/payment-intents', 9, 'POST');
    $report->same('Dojo\ResponseException', $thrown(static fn () => $shop->kit()->refunds->refund('refund-00000001', 'refund-lost', 300)), 'a refund is made, and its response is lost');
    $sandbox->clearFaults();
    foreach ([120, 1000, 86400] as $seconds) {
        $shop->time->ahead += $seconds;
        $other()->reconcile->run();
    }
    $report->same([Refund::SENDING, ''], [$shop->kit()->refunds->find('refund-00000001')?->state, $notes('refund-lost')], 'with the key of another account, it is not reported as failed');
    $shop->time->ahead += 2 * 86400;
    $shop->kit()->reconcile->run();
    $report->same(Refund::DONE, $shop->kit()->refunds->find('refund-00000001')?->state, 'with the right key again, it is done');

    $authorised = $pay('capture-lost', ['captureMode' => 'Manual', 'autoExpireAction' => 'Release']);
    $sandbox->fault('close-after', '/payment-intents', 9, 'POST');
    $thrown(static fn () => $shop->kit()->captures->capture('capture-0000001', 'capture-lost', 400));
    $sandbox->clearFaults();
    foreach ([120, 1000, 86400] as $seconds) {
        $shop->time->ahead += $seconds;
        $other()->reconcile->run();
    }
    $report->same(['sending', ''], [$shop->kit()->captures->find('capture-0000001')?->state, $notes('capture-lost')], 'nor of a capture');
    $shop->time->ahead += 2 * 86400;
    $shop->kit()->reconcile->run();
    $report->same('done', $shop->kit()->captures->find('capture-0000001')?->state, 'which is done, too');

    /* Reconcile's call is refused because that of a second click is under way: that one may succeed. */
    $pay('refund-twice');
    $sandbox->fault('close-before', '/payment-intents', 9, 'POST');
    $thrown(static fn () => $shop->kit()->refunds->refund('refund-00000002', 'refund-twice', 300));
    $sandbox->clearFaults();
    $shop->time->ahead += 1000;
    $old = $shop->kit()->refunds->find('refund-00000002');
    $click = static fn () => $shop->pdo->exec("UPDATE dojo_refunds SET tries = tries + 1, tried_at = {$shop->time->now()} WHERE id = 'refund-00000002'");
    $click();
    $sandbox->fault('status=409', '/payment-intents', 1, 'POST');
    $report->same('Dojo\ConflictException', $thrown(static fn () => $shop->kit()->refunds->send($old)), 'a call is refused while another one is under way');
    $report->same(Refund::SENDING, $shop->kit()->refunds->find('refund-00000002')?->state, 'one that began before: the refund is still open');
    $shop->time->ahead += 1000;
    $busy = new class ($shop->client(), $click) extends Dojo\Client {
        public function __construct(private readonly Dojo\Client $dojo, private readonly Closure $during)
        {
            parent::__construct('sk_sandbox_example');
        }

        public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array
        {
            return $this->dojo->getPaymentIntent($paymentIntentId, $returnCanceled);
        }

        public function refundPaymentIntent(string $paymentIntentId, array $request, string $idempotencyKey): array
        {
            ($this->during)();

            return $this->dojo->refundPaymentIntent($paymentIntentId, $request, $idempotencyKey);
        }
    };
    $sandbox->fault('status=409', '/payment-intents', 1, 'POST');
    $thrown(static fn () => $shop->kit(dojo: $busy)->refunds->send($old));
    $report->same([Refund::SENDING, ''], [$shop->kit()->refunds->find('refund-00000002')?->state, $notes('refund-twice')], 'one that began later: the same');
    $shop->time->ahead += 86400;
    $sandbox->fault('status=409', '/payment-intents', 1, 'POST');
    $thrown(static fn () => $shop->kit()->refunds->send($shop->kit()->refunds->find('refund-00000002')));
    $report->same(Refund::REFUSED, $shop->kit()->refunds->find('refund-00000002')?->state, 'when all of them are over and no money was given back, it is refused');

    /* A process that stalls before its capture is sent, until staff have been told to try again. */
    $pay('capture-slow', ['captureMode' => 'Manual', 'autoExpireAction' => 'Release']);
    $isWritten = false;
    $stalls = new KillableDatabase(new Dojo\Shop\PdoDatabase($shop->pdo), new Fuse(), static function (string $sql) use ($shop, &$isWritten): void {
        if ($isWritten && str_starts_with($sql, 'SELECT')) {
            $isWritten = false;
            $shop->time->ahead += 1000;
            $shop->kit()->reconcile->run();
        }
        $isWritten = $isWritten || str_contains($sql, 'INTO dojo_captures ');
    });
    $slow = new Kit($shop->client(), $shop, $stalls, $shop->kit()->settings, $shop->time);
    $report->same('refused', $slow->captures->capture('capture-0000002', 'capture-slow', 400)->state, 'a process stalls until its capture counts as not made: it does not send it');
    $report->ok(str_contains($notes('capture-slow'), 'try it again'), 'staff were told to try it again');
    $shop->kit()->captures->capture('capture-0000003', 'capture-slow', 400);
    $report->same(400, $shop->kit()->books->attemptOf((string) $shop->kit()->books->payment('capture-slow')?->intentId)?->captured, 'and the money is taken once');

    /* Nobody knows for how long Dojo remembers a refund's key. */
    $pay('refund-late');
    $sandbox->fault('close-after', '/payment-intents', 9, 'POST');
    $thrown(static fn () => $shop->kit()->refunds->refund('refund-00000003', 'refund-late', 300));
    $sandbox->clearFaults();
    $shop->time->ahead += 3 * 86400;
    $calls = count($sandbox->requests());
    $shop->kit()->reconcile->run();
    $report->same([Refund::DONE, []], [$shop->kit()->refunds->find('refund-00000003')?->state, preg_grep('~^POST .*/refunds$~', array_slice($sandbox->requests(), $calls))], 'a refund that was made days ago is not sent again, if Dojo shows that money was given back');
    $pay('refund-later');
    $sandbox->fault('close-before', '/payment-intents', 9, 'POST');
    $thrown(static fn () => $shop->kit()->refunds->refund('refund-00000004', 'refund-later', 300));
    $sandbox->clearFaults();
    $shop->time->ahead += 3 * 86400;
    $shop->kit()->reconcile->run();
    $report->same([Refund::DONE, 300], [$shop->kit()->refunds->find('refund-00000004')?->state, $shop->client()->getPaymentIntent((string) $shop->kit()->books->payment('refund-later')?->intentId)['refundedAmount']], 'one that was not is sent');

    /* Captures of payments made with a key of another kind. */
    $pay('capture-kinds', ['captureMode' => 'Manual', 'autoExpireAction' => 'Release']);
    $sandbox->fault('close-after', '/payment-intents', 9, 'POST');
    $thrown(static fn () => $shop->kit()->captures->capture('capture-0000004', 'capture-kinds', 400));
    $sandbox->clearFaults();
    $shop->pdo->exec("INSERT INTO dojo_attempts (id, order_id, intent_id, environment, state, role, status, amount, currency, captured, refunded, asked_at, checks)
        VALUES ('a-other', 'of-sandbox', 'pi_other', 'production', 'made', 'own', 'Authorized', 1, 'GBP', 0, 0, 0, 0)");
    $shop->pdo->exec("INSERT INTO dojo_captures (id, order_id, intent_id, kind, amount, captured_before, state, asked_at, checks, check_at)
        VALUES ('capture-other', 'of-sandbox', 'pi_other', 'capture', 1, 0, 'sending', 0, 0, 1)");
    $shop->time->ahead += 120;
    $shop->kit()->reconcile->run(limit: 1);
    $report->same('done', $shop->kit()->captures->find('capture-0000004')?->state, 'those of another key do not delay those of this one');
};
