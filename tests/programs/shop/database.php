<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\MariaDb;
use Dojo\Tests\Process;
use Dojo\Tests\Report;

/* Where the database may be, and who may read it; and what the pages do if it is locked, or not there. */

return static function (Report $report, array $shops, Sandbox $sandbox): void {
    ['quiet' => $quiet] = $shops;
    $folder = Folder::make('db');
    mkdir("$folder/tmp");
    $mode = static function (string $path): string {
        clearstatcache();

        return is_file($path) || is_dir($path) ? sprintf('%04o', fileperms($path) & 0777) : 'none';
    };
    /* @return array{int, string} the exit status of install(), and what it says */
    $install = static function (string $dsn, string $config, array $php = [], string $code = 'install();') use ($quiet, $folder): array {
        $command = ['sh', '-c', 'umask 0000; exec "$@"', 'sh', ...$quiet->php(), ...$php, '-r', "try { require '$config'; $code } catch (RuntimeException \$e) { echo \$e->getMessage(); exit(1); }"];
        [$status, $output, $errors] = (new Process($command, ['SHOP_DSN' => $dsn, 'TMPDIR' => "$folder/tmp"] + $quiet->environment()))->finish(Command::PATIENCE);

        return [$status, $output . $errors];
    };
    $config = Checkout::root() . '/examples/quickstart/config.php';

    /* A copy of the example, because without SHOP_DSN the database is beside it. */
    mkdir("$folder/copy/examples", recursive: true);
    mkdir("$folder/copy/plugins");
    Command::run(['cp', '-R', Checkout::root() . '/examples/quickstart', "$folder/copy/examples/"]);
    Command::run(['cp', '-R', Checkout::root() . '/plugins/kit', "$folder/copy/plugins/"]);
    Folder::remove("$folder/copy/examples/quickstart/private");
    $private = "$folder/copy/examples/quickstart/private";
    [$status, $said] = $install('', "$folder/copy/examples/quickstart/config.php", code: 'install(); shop()->add("mug"); exit(implode(",", array_map(static fn ($f) => sprintf("%04o", fileperms($f) & 0777), glob("' . $private . '/*"))) === "0600,0600,0600" ? 0 : 2);');
    $report->same([0, '', '0700', '0600'], [$status, $said, $mode($private), $mode("$private/shop.sqlite")], 'by default the database is in private/, where nobody else can read it, and neither can SQLite\'s other files', $said);

    mkdir("$folder/www");
    mkdir("$folder/open");
    touch("$folder/open/there.sqlite");
    chmod("$folder/open/there.sqlite", 0600);
    chmod("$folder/open", 0755);
    mkdir("$folder/closed");
    chmod("$folder/closed", 0700);
    touch("$folder/closed/readable.sqlite");
    chmod("$folder/closed/readable.sqlite", 0644);
    symlink("$folder/tmp", "$folder/link");
    symlink("$folder/tmp/other.sqlite", "$folder/closed/link.sqlite");
    touch("$folder/tmp/other.sqlite");
    $public = Checkout::root() . '/examples/quickstart/public/none.sqlite';
    $refused = [
        'in the temporary folder' => ["sqlite:$folder/tmp/shop.sqlite", 'is in the temporary folder'],
        'in a new folder in the temporary folder' => ["sqlite:$folder/tmp/new/shop.sqlite", 'is in the temporary folder'],
        'behind a link to the temporary folder' => ["sqlite:$folder/link/shop.sqlite", 'is in the temporary folder'],
        'that is a link into the temporary folder' => ["sqlite:$folder/closed/link.sqlite", 'is in the temporary folder'],
        'in public/' => ["sqlite:$public", 'is in the public folder'],
        'in a folder that others can open' => ["sqlite:$folder/open/shop.sqlite", "Run: chmod 0700 $folder/open"],
        'that is in a folder that others can open' => ["sqlite:$folder/open/there.sqlite", "Run: chmod 0700 $folder/open"],
        'that others can read' => ["sqlite:$folder/closed/readable.sqlite", "Run: chmod 0600 $folder/closed/readable.sqlite"],
        'with a relative path' => ['sqlite:shop.sqlite', 'an absolute path'],
        'in memory' => ['sqlite::memory:', 'an absolute path'],
    ];
    foreach ($refused as $what => [$dsn, $sentence]) {
        [$status, $said] = $install($dsn, $config);
        $report->same([1, true], [$status, str_contains($said, $sentence)], "a database $what is refused, with a sentence", $said);
    }
    $report->same(['none', 'none', 'none', 0], [$mode("$folder/tmp/shop.sqlite"), $mode("$folder/open/shop.sqlite"), $mode($public), filesize("$folder/closed/readable.sqlite")], 'and nothing is written there');
    [$status, $said] = $install("sqlite:$folder/www/shop.sqlite", $config, code: "\$_SERVER['DOCUMENT_ROOT'] = '$folder'; install();");
    $report->same([1, true], [$status, str_contains($said, 'is in the web server\'s document root')], 'a database in the document root is refused', $said);
    [$status, $said] = $install("sqlite:$folder/www/shop.sqlite", $config, code: "\$_SERVER['DOCUMENT_ROOT'] = ''; \$_SERVER['SCRIPT_NAME'] = '/public/index.php'; \$_SERVER['SCRIPT_FILENAME'] = '$folder/www/public/index.php'; install();");
    $report->same([1, true], [$status, str_contains($said, 'is in the web server\'s document root')], 'also if the web server does not say which folder that is', $said);
    [$status, $said] = $install("sqlite:$folder/closed/new/shop.sqlite", $config);
    $report->same([0, '0700', '0600'], [$status, $mode("$folder/closed/new"), $mode("$folder/closed/new/shop.sqlite")], 'elsewhere the folder and the file are made so that nobody else can open them', $said);

    $report->group('MariaDB with other defaults', static function () use ($report, $install, $config, $folder): void {
        $dsn = (new MariaDb($folder))->dsn;
        $pdo = new PDO($dsn);
        $pdo->exec("SET GLOBAL default_storage_engine = 'MyISAM'");
        [$status, $said] = $install($dsn, $config);
        $tables = $pdo->query("SELECT DISTINCT engine, table_collation FROM information_schema.tables WHERE table_schema = 'shop'")->fetchAll(PDO::FETCH_NUM);
        $report->same([0, [['InnoDB', 'utf8mb4_bin']]], [$status, $tables], 'whatever the server\'s defaults are, all tables have transactions and compare text exactly', $said);
    });

    /* A database that has become readable, or was never made, is refused by the pages as well. */
    $file = substr($quiet->environment()['SHOP_DSN'], strlen('sqlite:'));
    chmod($file, 0644);
    $response = $quiet->get('index.php');
    chmod($file, 0600);
    $report->same([500, false, true], [$response[0], str_contains($response[2], $file), $quiet->logged("Run: chmod 0600 $file") > 0], 'a page does not use a database that others can read; the sentence is in the log', Http::text($response[2]));
    $report->same(200, $quiet->get('index.php')[0], 'once the mode is right, it does');

    [$orderId, $intentId] = $quiet->order();
    $sandbox->payAndLeave($intentId);
    $session = $quiet->customer->token();
    $quiet->pdo()->exec('BEGIN IMMEDIATE');
    $locked = [
        'checkout.php' => $quiet->post('checkout.php', ['product' => 'mug']),
        'staff.php' => $quiet->post('staff.php', ['password' => 'guess']),
    ];
    $read = [$quiet->get('index.php')[0], $quiet->get("order.php?id=$orderId")[0], $quiet->get("success.php?order=$orderId")[0]];
    $quiet->pdo()->exec('ROLLBACK');
    foreach ($locked as $page => $response) {
        $report->same([503, 1], [$response[0], preg_match('~^retry-after: [1-9]\d*$~im', $response[1])], "a locked database: $page gets a 503 and Retry-After", $response[1] . Http::text($response[2]));
    }
    $report->same([200, 200, 200], $read, 'pages that only read are not affected');
    $report->same($session, $quiet->customer->token(), 'and the visitor keeps the session');
    $quiet->later(6);
    $quiet->get("success.php?order=$orderId");
    $report->same('paid', $quiet->state($orderId)[0], 'once the lock is gone, all is as it should be');
};
