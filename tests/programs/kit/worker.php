<?php

declare(strict_types=1);

/* A process beside the test's: php worker.php TASK [ARGUMENT]... runs a task on the shop that the environment names. */

use Dojo\Shop\Kit;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Tests\Checkout;
use Dojo\Tests\Kit\TestShop;

require __DIR__ . '/../../support/autoload.php';
require Checkout::root() . '/plugins/kit/autoload.php';

$shop = new TestShop((string) getenv('KIT_DOJO'), (string) getenv('KIT_ACCOUNT'), (string) getenv('KIT_DSN'));
$kit = new Kit($shop->client(), $shop, new PdoDatabase($shop->pdo), new Settings(TestShop::URL));
$arguments = array_slice($argv, 2);
try {
    echo match ($argv[1]) {
        'subscribe' => json_encode($kit->subscription->setUp(TestShop::HOOK), JSON_THROW_ON_ERROR),
        'rotate' => $kit->rotation->run(null, ...array_map(intval(...), $arguments), say: static function (string $line): void {
            echo "$line\n";
        }) ? 'done' : 'later',
    };
} catch (\Exception $e) {
    echo Dojo\Shop\Words::of($e)->staff;
    exit(1);
}
