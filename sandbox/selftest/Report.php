<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Prints the results and counts them. */
class Report
{
    private int $passed = 0;
    private int $failed = 0;
    private int $skipped = 0;
    private string $subject = '';

    /** @param callable(static): void $tests */
    public function subject(string $name, callable $tests): void
    {
        $this->subject = $name;
        try {
            $tests($this);
        } catch (\Throwable $error) {
            $this->ok(false, 'runs to completion', $error->getMessage() . ' at ' . basename($error->getFile()) . ':' . $error->getLine());
        }
    }

    public function ok(bool $right, string $name, string $why = ''): void
    {
        $right ? $this->passed++ : $this->failed++;
        // Some names quote what was sent, which may be any bytes.
        $name = (string) preg_replace('~[^\x20-\x7E]~', '?', $name);
        echo $right ? 'ok' : 'not ok', " - {$this->subject}: $name\n";
        if (!$right && $why !== '') {
            echo '    ', str_replace("\n", "\n    ", $why), "\n";
        }
    }

    public function same(mixed $expected, mixed $actual, string $name): void
    {
        [$expected, $actual] = [Value::plain($expected), Value::plain($actual)];
        $this->ok($expected === $actual, $name, 'expected ' . json_encode($expected) . ', got ' . json_encode($actual));
    }

    public function skip(string $name, string $why): void
    {
        $this->skipped++;
        echo "ok - {$this->subject}: $name # SKIP $why\n";
    }

    /** @return int the exit status */
    public function summary(): int
    {
        echo "{$this->passed} passed, {$this->failed} failed, {$this->skipped} skipped\n";

        return $this->failed === 0 && $this->passed > 0 ? 0 : 1;
    }
}
