<?php

declare(strict_types=1);

use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\PdoDatabase;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\Till;
use Dojo\Tests\Report;

/* The database under the kit: locks, other people's transactions, settings of the connection. */

return static function (Report $report, Bench $bench, string $database): void {
    $till = $bench->till('adapter', $database);
    $kit = $till->kit();
    $isMySql = $database !== 'sqlite';

    /* The shop's own transaction. */
    $intentId = $till->paid('mine');
    $till->pdo->beginTransaction();
    $till->write("UPDATE till_orders SET amount = 5 WHERE id = 'mine'");
    $said = Till::thrown(static fn () => $kit->payments->update($intentId));
    $report->ok(str_starts_with($said, 'LogicException') && str_contains($said, 'Commit it before'), 'in a transaction of the shop\'s the kit refuses to decide', $said);
    $refund = Till::thrown(static fn () => $kit->refunds->refund('refund-mine-1', 'mine', 100));
    $report->ok(str_starts_with($refund, 'LogicException') && $till->client()->getPaymentIntent($intentId)['refundedAmount'] === 0, 'and to refund', $refund);
    $said = Till::thrown(static fn () => $kit->inbox->add(Till::event('evt_mine', $intentId), 'sc'));
    $report->ok(str_starts_with($said, 'LogicException'), 'and to take an event, which could be undone after Dojo has been told that it is taken', $said);
    $report->ok($till->pdo->inTransaction(), 'the shop\'s transaction is left alone');
    $till->pdo->commit();
    $report->same(5, (int) ($till->row("SELECT amount FROM till_orders WHERE id = 'mine'")['amount'] ?? 0), 'and can be committed');

    /* A shop that ends the kit's. */
    foreach (['COMMIT', ...($isMySql ? ['CREATE TABLE of_the_shop (id INT)'] : []), 'ROLLBACK'] as $n => $statement) {
        $intentId = $till->begin($till->order("ended$n"));
        $till->sandbox->pay($intentId);
        $till->onApply = static fn () => str_starts_with($statement, 'C') && $statement !== 'COMMIT' ? $till->pdo->exec($statement) : ($statement === 'COMMIT' ? $till->pdo->commit() : $till->pdo->rollBack());
        $said = Till::thrown(static fn () => $till->kit()->payments->update($intentId));
        $till->onApply = null;
        $report->ok(str_starts_with($said, 'LogicException') && str_contains($said, 'has ended the transaction'), "apply() that ends the transaction by $statement is noticed", $said);
        $report->ok(!$till->pdo->inTransaction(), 'and leaves none open');
    }

    /* A deadlock in the shop's own statement. */
    $times = 0;
    $till->onApply = static function () use (&$times): void {
        if (++$times < 3) {
            $e = new PDOException('Deadlock found when trying to get lock');
            $e->errorInfo = ['40001', 1213, 'Deadlock'];
            throw $e;
        }
    };
    $till->paid('deadlock');
    $till->onApply = null;
    $report->same([['paid', 'paid', 1, 0], 3], [$till->state('deadlock'), $times], 'a deadlock in the shop\'s own statement: the transaction is run again');

    /* Two transactions that take two orders' locks in the opposite order. */
    if ($isMySql) {
        $other = Till::connect($till->dsn);
        $other->exec('SET innodb_lock_wait_timeout = 1');
        $till->pdo->exec('SET innodb_lock_wait_timeout = 1');
        $intentId = $till->begin($till->order('held'));
        $other->beginTransaction();
        $other->exec("UPDATE dojo_payments SET version = version + 1 WHERE order_id = 'held'");
        $till->sandbox->pay($intentId);
        $began = microtime(true);
        $said = Till::thrown(static fn () => $kit->payments->update($intentId));
        $report->ok(str_starts_with($said, DatabaseBusy::class) && microtime(true) - $began < 15, 'a slow transaction holds the order\'s lock: DatabaseBusy', $said);
        $other->commit();
        $kit->payments->update($intentId);
        $report->same(['paid', 'paid', 1, 0], $till->state('held'), 'then it goes on');

        /* An older snapshot, of another connection's point of view. */
        $intentId = $till->begin($till->order('snapshot'));
        $till->sandbox->pay($intentId);
        $found = [];
        $till->onApply = static function () use ($till, &$found): void {
            $found[] = $till->row("SELECT status FROM dojo_attempts WHERE order_id = 'snapshot'")['status'] ?? null;
        };
        $till->kit()->payments->update($intentId);
        $till->onApply = null;
        $report->same(['Captured'], $found, 'apply() sees what the kit has written');
    }

    /* Settings of the connection. PHP 8.5 deprecates the names that PHP 8.2 has. */
    $mysql = static fn (string $name): int => constant(defined("Pdo\\Mysql::ATTR_$name") ? "Pdo\\Mysql::ATTR_$name" : "PDO::MYSQL_ATTR_$name");
    foreach (['emulated prepares' => [PDO::ATTR_EMULATE_PREPARES => true], 'native prepares' => [PDO::ATTR_EMULATE_PREPARES => false], 'text for numbers' => [PDO::ATTR_STRINGIFY_FETCHES => true],
        'objects by default' => [PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_OBJ],
        ...($isMySql ? ['rows found, not changed' => [$mysql('FOUND_ROWS') => true], 'a strict mode that is off' => [$mysql('INIT_COMMAND') => "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'"]] : [])] as $what => $attributes) {
        $set = $bench->till('set', $database, $attributes);
        $intentId = $set->paid('o\'ne "\\');
        $set->kit()->refunds->refund('refund-set-01', 'o\'ne "\\', 400, 'It\'s \\ "broken"');
        $set->kit()->refunds->refund('refund-set-01', 'o\'ne "\\', 400, 'It\'s \\ "broken"');
        $set->settle(1);
        $kitOfSet = $set->kit();
        $kitOfSet->inbox->add(Till::event('evt_set', $intentId), 'sc');
        $same = [$kitOfSet->store->insert('settings', ['name' => 'x', 'value' => 'y']), $kitOfSet->store->insert('settings', ['name' => 'x', 'value' => 'y']), $kitOfSet->store->lease('l', 'a', 9), $kitOfSet->store->lease('l', 'a', 9), $kitOfSet->store->lease('l', 'b', 9)];
        $report->same([['paid', 'paid', 1, 400], [true, false, true, true, false], 'It\'s \\ "broken"'], [$set->state('o\'ne "\\'), $same, $kitOfSet->refunds->find('refund-set-01')?->reason], "a connection with $what");
        $report->none($set->problems('o\'ne "\\'), 'its books are Dojo\'s');
    }
    foreach (['PDO::ATTR_ERRMODE' => [PDO::ATTR_ERRMODE => PDO::ERRMODE_SILENT], 'PDO::ATTR_CASE' => [PDO::ATTR_CASE => PDO::CASE_UPPER], 'PDO::ATTR_ORACLE_NULLS' => [PDO::ATTR_ORACLE_NULLS => PDO::NULL_TO_STRING],
        ...($isMySql ? ['PDO::ATTR_AUTOCOMMIT' => [PDO::ATTR_AUTOCOMMIT => false]] : [])] as $name => $attributes) {
        $said = Till::thrown(static fn () => new PdoDatabase(Till::connect($till->dsn, $attributes)));
        $report->ok(str_starts_with($said, 'InvalidArgumentException') && str_contains($said, $name), "a connection that the kit would misread is refused: $name", $said);
    }

    /* A persistent connection that a script left in a transaction. */
    $persistent = [PDO::ATTR_PERSISTENT => true];
    $left = Till::connect($till->dsn, $persistent);
    $left->beginTransaction();
    $left->exec("UPDATE till_orders SET amount = 7 WHERE id = 'mine'");
    unset($left);
    (new PdoDatabase($next = Till::connect($till->dsn, $persistent)))->begin();
    $report->same([true, 5], [$next->inTransaction(), (int) $next->query("SELECT amount FROM till_orders WHERE id = 'mine'")->fetchColumn()], 'a persistent connection that was left in a transaction');
    $next->rollBack();
    unset($next);

    /* Texts that are too long. */
    $said = Till::thrown(static fn () => $kit->store->insert('settings', ['name' => str_repeat('n', 101), 'value' => '']));
    $report->ok(str_starts_with($said, 'LengthException') && str_contains($said, 'name of settings'), 'a text that MySQL would cut is refused', $said);
    $till->paid('long');
    $kit->refunds->refund('refund-long-01', 'long', 100, str_repeat('€', 300));
    $report->same(str_repeat('€', 200), $kit->refunds->find('refund-long-01')?->reason, 'a reason is shortened, and sent as it is stored');
    $kit->store->migrate();
    $report->same('paid', $till->state('long')[1], 'migrations may be run again');
};
