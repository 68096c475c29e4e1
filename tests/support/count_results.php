<?php

declare(strict_types=1);

/*
 * Shows what a group of tests prints, line by line, and counts the results, which are those of Report.php. Used by tests/run.sh.
 *
 *   { COMMAND; echo; echo "::exit $?"; } 2>&1 | php tests/support/count_results.php GROUP TOTALS FAILURES
 *
 * Adds a line `PASSED FAILED SKIPPED UNAVAILABLE` to the file TOTALS. A command has failed as well if its exit status says so, if its
 * own last line `N passed, N failed, N skipped` differs, or if it has no result at all.
 *
 * Adds each failed test to the file FAILURES, as `GROUP: NAME` and the lines below it; with CI=true also each skipped one. A test in a
 * room is named as in `php8.6: phpt: NAME`.
 */

/** How many lines below a failed test are repeated. */
const MOST_LINES = 40;

[, $group, $totals, $failures] = $argv;
$counts = ['passed' => 0, 'failed' => 0, 'skipped' => 0, 'unavailable' => 0];
$status = $own = null;
$place = $group; // in a room also the room's group
$repeated = []; // lists of lines
$isBelow = false; // a failed test
$fail = static function (string $why) use ($group, &$counts, &$repeated): void {
    $counts['failed']++;
    echo "not ok - $group: $why\n";
    $repeated[] = ["$group: $why"];
};
/* To that line, not to the end of the input: a process that the command has left may hold it open. */
while ($status === null && ($line = fgets(STDIN)) !== false) {
    $line = rtrim($line, "\n");
    if (preg_match('~^::exit (\d+)$~', $line, $match) === 1) {
        $status = (int) $match[1];
    } elseif (preg_match('~^\d+ passed, \d+ failed, \d+ skipped$~', $line) === 1) {
        $own = $line;
        $isBelow = false;
    } elseif ($line !== '') {
        $kind = match (true) {
            str_starts_with($line, 'not ok ') => 'failed',
            str_starts_with($line, 'ok ') => str_contains($line, '# SKIP') ? 'skipped' : 'passed',
            str_starts_with($line, 'unavailable: ') => 'unavailable',
            default => null,
        };
        if ($kind !== null) {
            $counts[$kind]++;
            $isBelow = $kind === 'failed' || $kind === 'skipped' && getenv('CI') === 'true';
            if ($isBelow) {
                $repeated[] = ["$place: " . preg_replace('~^(not )?ok (- )?~', '', $line)];
            }
        } elseif (preg_match('~^(#|==) ~', $line) === 1) {
            $place = preg_match('~^== (\S+)$~', $line, $match) === 1 ? "$group: $match[1]" : $place;
            $isBelow = false;
        } elseif ($isBelow) {
            $repeated[array_key_last($repeated)][] = $line;
        }
        echo "$line\n";
    }
}
$mine = "$counts[passed] passed, $counts[failed] failed, $counts[skipped] skipped";
if ($own !== null && $own !== $mine) {
    $fail("says $own, but shows $mine");
}
if ($status !== 0 && $counts['failed'] === 0) {
    $fail('exit status ' . ($status ?? 'unknown'));
}
if (array_sum($counts) === 0) {
    $fail('no test ran');
}
file_put_contents($totals, implode(' ', $counts) . "\n", FILE_APPEND);
foreach ($repeated as $lines) {
    $more = count($lines) - 1 - MOST_LINES;
    $shown = $more > 0 ? [...array_slice($lines, 0, 1 + MOST_LINES), "    ($more more lines)"] : $lines;
    file_put_contents($failures, implode("\n", $shown) . "\n", FILE_APPEND);
}
