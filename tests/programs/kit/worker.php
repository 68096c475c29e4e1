<?php

declare(strict_types=1);

/* A process beside the test's: php worker.php TASK [ARGUMENT]... runs a task on the shop that the environment names. */

use Dojo\Shop\Guard;
use Dojo\Shop\Kit;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Shop\TooMany;
use Dojo\Shop\Visitor;
use Dojo\Tests\Checkout;
use Dojo\Tests\Kit\Fuse;
use Dojo\Tests\Kit\KillableDatabase;
use Dojo\Tests\Kit\TestShop;

require __DIR__ . '/../../support/autoload.php';
require Checkout::root() . '/plugins/kit/autoload.php';

$shop = new TestShop((string) getenv('KIT_DOJO'), (string) getenv('KIT_ACCOUNT'), (string) getenv('KIT_DSN'));
/* It waits before each INSERT into the limits: what was read before is old by then if nothing holds a lock. */
$slow = new KillableDatabase(new PdoDatabase($shop->pdo), new Fuse(), static function (string $sql): void {
    if (str_contains($sql, 'INTO dojo_limits ')) {
        usleep(20_000);
    }
});
$kit = new Kit($shop->client(), $shop, $slow, new Settings(TestShop::URL));
$arguments = array_slice($argv, 2);
try {
    echo match ($argv[1]) {
        'payments' => tries(20, (float) $arguments[0], static fn (int $n) => $kit->guard->count(new Visitor('the same', '192.0.2.9'), Guard::PAYMENT, "order-$n", bin2hex(random_bytes(8)))),
        'sessions' => tries(20, (float) $arguments[0], static fn (int $n) => $kit->guard->count(new Visitor('of ' . getmypid(), '192.0.2.11'), Guard::PAYMENT, "order-$n", bin2hex(random_bytes(8)))),
        'passwords' => tries(20, (float) $arguments[0], static fn () => $kit->guard->password(new Visitor('', '192.0.2.10'), static fn (): bool => false)),
        'subscribe' => json_encode($kit->subscription->setUp(TestShop::HOOK), JSON_THROW_ON_ERROR),
        'rotate' => $kit->rotation->run(null, ...array_map(intval(...), $arguments), say: static function (string $line): void {
            echo "$line\n";
        }) ? 'done' : 'later',
    };
} catch (\Exception $e) {
    echo Dojo\Shop\Words::of($e)->staff;
    exit(1);
}

/**
 * @param float $start when all processes begin
 * @param \Closure(int): mixed $try
 * @return int how many tries were let through
 */
function tries(int $times, float $start, \Closure $try): int
{
    $through = 0;
    usleep(max(0, (int) (($start - microtime(true)) * 1e6)));
    for ($n = 0; $n < $times; $n++) {
        try {
            $try($n);
            $through++;
        } catch (TooMany) {
        }
    }

    return $through;
}
