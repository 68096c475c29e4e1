<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Clock;
use Dojo\Sandbox\EventLoop;
use Dojo\Sandbox\JsonObject;
use Dojo\Sandbox\Scheduler;
use Dojo\Sandbox\Store;

/** Work that is due: a step that throws is tried again, and does not keep others from running. */
return static function (Harness $t): void {
    $clock = new Clock();
    $store = new Store(null);
    $errors = $ran = [];
    $onError = static function (\Throwable $error) use (&$errors): void {
        $errors[] = $error->getMessage();
    };
    $scheduler = new Scheduler(new EventLoop($onError), $store, $clock, $onError);
    $scheduler->handle('step', static function (JsonObject $step) use ($store, &$ran): void {
        $store->put('step', 'acc_test', $step->with(['done' => true])->all());
        if ($step->text('id') === 'bad' && $store->meta('mended') === null) {
            throw new \RuntimeException('the step failed');
        }
        $ran[] = $step->text('id');
    });
    $now = $clock->now();
    foreach (['first' => 2.0, 'bad' => 1.0, 'last' => 0.0] as $id => $ago) {
        $store->put('step', 'acc_test', ['id' => $id], $now - $ago);
    }
    $scheduler->runDue();
    $t->same([['first', 'last'], ['the step failed']], [$ran, $errors], 'a step that throws is reported once, and the others run');
    $t->ok($store->get('step', 'bad', 'acc_test')?->has('done') === false, 'what it had stored is undone');
    $due = $store->nextDue();
    $t->ok($due !== null && $due > $now && $due < $now + 60.0, 'it is due again soon', json_encode($due) . " after $now");
    $store->setMeta('mended', '1');
    $clock->advance(60.0);
    $scheduler->runDue();
    $t->same([['first', 'last', 'bad'], null], [$ran, $store->nextDue()], 'it runs when it is tried again');
};
