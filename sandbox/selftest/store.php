<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Clock;
use Dojo\Sandbox\JsonObject;
use Dojo\Sandbox\Page;
use Dojo\Sandbox\Store;

/** A search takes from the store what it asks for, and decodes no more than the page that it shows. */
return static function (Harness $t): void {
    $store = new Store(null);
    $start = 1772150400.0;
    for ($minute = 0; $minute < 200; $minute++) {
        $store->put('payment_intent', 'acc_test', [
            'id' => "pi_$minute", 'status' => $minute % 10 === 0 ? 'Captured' : 'Created', 'createdAt' => Clock::iso($start + 60 * $minute),
        ]);
        $store->put('payment_intent', 'acc_other', ['id' => "other_$minute", 'status' => 'Created', 'createdAt' => Clock::iso($start + 60 * $minute)]);
    }
    $found = static fn (string $statuses, ?float $from, ?float $until): int => iterator_count($store->newestFirst(
        'payment_intent',
        'acc_test',
        $statuses === '' ? [] : explode(' ', $statuses),
        $from === null ? null : Clock::iso($start + $from),
        $until === null ? null : Clock::iso($start + $until),
    ));
    $t->same([200, 20, 200], [$found('', null, null), $found('Captured', null, null), $found('Captured Created', null, null)], 'all of an account, or those of a status');
    $t->same([10, 11, 21], [$found('', 11400.0, null), $found('', null, 600.0), $found('', 1200.0, 2400.0)], 'those from a date, until a date and between two dates');
    $t->same([3, 0], [$found('Captured', 1200.0, 2400.0), $found('', 12000.0, null)], 'those of a status between two dates; none after the last');
    $decoded = 0;
    $counted = (static function () use ($store, &$decoded): \Generator {
        foreach ($store->newestFirst('payment_intent', 'acc_test') as $position => $document) {
            yield $position => static function () use ($document, &$decoded): JsonObject {
                $decoded++;

                return $document();
            };
        }
    })();
    $page = Page::of($counted, new JsonObject(['limit' => 7]), '', static fn (JsonObject $intent): array => $intent->all());
    $t->same([7, 7, 'pi_199'], [count($page['data']), $decoded, $page['data'][0]['id']], 'a page decodes only what it shows');
};
