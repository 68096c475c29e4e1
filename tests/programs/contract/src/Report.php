<?php

declare(strict_types=1);

namespace Dojo\Contract;

/** Prints the results, one a line, and counts them. */
final class Report
{
    private int $passed = 0;
    private int $failed = 0;
    private int $skipped = 0;

    /** @param list<string> $problems none where the test passed */
    public function result(string $what, array $problems): void
    {
        if ($problems === []) {
            $this->passed++;
            echo "ok - contract: $what\n";

            return;
        }
        $this->failed++;
        echo "not ok - contract: $what\n";
        foreach (array_unique($problems) as $problem) {
            echo '    ' . str_replace("\n", "\n    ", $problem) . "\n";
        }
    }

    /** What keeps the tests from running at all; where every test has to run, that is a failure. */
    public function cannotRun(string $reason): void
    {
        if (getenv('CI') === 'true') {
            $this->result('can run', [$reason]);
        } else {
            $this->skipped++;
            echo "skip - contract: $reason\n";
        }
    }

    /** @return int the exit code */
    public function end(): int
    {
        echo "$this->passed passed, $this->failed failed, $this->skipped skipped\n";

        return $this->failed === 0 ? 0 : 1;
    }
}
