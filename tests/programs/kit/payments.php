<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Shop\NotPossible;
use Dojo\Shop\PdoDatabase;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\KillableDatabase;
use Dojo\Tests\Kit\Till;
use Dojo\Tests\Report;

/* Beginning a payment, and what an order becomes by the states of its intents. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('payments', $database);
    $sandbox = $till->sandbox;
    $kit = $till->kit();
    $update = static fn (string ...$intents) => array_map($kit->payments->update(...), $intents);
    $begin = static fn (string $orderId): Begun => $till->kit()->payments->begin($orderId, Till::visitor());

    /** The order's state in the shop and the kit, how often it was fulfilled; the rest has to agree with Dojo. @param list<mixed> $expected */
    $is = static function (array $expected, string $orderId, string $name) use ($report, $till): void {
        $report->same($expected, array_slice($till->state($orderId), 0, count($expected)), $name, implode("\n", $till->log));
        $report->none($till->problems($orderId), "$name: the books are Dojo's");
    };

    /* The first intent is canceled, the second paid. */
    $first = $till->begin($till->order('canceled'));
    $kit->captures->release('capture-first-1', 'canceled');
    $is(['closed', 'closed', 0], 'canceled', 'the first intent canceled: closed');
    $second = $till->begin('canceled');
    $report->ok($first !== $second, 'then there is another intent');
    $sandbox->pay($second);
    $update($second);
    $is(['paid', 'paid', 1], 'canceled', 'the first intent canceled, the second paid');
    $update($first, $second, $first);
    $kit->inbox->add(Till::event('evt_late', $first, 'Canceled'), 'sc');
    $kit->inbox->handle('evt_late');
    $is(['paid', 'paid', 1], 'canceled', 'late events of both change nothing');
    $again = $begin('canceled');
    $report->same([Begun::SETTLED, null], [$again->kind, $again->intentId], 'a paid order is not paid again');

    /* The same, if the event of the payment is handled before that of the cancellation. */
    $first = $till->begin($till->order('shuffled'));
    $till->client()->cancelPaymentIntent($first);
    $second = $till->begin('shuffled');
    $sandbox->pay($second);
    $update($second, $first);
    $is(['paid', 'paid', 1], 'shuffled', 'the first intent canceled, the second paid, the events in the wrong order');

    /* A decline, a closed tab and the Back button lead to the same intent. */
    $first = $till->begin($till->order('declined'));
    $sandbox->pay($first, Sandbox::DECLINED_CARD);
    $report->same($first, $till->begin('declined'), 'after a decline the customer pays the same intent');

    /* An intent that has expired. */
    $first = $till->begin($till->order('expired'));
    $till->advance(31 * 86400);
    $till->settle(2);
    $is(['closed', 'closed', 0], 'expired', 'an intent that expired closes its order');
    $report->ok($till->begin('expired') !== $first, 'and another one may begin');

    /* Two payments of one order. */
    [$one, $two] = [$till->begin($till->order('twice')), ''];
    $attempt = 'a' . bin2hex(random_bytes(15));
    $kit->store->insert('attempts', [
        'id' => $attempt, 'order_id' => 'twice', 'intent_id' => null, 'environment' => 'sandbox', 'state' => 'lost', 'role' => 'own', 'status' => '',
        'amount' => 1000, 'currency' => 'GBP', 'captured' => 0, 'refunded' => 0, 'asked_at' => $till->time->now(), 'checks' => 0, 'check_at' => null,
    ]);
    $two = $till->intent(1000, 'twice', ['metadata' => ['shop' => $kit->identity->shopId(), 'order' => 'twice', 'attempt' => $attempt]]);
    $sandbox->pay($one);
    $sandbox->pay($two);
    $kit->inbox->add(Till::event('evt_two', $two), 'sc');
    $kit->inbox->handle('evt_two');
    $report->same(['paid', 'paid', 1, 0], $till->state('twice'), 'an intent that only an event named is stored with its order');
    $report->same($attempt, $kit->books->attemptOf($two)?->id, 'as the attempt that asked for it');
    $update($one, $one);
    $till->settle(1);
    $is(['paid', 'paid', 1], 'twice', 'two payments: the second is extra');
    $report->same(['extra', 1], [$kit->books->attemptOf($one)?->role, substr_count($till->notes('twice'), 'paid twice')], 'staff are told once', $till->notes('twice'));
    $extra = array_values(array_filter($kit->outbox->notes('twice'), static fn ($effect): bool => $effect->kind === 'extra'))[0];
    $report->same([$one, 1000, 'refund'], [$extra->data['intent'], $extra->data['amount'], $extra->data['action']], 'with what the button needs');
    $refund = $kit->refunds->refund('refund-extra-1', 'twice', 1000, 'Paid twice', $one);
    $report->same(['done', 'Refunded', 'Captured'], [$refund->state, $till->client()->getPaymentIntent($one)['status'], $till->client()->getPaymentIntent($two)['status']], 'one click refunds it');
    $is(['paid', 'paid', 1, 0], 'twice', 'the order stays paid: its own money was not refunded');

    /* Two authorisations of one order: the further one can be released; one that remains takes the place of the other. */
    $one = $till->begin($till->order('reserved', isManual: true));
    $more = static function (string $orderId) use ($till, $kit): string {
        $attempt = 'a' . bin2hex(random_bytes(15));
        $till->write("INSERT INTO dojo_attempts (id, order_id, environment, state, role, status, amount, currency, captured, refunded, asked_at, checks)
            VALUES (?, ?, 'sandbox', 'lost', 'own', '', 1000, 'GBP', 0, 0, ?, 0)", $attempt, $orderId, $till->time->now());

        return $till->intent(1000, $orderId, ['metadata' => ['shop' => $kit->identity->shopId(), 'order' => $orderId, 'attempt' => $attempt],
            'captureMode' => 'Manual', 'autoExpireAction' => 'Release']);
    };
    [$two, $three] = [$more('reserved'), $more('reserved')];
    array_map($sandbox->pay(...), [$one, $two, $three]);
    $update($one, $two, $three);
    $is(['authorised', 'authorised', 0], 'reserved', 'three authorisations');
    $report->same([2, 2], [substr_count($till->notes('reserved'), 'release the second payment'), substr_count(implode(' ', $till->sent('reserved')), 'extra')], 'staff are told of two, and to release them', $till->notes('reserved'));
    $report->same('done', $kit->captures->release('capture-three', 'reserved', $three)->state, 'a further authorisation is released');
    $is(['authorised', 'authorised', 0], 'reserved', 'the order stays authorised');
    $till->write('UPDATE dojo_attempts SET check_at = check_at + 1000000 WHERE intent_id = ?', $two); // not to be looked at soon
    $kit->captures->release('capture-one-1', 'reserved');
    $report->same('Authorized', $till->client()->getPaymentIntent($two)['status'], 'the order\'s own is released');
    $till->settle(1);
    $is(['authorised', 'authorised', 0], 'reserved', 'the one that remains takes its place');
    $kit->captures->capture('capture-two-1', 'reserved', 1000);
    $is(['paid', 'paid', 1], 'reserved', 'and can be captured');

    /* A worker that stalls between the claim and the create call, until another one has taken its place. */
    $till->order('stalled');
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($till, &$winner, $dojo): void {
        if ($what === 'create') {
            $dojo->before = null;
            $till->advance(60); // longer than Settings::$patience
            $winner = $till->begin('stalled');
        }
    };
    $slow = $till->kit(dojo: $dojo)->payments->begin('stalled', Till::visitor());
    $intents = array_column($till->intentsAtDojo('stalled'), 'status', 'id');
    $report->same([$winner, 'Created', 2], [$slow->intentId, $intents[$winner] ?? null, count($intents)], 'a stalled worker: both tabs get the link of the same intent');
    $report->same(['Canceled', 'Created'], (static function (array $statuses): array {
        sort($statuses);

        return $statuses;
    })(array_values($intents)), 'the intent of the loser is canceled');

    /* … and the outcome of that cancel is unknown: it is watched. */
    $till->order('watched');
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($till, &$winner, $dojo, $sandbox): void {
        if ($what === 'create') {
            $till->advance(60);
            $winner = $till->begin('watched');
        } elseif ($what === 'cancel') {
            $sandbox->fault('close-before', '/payment-intents', 2);
            $dojo->before = null;
        }
    };
    $slow = $till->kit(dojo: $dojo)->payments->begin('watched', Till::visitor());
    $report->same([$winner, 2], [$slow->intentId, count(array_keys(array_column($till->intentsAtDojo('watched'), 'status'), 'Created', true))], 'the cancel fails: two intents can still be paid');
    $sandbox->fault('status=500', '/payment-intents', 3, 'DELETE');
    $till->settle(1);
    $sandbox->clearFaults();
    $till->settle(3);
    $is(['open', 'open', 0], 'watched', 'reconcile cancels the other one');
    $report->same(1, count(array_keys(array_column($till->intentsAtDojo('watched'), 'status'), 'Created', true)), 'one can be paid');

    /* The same, but the customer has paid the other one meanwhile. */
    $till->order('overtaken');
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($till, &$winner, $dojo, $sandbox): void {
        if ($what === 'create') {
            $dojo->before = null;
            $till->advance(60);
            $winner = $till->begin('overtaken');
            $sandbox->pay($winner);
            $till->kit()->payments->update($winner);
        }
    };
    $slow = $till->kit(dojo: $dojo)->payments->begin('overtaken', Till::visitor());
    $report->same([Begun::SETTLED, null], [$slow->kind, $slow->intentId], 'if the winner is paid meanwhile, the loser\'s customer has nothing to pay');
    $is(['paid', 'paid', 1], 'overtaken', 'a stalled worker, and the other intent is paid');

    /* Two tabs find the intent canceled, and one of them so slowly that the other has got the next one meanwhile. */
    $first = $till->begin($till->order('both-late'));
    $till->client()->cancelPaymentIntent($first);
    $dojo = $till->client();
    $dojo->before = static function (string $what) use ($till, &$winner, $dojo): void {
        if ($what === 'get') {
            $dojo->before = null;
            $winner = $till->begin('both-late');
        }
    };
    $slow = $till->kit(dojo: $dojo)->payments->begin('both-late', Till::visitor());
    $intents = array_column($till->intentsAtDojo('both-late'), 'status', 'id');
    $report->same([$winner, 'Created', 2], [$slow->intentId, $intents[$winner] ?? null, count($intents)], 'a slow tab that finds its intent canceled gets the link of the next one, and makes none itself');

    /* The response to the create call is lost. */
    $till->order('lost');
    $sandbox->fault('close-after', '=/payment-intents', 1, 'POST');
    $thrown = null;
    try {
        $begin('lost');
    } catch (Dojo\DojoException $e) {
        $thrown = $e;
    }
    $report->same([true, Begun::WAIT], [$thrown?->outcomeUnknown(), $begin('lost')->kind], 'the response to the create call is lost: the next tab waits');
    $till->advance(60);
    $begun = $begin('lost');
    $report->same([Begun::PAY, 1], [$begun->kind, count($till->intentsAtDojo('lost'))], 'then it finds that intent, and makes no second one');
    $till->order('lost-2');
    $sandbox->fault('close-before', '=/payment-intents', 1, 'POST');
    try {
        $begin('lost-2');
    } catch (Dojo\DojoException) {
    }
    $till->advance(60);
    $report->same([Begun::PAY, 1], [$begin('lost-2')->kind, count($till->intentsAtDojo('lost-2'))], 'the create call never arrived: another one is made');
    $till->order('lost-3');
    $sandbox->fault('close-after', '=/payment-intents', 1, 'POST');
    try {
        $begin('lost-3');
    } catch (Dojo\DojoException) {
    }
    $intentId = (string) $till->intentsAtDojo('lost-3')[0]['id'];
    $kit->inbox->add(Till::event('evt_lost3', $intentId, 'Created'), 'sc');
    $kit->inbox->handle('evt_lost3');
    $report->same($intentId, $begin('lost-3')->intentId, 'an intent that only the webhook knows is attached at once');
    $till->order('refused');
    $sandbox->fault('status=400', '=/payment-intents', 1, 'POST');
    try {
        $begin('refused');
    } catch (Dojo\InvalidRequestException) {
    }
    $report->same(Begun::PAY, $begin('refused')->kind, 'after a refused create call the next one begins immediately');

    /* Another shop has an order of the same number on the same account. */
    $till->order('foreign');
    $ours = $till->begin('foreign');
    $foreign = $till->intent(1000, 'foreign');
    $other = $till->intent(1000, 'foreign', ['metadata' => ['shop' => 'shop-0123456789abcdef', 'order' => 'foreign', 'attempt' => (string) $kit->books->attemptOf($ours)?->id]]);
    $sandbox->pay($foreign);
    $sandbox->pay($other);
    foreach ([$foreign, $other] as $n => $id) {
        $kit->inbox->add(Till::event("evt_foreign$n", $id), 'sc');
        $report->same([true, 'open'], [$kit->inbox->handle("evt_foreign$n"), $till->state('foreign')[1]], 'an intent of another shop with the same order number is not taken for ours');
    }
    $report->same([null, null], [$kit->books->attemptOf($foreign), $kit->books->attemptOf($other)], 'nor stored');

    /* What was paid does not fit. */
    $till->paid($till->order('dearer') === 'dearer' ? 'dearer-2' : '');
    $intentId = $till->begin('dearer');
    $till->write("UPDATE till_orders SET amount = 1500 WHERE id = 'dearer'");
    $sandbox->pay($intentId);
    $update($intentId);
    $report->same(['review', 'review', 0], array_slice($till->state('dearer'), 0, 3), 'the price rose while the customer paid: for staff, and nothing is delivered');
    $report->ok(str_contains($till->notes('dearer'), 'it costs 15.00 GBP, but 10.00 GBP was paid'), 'staff read why', $till->notes('dearer'));
    $till->write("UPDATE till_orders SET amount = 1000 WHERE id = 'dearer'");
    $till->advance(2 * 86400);
    $till->settle(1);
    $is(['paid', 'paid', 1], 'dearer', 'staff give the order that price: reconcile marks it as paid');
    foreach (['amount' => 900, 'currency' => "'EUR'"] as $column => $value) {
        $intentId = $till->begin($till->order("differs-$column"));
        $till->write("UPDATE till_orders SET $column = $value WHERE id = ?", "differs-$column");
        $sandbox->pay($intentId);
        $update($intentId);
        $is(['review', 'review', 0], "differs-$column", "another $column was paid");
    }
    $intentId = $till->begin($till->order('withdrawn'));
    $till->write("UPDATE till_orders SET for_sale = 0 WHERE id = 'withdrawn'");
    $report->same(Begun::NOT_FOR_SALE, $begin('withdrawn')->kind, 'an order that the shop has canceled is not paid');
    $sandbox->pay($intentId);
    $update($intentId);
    $is(['review', 'review', 0], 'withdrawn', 'paid after the shop canceled the order: for staff');
    $report->ok(str_contains($till->notes('withdrawn'), 'when the order was no longer for sale'), 'staff read why: it may have been canceled, or paid in another way', $till->notes('withdrawn'));
    $kit->refunds->refund('refund-withdrawn', 'withdrawn', 1000);
    $is(['refunded', 'refunded', 0, 1000], 'withdrawn', 'they refund it');
    $intentId = $till->begin($till->order('deleted'));
    $till->write("DELETE FROM till_orders WHERE id = 'deleted'");
    $sandbox->pay($intentId);
    $update($intentId);
    $report->same(['review', true], [$till->kit()->books->payment('deleted')?->state->value, str_contains($till->notes('deleted'), 'after the order had been deleted')], 'paid after the order was deleted: for staff');
    $kit->refunds->refund('refund-deleted-1', 'deleted', 1000);
    $report->same('refunded', $till->kit()->books->payment('deleted')?->state->value, 'they refund it');

    /* The price changes with an open tab. */
    $old = $till->begin($till->order('changed'));
    $till->write("UPDATE till_orders SET amount = 1200 WHERE id = 'changed'");
    $new = $till->begin('changed');
    $report->same(['Canceled', 1200], [$till->client()->getPaymentIntent($old, true)['status'], $till->client()->getPaymentIntent($new)['amount']['value']], 'the price changes with an open tab: the old intent is canceled, the new one asks for the new price');
    $update($old);
    $is(['open', 'open', 0], 'changed', 'that closes nothing');
    $report->same([[], []], [$till->rows("SELECT id FROM till_changes WHERE order_id = 'changed'"), $till->sent('changed')], 'and the order is not closed');
    $sandbox->fault('status=500', '/payment-intents', 1, 'DELETE');
    $till->write("UPDATE till_orders SET amount = 1300 WHERE id = 'changed'");
    $report->same([Begun::WAIT, 'Created'], [$begin('changed')->kind, $till->client()->getPaymentIntent($new, true)['status']], 'while the old one can be paid, there is no new one');
    $third = $till->begin('changed');
    $sandbox->pay($third);
    $update($third);
    $is(['paid', 'paid', 1], 'changed', 'the third is paid');
    $intentId = $till->begin($till->order('sold-out'));
    $till->write("UPDATE till_orders SET for_sale = 0 WHERE id = 'sold-out'");
    $till->advance(86400);
    $till->settle(2);
    $is(['open', 'open', 0], 'sold-out', 'reconcile notices an order that is no longer for sale');
    $report->same('Canceled', $till->client()->getPaymentIntent($intentId, true)['status'], 'and cancels its intent');

    /* The order is read after the lock, and the price changes at the last moment before it. */
    $till->order('stale');
    $connection = new KillableDatabase(new PdoDatabase($till->pdo), new Fuse());
    $connection->before = static function (string $sql) use ($connection, $till): void {
        if ($sql === 'BEGIN') {
            return;
        }
        if (str_contains($sql, 'SET version')) {
            $connection->before = null;
            $till->write("UPDATE till_orders SET amount = 1100 WHERE id = 'stale'");
        }
    };
    $kind = $till->kit(database: $connection)->payments->begin('stale', Till::visitor())->kind;
    $report->same([Begun::WAIT, 0], [$kind, count($till->intentsAtDojo('stale'))], 'an order that changes before the lock: no intent is made for what it cost before');
    $intentId = $till->begin('stale');
    $sandbox->pay($intentId);
    $connection->before = static function (string $sql) use ($connection, $till): void {
        if (str_contains($sql, 'SET version')) {
            $connection->before = null;
            $till->write("UPDATE till_orders SET for_sale = 0 WHERE id = 'stale'");
        }
    };
    $till->kit(database: $connection)->payments->update($intentId);
    $is(['review', 'review', 0], 'stale', 'an order that is canceled before the lock is not taken for one that is for sale');

    /* The price changes while Dojo is asked about the intent. */
    $till->begin($till->order('meanwhile'));
    $connection->before = static function (string $sql) use ($connection, $till): void {
        if ($sql === 'COMMIT') {
            $connection->before = null;
            $till->write("UPDATE till_orders SET amount = 1100 WHERE id = 'meanwhile'");
        }
    };
    $kind = $till->kit(database: $connection)->payments->begin('meanwhile', Till::visitor())->kind;
    $report->same([Begun::WAIT, []], [$kind, $till->rows("SELECT id FROM till_changes WHERE order_id = 'meanwhile'")], 'a price that changes while Dojo is asked: the old intent is canceled, and the order is not closed');
    $report->same(1100, $till->client()->getPaymentIntent($till->begin('meanwhile'))['amount']['value'], 'the next one asks for the new price');

    /* A copy of the shop. */
    $paid = $till->paid($till->order('mine') === 'mine' ? 'mine-2' : '');
    $open = $till->begin('mine');
    $before = $till->rows('SELECT * FROM dojo_attempts ORDER BY id');
    $requests = count($sandbox->requests());
    $copy = $till->kit(settings: ['siteUrl' => 'https://copy.example']);
    $refused = 0;
    foreach ([
        static fn () => $copy->payments->begin('mine', Till::visitor()),
        static fn () => $copy->refunds->refund('refund-copy-01', 'mine-2', 100),
        static fn () => $copy->captures->release('capture-copy-1', 'mine'),
        static fn () => $copy->reconcile->run(),
        static fn () => $copy->inbox->add(Till::event('evt_copy', $paid), 'sc'),
    ] as $work) {
        try {
            $work();
        } catch (Dojo\Shop\UnconfirmedSite) {
            $refused++;
        }
    }
    $copy->payments->look('mine');
    $report->same(
        [5, $before, 0, $requests],
        [$refused, $till->rows('SELECT * FROM dojo_attempts ORDER BY id'), count($till->rows("SELECT id FROM dojo_events WHERE id = 'evt_copy'")), count($sandbox->requests())],
        'a copy of the shop writes nothing and calls nobody',
    );

    /* A tab that read the order before its price changed meets the intent that another tab got since. */
    $till->begin($till->order('slow-tab'));
    $dojo = $till->client();
    $paidByOther = null;
    $dojo->before = static function (string $what) use ($dojo, $till, &$paidByOther): void {
        $dojo->before = null;
        $till->write("UPDATE till_orders SET amount = 700 WHERE id = 'slow-tab'");
        $paidByOther = $till->begin('slow-tab');
    };
    $begun = $till->kit(dojo: $dojo)->payments->begin('slow-tab', $till::visitor());
    $report->same(
        [$paidByOther, 'Created'],
        [$begun->intentId, $till->client()->getPaymentIntent((string) $paidByOther, returnCanceled: true)['status']],
        'a slow tab does not cancel the intent for the new price',
    );

    /* Ids. */
    $sandbox->pay($till->begin($till->order('CASE')));
    $till->begin($till->order('case'));
    $update((string) $till->kit()->books->payment('CASE')?->intentId);
    $report->same(['paid', 'open'], [$till->state('CASE')[1], $till->state('case')[1]], 'two orders whose ids differ in case only');
    $intentId = $till->begin($till->order('1042'));
    $sandbox->pay($intentId);
    $update($intentId);
    $kit->refunds->refund('refund-1042-01', '1042', 1000);
    $is(['refunded', 'refunded', 1, 1000], '1042', 'an order with a number for its id');
    $said = [];
    foreach ([' 7', str_repeat('x', 65)] as $id) {
        try {
            $till->order($id === ' 7' ? ' 7' : 'long');
            $kit->books->claim(new Dojo\Shop\Order($id, 1, 'GBP'), new Dojo\Shop\OrderPayment($id, Dojo\Shop\OrderState::Open, null, null, 0, 0), 'a1');
            $begin($id);
        } catch (NotPossible | LengthException | LogicException | InvalidArgumentException $e) {
            $said[] = $e::class;
        }
    }
    $report->same(2, count($said), 'ids that a database would change are refused', implode(' ', $said));
};
