<?php

declare(strict_types=1);

/*
 * `shop` receives the events that the offline Dojo sends. `quiet` receives only those that a test sends; `cut` is the same shop
 * while Dojo cannot be reached; `new` is one that has not been set up.
 */

use Dojo\Tests\Folder;
use Dojo\Tests\Program;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;

require_once __DIR__ . '/../../support/sandbox.inc';

$subjects = [];
foreach (['webhook', 'events', 'checkout', 'intents', 'refunds', 'pages', 'security', 'staff', 'stock', 'database', 'mariadb'] as $name) {
    $subjects[$name] = static function (Report $report, array $shops) use ($name): void {
        foreach ($shops as $shop) {
            $shop->clear();
        }
        (require __DIR__ . "/$name.php")($report, $shops, $shops['quiet']->sandbox);
    };
}

return new Program(
    about: 'the quickstart shop when responses are lost, events come twice or out of order, and buttons are pressed twice',
    subjects: $subjects,
    start: static function (Report $report): array {
        $folder = Folder::make('shop');
        $sandbox = new Sandbox('--webhook-retry-base', '0.2');
        $shops = [
            'shop' => new Quickstart($sandbox, $folder, 'shop'),
            'quiet' => $quiet = new Quickstart($sandbox, $folder, 'quiet'),
            'cut' => new Quickstart($sandbox, $folder, 'quiet', $quiet, ['DOJO_BASE_URL' => 'http://127.0.0.1:1']),
            'new' => new Quickstart($sandbox, $folder, 'new', null, ['SHOP_PASSWORD' => '']),
        ];
        $quiet->setSecret(Quickstart::SECRET);
        [$status, $output, $errors] = $shops['shop']->setUpWebhook();
        $report->same(0, $status, 'setup.php sets the webhook up', $output . $errors);

        return $shops;
    },
    loadsExtension: true,
    extensions: ['pdo_sqlite'],
);
