<?php

declare(strict_types=1);

/*
 * The example shop (examples/quickstart/) when things go wrong: answers that are lost, events that come twice or out of order,
 * customers and staff who press everything twice. Starts the offline Dojo and the shops, and stops them.
 *
 *   php -d extension=build/modules/dojo.so tests/programs/shop/run.php [SUBJECT]...    webhook events checkout intents refunds pages; all if not given
 *
 * DOJO_EXTENSION is the extension for the shops (else the one of build/dev or build). The last line is
 * `N passed, N failed, N skipped`.
 */

$root = dirname(__DIR__, 3);
$extension = getenv('DOJO_EXTENSION') ?: current(array_filter(["$root/build/dev/modules/dojo.so", "$root/build/modules/dojo.so"], is_file(...)));
if ($extension === false || !is_file($extension)) {
    fwrite(STDERR, "The extension is not built: sh tests/support/setup.sh tests\n");
    exit(2);
}
if (!extension_loaded('dojo')) {
    $process = proc_open([PHP_BINARY, '-d', "extension=$extension", ...$argv], [STDIN, STDOUT, STDERR], $pipes);
    exit($process === false ? 1 : proc_close($process));
}

require __DIR__ . '/../delivery/Report.php';
require __DIR__ . '/../../../examples/demo-browser.php';
require __DIR__ . '/Shop.php';

const SUBJECTS = ['webhook', 'events', 'checkout', 'intents', 'refunds', 'pages'];

$wanted = array_slice($argv, 1) ?: SUBJECTS;
if (array_diff($wanted, SUBJECTS) !== []) {
    fwrite(STDERR, 'There is no subject ' . implode(', ', array_diff($wanted, SUBJECTS)) . '; there are: ' . implode(', ', SUBJECTS) . "\n");
    exit(2);
}

$folder = sys_get_temp_dir() . '/dojo-shop-' . bin2hex(random_bytes(4));
mkdir($folder, 0700);
/* Registered when the others already are: the servers have to be gone by then. */
register_shutdown_function(register_shutdown_function(...), static function () use ($folder): void {
    array_map(unlink(...), glob("$folder/*") ?: []);
    rmdir($folder);
});
/* A copy: a build that goes on at the same time would change the file under the servers that have it open. */
copy($extension, "$folder/dojo.so");
/* Where PHP's own settings load dojo already, once is enough. */
$isInstalled = shell_exec(escapeshellarg(PHP_BINARY) . ' -m') ?: '';
$extension = preg_match('~^dojo$~m', $isInstalled) === 1 ? '' : "$folder/dojo.so";

$report = new Report();
$sandbox = new Sandbox('--webhook-retry-base', '0.2', '--with-parent');
/* `shop` is told by Dojo what happens. `quiet` hears nothing but the events that a test sends; `cut` is the same shop when Dojo
   can't be reached; `new` is one that nobody has set up. */
$shops = [
    'shop' => new Shop($sandbox, $extension, $folder, 'shop'),
    'quiet' => $quiet = new Shop($sandbox, $extension, $folder, 'quiet'),
    'cut' => new Shop($sandbox, $extension, $folder, 'quiet', $quiet, ['DOJO_BASE_URL' => 'http://127.0.0.1:1']),
    'new' => new Shop($sandbox, $extension, $folder, 'new', null, ['SHOP_PASSWORD' => '']),
];
$quiet->set('webhook_secrets', (string) json_encode([Shop::SECRET]));
[$status, $output, $errors] = $shops['shop']->script('setup-webhook.php');
$report->same(0, $status, 'setup-webhook.php sets the webhook up', $output . $errors);

foreach ($wanted as $subject) {
    $tests = require __DIR__ . "/$subject.php";
    foreach ($shops as $shop) {
        $shop->clear();
    }
    $report->group($subject, static fn () => $tests($report, $shops, $sandbox));
}
array_map(static fn (Shop $shop) => $shop->stop(), $shops);
$sandbox->stop();
exit($report->end());
