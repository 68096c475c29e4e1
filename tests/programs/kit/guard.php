<?php

declare(strict_types=1);

use Dojo\Shop\Guard;
use Dojo\Shop\TooMany;
use Dojo\Shop\Visitor;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Kit\TestShop;
use Dojo\Tests\Process;
use Dojo\Tests\Report;

/* What a visitor may begin without paying, and how often a password may be guessed: also by many at once. */

return static function (Report $report, Bench $bench, TestShop $shop): void {
    $guard = $shop->kit(['unpaidPerSession' => 3, 'unpaidPerAddress' => 5, 'secretsPerSession' => 2, 'secretsPerAddress' => 9])->guard;
    $ids = 0;
    $count = static function (string $session, string $address, string $order = 'order-1', string $kind = Guard::PAYMENT) use ($guard, &$ids): int {
        try {
            $guard->count(new Visitor($session, $address), $kind, $order, 'id-' . ++$ids);
        } catch (TooMany $e) {
            return $e->retryAfter;
        }

        return 0;
    };
    $report->same([0, 0, 0], [$count('ada', '192.0.2.1'), $count('ada', '192.0.2.2'), $count('ada', '192.0.2.3')], 'three payments of a session, the limit');
    $shop->time->ahead += 600;
    $wait = $count('ada', '192.0.2.4');
    $report->ok($wait > 2990 && $wait <= 3000, 'the fourth is refused until the first is an hour old, from any address', "$wait s");
    $report->same(0, $count('bob', '192.0.2.4'), 'of another session it is not');
    $report->same([0, 0], [$count('ada', '192.0.2.4', kind: Guard::SECRET), $count('ada', '192.0.2.4', kind: Guard::SECRET)], 'secrets are counted on their own');
    $report->ok($count('ada', '192.0.2.4', kind: Guard::SECRET) > 0, 'up to their limit');
    $report->same([0, 0, 0, 0, 0], array_map(static fn (int $n): int => $count("new$n", '198.51.100.7', "order-$n"), range(1, 5)), 'an address has a limit, too');
    $report->ok($count('new6', '198.51.100.7') > 0, 'whatever its sessions are');
    $before = (int) $shop->one('SELECT COUNT(*) FROM dojo_limits');
    $count('new7', '198.51.100.7');
    $report->same(1, (int) $shop->one('SELECT COUNT(*) FROM dojo_limits') - $before + 1, 'what is refused is not counted');
    $may = static function (string $session, string $address) use ($guard): bool {
        try {
            $guard->mustAllowPayment(new Visitor($session, $address));
        } catch (TooMany) {
            return false;
        }

        return true;
    };
    $report->same([false, false, true], [$may('new7', '198.51.100.7'), $may('ada', '192.0.2.4'), $may('new7', '192.0.2.4')], 'asked before an order is made, it says the same');
    $report->same($before, (int) $shop->one('SELECT COUNT(*) FROM dojo_limits'), 'and counts nothing');
    $guard->settled('order-3');
    $report->same([0, true], [$count('new8', '198.51.100.7'), $count('new8', '198.51.100.7') > 0], 'what is paid is no longer counted');
    $guard->forget("id-$ids");
    $guard->forget('id-' . ($ids - 1));
    $report->same(0, $count('new9', '198.51.100.7'), 'nor is an attempt that made no intent');
    $shop->time->ahead += 3001;
    $report->same(0, $count('ada', '192.0.2.4'), 'after an hour it begins again');
    $report->same(['', '0'], [(string) $shop->one("SELECT subject FROM dojo_limits WHERE subject LIKE '%ada%' OR subject LIKE '%192%'"), (string) $shop->one("SELECT COUNT(*) FROM dojo_limits WHERE id LIKE '%192.%'")], 'neither sessions nor addresses are stored');
    $report->same([0, 0, 0, 0, 0, 0], array_map(static fn (): int => $count('', ''), range(1, 6)), 'without session and address, as for an order by telephone, nothing is counted');

    /* IPv6, and addresses behind a proxy. */
    $same = static fn (string $a, string $b): bool => (new Visitor('', $a))->network() === (new Visitor('', $b))->network();
    $report->same(
        [true, false, true, false, false],
        [
            $same('2001:db8:1:2::1', '2001:db8:1:2:ffff::9'), $same('2001:db8:1:2::1', '2001:db8:1:3::1'), $same('::ffff:192.0.2.1', '192.0.2.1'),
            $same('::ffff:192.0.2.1', '::ffff:192.0.2.2'), $same('192.0.2.1', '192.0.2.2'),
        ],
        'an IPv6 network of /64 is one address; IPv4 written as IPv6 is IPv4',
    );
    $from = static fn (string $remote, ?string $forwarded, array $proxies): string => Visitor::fromGlobals('s', $proxies, ['REMOTE_ADDR' => $remote, 'HTTP_X_FORWARDED_FOR' => $forwarded])->address;
    $report->same('192.0.2.1', $from('192.0.2.1', '203.0.113.9', []), 'X-Forwarded-For of anybody is not believed');
    $report->same('203.0.113.9', $from('10.0.0.1', '1.2.3.4, 203.0.113.9', ['10.0.0.1']), 'that of the shop\'s proxy is, for the address that the proxy added');
    $report->same('203.0.113.9', $from('::ffff:10.0.0.1', '203.0.113.9, 10.0.0.2', ['10.0.0.1', '10.0.0.2']), 'through several proxies as well');
    $report->same(['203.0.113.9', '2001:db8::1', '2001:db8::1'], [$from('10.0.0.1', '203.0.113.9:5123', ['10.0.0.1']), $from('10.0.0.1', '[2001:db8::1]:5123', ['10.0.0.1']), $from('10.0.0.1', '2001:db8::1', ['10.0.0.1'])], 'without the port that some proxies add');
    $report->same('10.0.0.1', $from('10.0.0.1', null, ['10.0.0.1']), 'a proxy that says nothing is the address');

    /* Many at once: each asks twenty times. */
    $together = static function (string $task) use ($shop): array {
        $start = (string) (microtime(true) + 1.0);
        $runs = array_map(static fn (): Process => $shop->worker($task, $start), range(1, 6));
        $ends = array_map(static fn (Process $run): array => $run->finish(120), $runs);

        return [array_sum(array_map(static fn (array $end): int => (int) $end[1], $ends)), array_unique(array_column($ends, 0)), implode("\n", array_column($ends, 1))];
    };
    [$through, $codes, $output] = $together('payments');
    $report->same([6, [0]], [$through, $codes], 'six processes at once get exactly as many payments as the limit', $output);
    [$through, $codes, $output] = $together('sessions');
    $report->same([20, [0]], [$through, $codes], 'six sessions of one address get as many as the address may', $output);
    [$through, $codes, $output] = $together('passwords');
    $report->ok($through >= 3 && $through <= 5 && $codes === [0], '120 guesses at once: three, and one for each wait that passed', "$through\n$output");

    /* The password. */
    $shop->kit()->guard->unlock();
    $asked = 0;
    $guess = static function (string $address, bool $isRight = false) use ($guard, &$asked): string|int {
        try {
            return $guard->password(new Visitor('', $address), static function () use ($isRight, &$asked): bool {
                $asked++;

                return $isRight;
            }) ? 'right' : 'wrong';
        } catch (TooMany $e) {
            return $e->retryAfter;
        }
    };
    $report->same(['wrong', 'wrong', 'wrong', 2], array_map(static fn (): string|int => $guess('192.0.2.20'), range(1, 4)), 'after three wrong passwords the address waits');
    $asked = 0;
    $report->same([2, 0], [$guess('192.0.2.20', true), $asked], 'the right one is not looked at meanwhile, or guessing would go on');
    $waits = [];
    for ($n = 0; $n < 12; $n++) {
        $shop->time->ahead += is_int($wait = $guess('192.0.2.20')) ? $wait : 0;
        $waits[] = $wait;
        $guess('192.0.2.20');
    }
    $report->same([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900], $waits, 'each wrong one doubles the wait, up to 15 minutes');
    $shop->time->ahead += 900;
    $report->same(['right', 'wrong', 'wrong', 'wrong', 2], [$guess('192.0.2.20', true), ...array_map(static fn (): string|int => $guess('192.0.2.20'), range(1, 4))], 'the right one ends it');
    $report->same('wrong', $guess('192.0.2.21'), 'another address does not wait');

    $shop->kit()->guard->unlock();
    $report->same('right', $guess('198.51.100.20', true), 'staff sign in');
    $through = 0;
    for ($n = 0; $n < 100; $n++) {
        $through += $guess("203.0.113.$n") === 'wrong' ? 1 : 0;
    }
    $report->same(30, $through, 'guesses from a hundred addresses: thirty, then they wait for each other');
    $shop->time->ahead += 10;
    $report->same(['wrong', 10], [$guess('203.0.113.200'), $guess('203.0.113.201')], 'one every ten seconds');
    $report->same('right', $guess('198.51.100.20', true), 'staff who sign in from a known address do not wait');
    $report->same(10, $guess('198.51.100.21', true), 'from other addresses they also wait');
    $shop->kit()->guard->unlock();
    $report->same('right', $guess('198.51.100.21', true), 'until somebody with access to the machine ends it');

    $shop->time->ahead += 90000;
    $guard->clean();
    $report->same(['staff'], array_column($shop->rows('SELECT DISTINCT kind FROM dojo_limits'), 'kind'), 'old rows are deleted; the staff\'s addresses are kept for longer');
    $shop->time->ahead += 30 * 86400;
    $shop->kit()->reconcile->run();
    $report->same(0, (int) $shop->one('SELECT COUNT(*) FROM dojo_limits'), 'and in the end these, too: reconcile cleans up');
};
