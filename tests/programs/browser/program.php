<?php

declare(strict_types=1);

/*
 * A real browser, Chromium, on the quickstart shop and on the offline Dojo's checkout page. run.mjs runs in node.
 *
 * CHROMIUM names another browser than the first Chromium or Chrome of the PATH. Pictures of the pages are left in
 * build/browser/screenshots/; DOJO_PICTURES=docs/images also writes the pictures that README shows.
 */

use Dojo\Tests\Build;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Folder;
use Dojo\Tests\NodePackages;
use Dojo\Tests\Program;
use Dojo\Tests\Quickstart;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

require_once __DIR__ . '/../../support/sandbox.inc';

$chromium = static function (): string {
    $named = getenv('CHROMIUM') ?: null;
    if ($named !== null) {
        return Executable::find($named) ?? throw new RuntimeException("CHROMIUM is $named, which is not installed");
    }

    return Executable::find('chromium', 'chromium-browser', 'google-chrome')
        ?? throw new Skip('Chromium is missing (Debian: apt-get install chromium; elsewhere set CHROMIUM to the path of a Chromium or Chrome)');
};

$subjects = [];
foreach (glob(__DIR__ . '/subjects/*.mjs') ?: [] as $file) {
    $name = basename($file, '.mjs');
    $subjects[$name] = static function (Report $report, array $shared) use ($name): void {
        [$command, $environment] = $shared;
        [$status, $output] = Command::run([...$command, $name], $environment, isMerged: true);
        $others = [];
        foreach (explode("\n", trim($output)) as $line) {
            $result = json_decode($line, true);
            is_array($result) ? $report->ok($result['problem'] === '', $result['name'], $result['problem']) : $others[] = $line;
        }
        if ($status !== 0 || $others !== []) {
            throw new RuntimeException("node ended with $status\n" . implode("\n", $others));
        }
    };
}

return new Program(
    about: 'what customers and the shop\'s staff do in a browser',
    subjects: $subjects,
    start: static function () use ($chromium): array {
        $path = $chromium();
        $folder = NodePackages::install('browser', '18.0.0');
        Build::emptyFolder('browser/screenshots');
        $sandbox = new Sandbox('--webhook-retry-base', '0.2');
        $shop = new Quickstart($sandbox, Folder::make('browser'), 'example');
        [$status, $output, $errors] = $shop->setUpWebhook();
        $status === 0 ?: throw new RuntimeException("setup.php failed: $output$errors");

        return [
            ['node', __DIR__ . '/run.mjs', $folder, $sandbox->url, $shop->url],
            ['CHROMIUM' => $path, 'SHOP_PASSWORD' => Quickstart::PASSWORD],
        ];
    },
    loadsExtension: true,
    extensions: ['pdo_sqlite'],
);
