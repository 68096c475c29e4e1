<?php

declare(strict_types=1);

/** Prints a line for each result, and counts them. */
final class Report
{
    private int $passed = 0;
    private int $failed = 0;
    private int $skipped = 0;

    public function ok(bool $right, string $name, string $details = ''): void
    {
        $right ? $this->passed++ : $this->failed++;
        echo $right ? 'ok' : 'not ok', " - $name\n";
        if (!$right && $details !== '') {
            echo '    ', str_replace("\n", "\n    ", trim($details)), "\n";
        }
    }

    public function same(mixed $expected, mixed $got, string $name, string $details = ''): void
    {
        $show = static fn (mixed $value): string => json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE) ?: '?';
        $this->ok($expected === $got, $name, "expected {$show($expected)}\ngot      {$show($got)}\n$details");
    }

    public function skip(string $name, string $why): void
    {
        $this->skipped++;
        echo "skip - $name: $why\n";
    }

    /** What is measured, not tested. */
    public function note(string $line): void
    {
        echo "# $line\n";
    }

    /** A group of tests, of which an exception fails one and ends the others. */
    public function group(string $name, callable $tests): void
    {
        $began = microtime(true);
        try {
            $tests();
        } catch (Throwable $e) {
            $this->ok(false, "$name runs to its end", "$e");
        }
        $this->note(sprintf('%s: %.1f s', $name, microtime(true) - $began));
    }

    /** @return int the exit status */
    public function end(): int
    {
        echo "$this->passed passed, $this->failed failed, $this->skipped skipped\n";

        return $this->failed === 0 && $this->passed > 0 ? 0 : 1;
    }
}
