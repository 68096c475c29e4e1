<?php

/** PHP with threads, built from Debian's source if DOJO_LONG=1: 8 threads, each with its own pool. */

declare(strict_types=1);

use Dojo\Tests\CliServer;
use Dojo\Tests\Executable;
use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Process;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

return static function (Report $report, Hosts $hosts): void {
    /* The compiler finds within seconds what does not compile with threads. */
    $files = "'$hosts->root/dojo.c' '$hosts->root'/src/php/*.c";
    $flags = '-fsyntax-only -std=gnu11 -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror -D_GNU_SOURCE -DCOMPILE_DL_DOJO '
        . "-DZTS -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -I'$hosts->root' -I'$hosts->root/src/core' -I'$hosts->root/src/php'";
    $headers = '$(${PHP_CONFIG:-php-config} --includes) $(pkg-config --cflags json-c)';
    [$status, $output] = $hosts->run(['sh', '-c', 'exec ' . (getenv('CC') ?: 'cc') . " $flags $headers $files"]);
    $report->same(0, $status, 'the Zend layer compiles as for a PHP with threads', $output);
    if (!$hosts->long) {
        $report->note('DOJO_LONG=1 builds a PHP with threads and runs it, too');

        return;
    }
    [$status, $output] = $hosts->run(['sh', __DIR__ . '/php_zts.sh']);
    if ($status === 3) {
        throw new Skip(trim($output));
    }
    $report->same(0, $status, 'PHP with threads and the extension for it are built', $output);
    if ($status !== 0 || !preg_match('~built \(zts\): ((\S+)/modules/dojo\.so) for PHP (.*)~', $output, $match)) {
        return;
    }
    [, $module, $folder, $version] = $match;
    $report->note("PHP $version");

    $program = "$hosts->folder/zts_threads";
    $flags = '-std=gnu11 -g -O1 -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1';
    $link = "-L'$folder/php/lib' -Wl,-rpath,'$folder/php/lib' -lphp -pthread";
    [$status, $output] = $hosts->run(['sh', '-c', (getenv('CC') ?: 'cc') . " $flags \$('$folder/php/bin/php-config' --includes) -o '$program' '" . __DIR__ . "/zts_threads.c' $link"]);
    $report->same(0, $status, 'the program that embeds it compiles', $output);
    file_put_contents("$hosts->folder/zts.ini", "extension = $module\ndojo.pool_size = 3\n");

    $test = static function (string $what, array $before, array $environment, int $calls) use ($report, $hosts, $program): void {
        $api = $hosts->api();
        [$threads, $requests] = [8, 5];
        [$status, $output] = $hosts->run(
            [...$before, $program, "$hosts->folder/zts.ini", __DIR__ . '/scripts/thread.php', (string) $threads, (string) $requests],
            $environment + $api->environment() + ['HOSTS_CALLS' => (string) ($calls / $requests)],
        );
        $seen = $api->take();
        $wrong = $connections = $sizes = [];
        $count = 0;
        foreach (explode("\n", trim($output)) as $line) {
            $said = json_decode($line, true);
            if (!is_array($said)) {
                $wrong[] = $line;
                continue;
            }
            $count += 1;
            $wrong = [...$wrong, ...$said['wrong']];
            $connections[$said['thread']] = ($connections[$said['thread']] ?? []) + array_fill_keys($said['connections'], true);
            $sizes[$said['size']] = true;
        }
        $report->same([0, $threads * $requests, []], [$status, $count, array_slice($wrong, 0, 20)], "$what: $threads threads make $calls calls each in $requests requests, without a report");
        $report->same(array_fill(0, $threads, 1), array_values(array_map(count(...), $connections)), "$what: each thread keeps one connection, from one request to the next");
        $report->same([$threads, []], [$seen['connections'], $seen['errors']], "$what: the API sees one connection for each thread, and no TLS error");
        $report->same([3], array_keys($sizes), "$what: settings reach every thread");
    };
    $test('plain', [], [], 500);
    if (Executable::find('valgrind') === null) {
        $report->skip('threads under valgrind', 'valgrind is needed');
    } else {
        $options = ['--quiet', '--leak-check=full', '--errors-for-leak-kinds=definite', '--show-leak-kinds=definite', '--error-exitcode=99'];
        $test('valgrind', ['valgrind', ...$options, "--suppressions=$hosts->root/tests/support/valgrind.supp", '--suppressions=' . __DIR__ . '/zts.supp'], ['USE_ZEND_ALLOC' => '0', 'ZEND_DONT_UNLOAD_MODULES' => '1'], 25);
    }

    /* This PHP is too old to end a call before it reports that memory is exhausted. */
    $api = $hosts->api();
    $settings = ["extension=$module", 'memory_limit=16M', 'dojo.max_response_bytes=1048576'];
    $options = array_merge(...array_map(static fn (string $setting): array => ['-d', $setting], $settings));
    $server = new CliServer(["$folder/php/bin/php", '-n', ...$options], ['-t', __DIR__ . '/pages'], $api->environment() + Process::plainEnvironment());
    (require __DIR__ . '/memory_pages.php')($report, $api, substr($server->url, strlen('http://')), 'the CLI server of PHP ' . explode(' ', $version)[0]);
    $server->stop();
};
