<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** README.md has the fields that /sandbox/deliveries and /sandbox/requests list: all of them, their types, and no others. */
return static function (Harness $t): void {
    $readme = str_replace(["\r", '`'], '', (string) file_get_contents(dirname(__DIR__) . '/README.md'));
    $documented = static function (string $of) use ($readme): array {
        preg_match("~^\| field of a $of \| type \|.*\n\|---\|---\|---\|\n((?:\|.*\n)+)~m", $readme, $table);
        preg_match_all('~^\| (\S+) \| ([^|]+) \|~m', $table[1] ?? '', $rows);

        return array_combine($rows[1], $rows[2]);
    };
    $typeOf = static fn (mixed $value): string => match (true) {
        is_string($value) => 'string',
        is_int($value) => 'integer',
        $value instanceof \stdClass => 'object',
        is_array($value) => 'list',
        default => get_debug_type($value),
    };
    $compare = static function (string $of, array $entries) use ($t, $documented, $typeOf): void {
        $types = [];
        foreach ($entries as $entry) {
            foreach ((array) $entry as $name => $value) {
                $types[$name][$typeOf($value)] = ($types[$name][$typeOf($value)] ?? 0) + 1;
            }
        }
        $answered = array_map(static fn (array $counts): string => (count($counts) === 1 ? key($counts) : 'any JSON')
            . (array_sum($counts) < count($entries) ? ', optional' : ''), $types);
        $inReadme = $documented($of);
        ksort($answered);
        ksort($inReadme);
        $t->same($answered, $inReadme, "README has the fields of a $of");
    };
    // Decoded as objects: their types are compared.
    $objects = static fn (mixed $list): array => array_values(array_filter((array) $list, static fn (mixed $item): bool => $item instanceof \stdClass));
    $list = static fn (string $path): array => $objects(((array) json_decode($t->helper('GET', "/$path")->body))[$path] ?? null);

    $receiver = $t->receiver = new Receiver();
    $url = $receiver->url;
    $subscribe = static fn (string $url): Value => $t->call('POST', '/webhooks', ['events' => ['payment_intent.created'], 'url' => $url])['id'];
    $id = $subscribe("$url/hook");
    $newest = static fn (): Value => $t->helper('GET', '/deliveries')['deliveries'][0];
    $is = static fn (string $state): bool => (string) $newest()['state'] === $state;
    $createUntil = static function (string $state) use ($t, $is): void {
        $t->createIntent();
        $t->ok($t->until(static fn (): bool => $is($state), 2.0), "a delivery is $state");
    };
    $createUntil('delivered');
    $t->helper('POST', '/faults', ['fault' => 'close-before', 'path' => 'webhook', 'times' => 12]);
    $t->createIntent();
    $t->advance(604800);
    $t->ok($t->until(static fn (): bool => $is('failed'), 2.0), 'a delivery is failed');
    $t->helper('POST', '/faults', ['fault' => 'delay=0.2', 'path' => 'webhook']);
    $createUntil('sending');
    $t->ok($t->until(static fn (): bool => $is('delivered'), 2.0), 'a delivery is delivered late');
    $t->helper('POST', '/faults', ['fault' => 'status=500', 'path' => 'webhook', 'times' => 7]);
    $t->createIntent();
    // The pauses before these attempts are long enough to see the delivery in between.
    $t->ok($t->until(static fn (): bool => count($newest()['attempts']) >= 4 && $is('pending'), 2.0), 'a delivery is pending');
    $deliveries = $list('deliveries');
    $t->call('DELETE', "/webhooks/$id");
    $t->ok($t->until(static fn (): bool => $is('cancelled'), 2.0), 'a delivery is cancelled');
    $subscribe('https://shop.example/hook');
    $createUntil('skipped');
    $deliveries = [...$deliveries, ...$list('deliveries')];
    $compare('delivery', $deliveries);
    $compare('delivery\'s attempt', array_merge(...array_map(static fn (\stdClass $delivery): array => $objects($delivery->attempts), $deliveries)));
    $t->receiver = null;

    $t->call('GET', '/webhooks', null, ['x-sandbox-fault' => 'close-before']);
    $t->call('GET', '/webhooks?a=b', null, ['x-sandbox-fault' => 'garbage']);
    $t->call('POST', '/payment-intents', 'not JSON');
    $t->call('POST', '/payment-intents', '[1]');
    $compare('request', $list('requests'));
    $outcomes = array_values(array_unique(array_filter($t->helper('GET', '/requests')['requests']->texts('outcome'))));
    $t->same(['dropped', 'garbage'], $outcomes, 'the outcomes of requests that got no status');
    foreach (['delivered', 'failed', 'pending', 'sending', 'cancelled', 'skipped', 'dropped', 'garbage'] as $word) {
        $t->ok(preg_match("~^\| (state|outcome) \| string[^|]* \|.*\b$word\b~m", $readme) === 1, "README has the word $word");
    }
};
