<?php

/** The core alone with threads, under ThreadSanitizer: one pool for each thread, and one client for all. */

declare(strict_types=1);

use Dojo\Tests\Hosts\Hosts;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

return static function (Report $report, Hosts $hosts): void {
    $compiler = getenv('CC') ?: 'cc';
    $probe = "$hosts->folder/probe";
    file_put_contents("$probe.c", "int main(void) { return 0; }\n");
    if ($hosts->run(['sh', '-c', "exec $compiler -fsanitize=thread -o '$probe' '$probe.c'"])[0] !== 0 || $hosts->run([$probe])[0] !== 0) {
        throw new Skip("a C compiler with ThreadSanitizer is needed (Debian's gcc has it)");
    }
    $core = "$hosts->root/src/core";
    $flags = '-std=c11 -O1 -g -fsanitize=thread -D_GNU_SOURCE -Wall -Wextra -Werror';
    $libraries = '$(pkg-config --cflags --libs libcurl libssl libcrypto json-c) -pthread -lm';
    [$status, $output] = $hosts->run(['sh', '-c', "$compiler $flags -I'$core' -o threads_core '" . __DIR__ . "/threads_core.c' '$core'/*.c $libraries"]);
    $report->same(0, $status, 'the core compiles with ThreadSanitizer', $output);

    /* OpenSSL since 3.1 reads its tables with atomics, which ThreadSanitizer does not see in a library compiled without it. */
    $suppressions = "$hosts->folder/threads.supp";
    file_put_contents($suppressions, defined('OPENSSL_VERSION_NUMBER') && OPENSSL_VERSION_NUMBER < 0x30100000 ? '' : "race:libcrypto.so\n");
    $api = $hosts->api();
    [$threads, $calls] = [8, $hosts->long ? 500 : 100];
    [$status, $output] = $hosts->run(
        ["$hosts->folder/threads_core", $api->url, $api->caFile, (string) $threads, (string) $calls],
        ['TSAN_OPTIONS' => "halt_on_error=0 exitcode=66 print_suppressions=0 suppressions=$suppressions"],
    );
    $seen = $api->take();
    $report->same([0, "{\"good\":" . $threads * $calls . ',"bad":0,"opened":8}'], [$status, trim($output)], "$threads threads make $calls calls each, and ThreadSanitizer reports nothing");
    $report->same([$threads, []], [$seen['connections'], $seen['errors']], 'the API sees one connection for each thread, and no TLS error');
};
