<?php

/**
 * Every operation meets every fault. Of each such cell four things are asserted: what is thrown, whether the outcome is said to be
 * unknown, how often the server saw the request, and that the next call in the same process works.
 *
 *   php tests/programs/transport/matrix.php               one operation of each sort with every fault, every operation with a few
 *   DOJO_LONG=1 php tests/programs/transport/matrix.php   all of it
 *
 * The extension is the one of DOJO_EXTENSION, or build/dev/modules/dojo.so. Prints a line for each fault and the usual last line.
 */

declare(strict_types=1);

require __DIR__ . '/cell.inc';

// Most of the time is spent waiting.
const SHARES = 5;

$whole = getenv('DOJO_LONG') === '1';
$module = getenv('DOJO_EXTENSION') ?: dirname(__DIR__, 3) . '/build/dev/modules/dojo.so';
$began = microtime(true);
$workers = [];
for ($share = 0; $share < SHARES; $share++) {
    $pipes = [];
    $command = [PHP_BINARY, '-n', '-d', "extension=$module", '-d', 'display_errors=1', __DIR__ . '/matrix_worker.inc', "$share", (string) SHARES, $whole ? '1' : '0'];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
    $workers[$share] = ['process' => $process, 'output' => $pipes[1], 'text' => ''];
}
$running = $workers;
while ($running !== []) {
    $read = array_column($running, 'output');
    $write = $except = null;
    stream_select($read, $write, $except, 60) ?: exit("not ok - a worker hangs\n0 passed, 1 failed, 0 skipped\n");
    foreach ($running as $share => $worker) {
        if (in_array($worker['output'], $read, true)) {
            $workers[$share]['text'] .= $bytes = (string) fread($worker['output'], 65536);
            if ($bytes === '' && feof($worker['output'])) {
                unset($running[$share]);
            }
        }
    }
}

$cells = $wrong = [];
$double = $failed = 0;
foreach ($workers as $share => $worker) {
    $status = proc_close($worker['process']);
    $lines = explode("\n", trim($worker['text']));
    if (array_pop($lines) !== 'done' || $status !== 0) {
        $failed++;
        echo "not ok - worker $share of the matrix ended with status $status\n    ", substr($worker['text'], -2000), "\n";
    }
    foreach ($lines as $line) {
        $cell = json_decode($line, true);
        if ($cell === null) {
            $wrong[''][] = $line;
            continue;
        }
        $cells[$cell['fault']][] = $cell['operation'];
        $double += $cell['double'];
        if ($cell['wrong'] !== []) {
            $wrong[$cell['fault']][] = "$cell[operation]: " . implode('; ', $cell['wrong']);
        }
    }
}
$passed = 0;
$expected = Cell::all($whole);
foreach (array_count_values(array_column($expected, 1)) as $fault => $count) {
    $mine = $wrong[$fault] ?? [];
    if (count($cells[$fault] ?? []) !== $count) {
        $mine[] = count($cells[$fault] ?? []) . " cells ran, not $count";
    }
    $mine === [] ? $passed++ : $failed++;
    echo $mine === [] ? 'ok' : 'not ok', " - matrix: $fault ($count operations)\n", $mine === [] ? '' : '    ' . implode("\n    ", array_slice($mine, 0, 20)) . "\n";
}
if (isset($wrong[''])) {
    $failed++;
    echo "not ok - matrix: output between the results\n    ", implode("\n    ", array_slice($wrong[''], 0, 10)), "\n";
}
$double === 0 ? $passed++ : $failed++;
echo $double === 0 ? 'ok' : 'not ok', ' - matrix: ', count($expected), " cells, $double double sends\n";
printf("# %.1f s\n%d passed, %d failed, 0 skipped\n", microtime(true) - $began, $passed, $failed);
exit($failed === 0 ? 0 : 1);
