<?php

declare(strict_types=1);

namespace Dojo\Tests\Checks;

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Folder;

/** tests/run.sh in a checkout whose groups print what the test says, one of them in a room. */
final class RepeatedFailures
{
    /** Prints a file named after the group, whose first line is the exit status. */
    private const GROUP = <<<'PHP'
        <?php
        [$status, $lines] = explode("\n", file_get_contents(__DIR__ . "/$argv[1]"), 2);
        echo $lines;
        exit((int) $status);
        PHP;

    private const OUTPUTS = [
        'phpt' => "0\nok - right\nok - left out # SKIP no network\n1 passed, 0 failed, 1 skipped\n",
        'timing' => "1\nnot ok - takes too long\n    expected 1\n    got      2\n# a note\nok - right\n1 passed, 1 failed, 0 skipped\n",
        'fuzz' => "7\nok - right\n",
        'docs' => "0\nok - right\n2 passed, 0 failed, 0 skipped\n",
        'room/hosts' => "1\nnot ok - pages differ\n    in the room\nok - right\nnot ok - without details\n1 passed, 2 failed, 0 skipped\n",
    ];

    private const AT_THE_END = <<<'TEXT'
        == failed
        timing: takes too long
            expected 1
            got      2
        fuzz: exit status 7
        docs: says 2 passed, 0 failed, 0 skipped, but shows 1 passed, 0 failed, 0 skipped
        php8.4: hosts: pages differ
            in the room
        php8.4: hosts: without details

        TEXT;

    /** @return list<string> */
    public static function missing(): array
    {
        $checkout = self::checkout();
        [$status, $output] = self::results($checkout, '', 'phpt', 'timing', 'fuzz', 'docs', 'php8.4');

        return [...$status === 1 ? [] : ["exit status $status"], ...self::without($output, self::AT_THE_END . '9 passed, 5 failed, 1 skipped')];
    }

    /** @return list<string> */
    public static function missingSkips(): array
    {
        $checkout = self::checkout();
        [$status, $output] = self::results($checkout, 'true', 'phpt');
        $problems = [...$status === 1 ? [] : ["CI=true: exit status $status"], ...self::without($output, "== failed\nphpt: left out # SKIP no network\n3 passed, 0 failed, 1 skipped")];
        [$status, $output] = self::results($checkout, '', 'phpt');

        return [...$problems, ...$status === 0 && !str_contains($output, '== failed') ? [] : ["exit status $status, output:\n$output"]];
    }

    /** @return list<string> */
    private static function without(string $output, string $end): array
    {
        return str_ends_with(rtrim($output), "\n$end") ? [] : ["expected at the end:\n$end\nin:\n$output"];
    }

    private static function checkout(): string
    {
        $folder = Folder::make('repeated');
        foreach ([$folder, "$folder/build/room"] as $root) {
            mkdir("$root/tests/support", 0700, true);
            mkdir("$root/tests/programs");
            foreach (['tests/run.sh', 'tests/support/count_results.php', 'tests/support/paths.sh'] as $file) {
                copy(Checkout::root() . "/$file", "$root/$file");
            }
            file_put_contents("$root/tests/programs/run.php", self::GROUP);
            file_put_contents("$root/tests/support/build.sh", 'mkdir -p ../../build');
            file_put_contents("$root/tests/support/room.sh", 'no_room_because() { :; }');
        }
        file_put_contents("$folder/tests/support/rooms.sh", 'sh "$(dirname "$0")/../../build/room/tests/run.sh" --installed --only hosts');
        foreach (self::OUTPUTS as $group => $output) {
            file_put_contents(str_starts_with($group, 'room/') ? "$folder/build/room/tests/programs/" . basename($group) : "$folder/tests/programs/$group", $output);
        }

        return $folder;
    }

    /** @return array{int, string} */
    private static function results(string $checkout, string $ci, string ...$groups): array
    {
        $only = array_merge(...array_map(static fn (string $group): array => ['--only', $group], $groups));
        [$status, $output] = Command::run(['sh', "$checkout/tests/run.sh", '--installed', ...$only], ['CI' => $ci, 'PHP' => PHP_BINARY], isMerged: true, seconds: 120.0);

        return [$status, $output];
    }
}
