<?php

declare(strict_types=1);

namespace Dojo\Tests;

/**
 * Prints the results of a program, one line each, and counts them:
 *
 *   ok - NAME
 *   not ok - NAME, with the details below it, indented by four spaces
 *   ok - NAME # SKIP why
 *   # a note, which is no result
 */
final class Report
{
    private int $passed = 0;
    private int $failed = 0;
    private int $skipped = 0;

    public function ok(bool $isRight, string $name, string $details = ''): void
    {
        $isRight ? $this->passed++ : $this->failed++;
        echo $isRight ? 'ok' : 'not ok', " - $name\n";
        if (!$isRight && trim($details) !== '') {
            echo '    ', str_replace("\n", "\n    ", trim($details)), "\n";
        }
    }

    public function same(mixed $expected, mixed $got, string $name, string $details = ''): void
    {
        $show = static fn (mixed $value): string => (string) json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
        $this->ok($expected === $got, $name, "expected {$show($expected)}\ngot      {$show($got)}\n$details");
    }

    /** @param list<string> $problems none if the test passed */
    public function none(array $problems, string $name): void
    {
        $this->ok($problems === [], $name, implode("\n", array_unique($problems)));
    }

    /** A test that returns or throws what is wrong. @param callable(): list<string> $problems which may throw Skip */
    public function check(string $name, callable $problems): void
    {
        try {
            $this->none($problems(), $name);
        } catch (Skip $skip) {
            $this->skip($name, $skip->getMessage());
        } catch (\Throwable $e) {
            $this->ok(false, $name, "$e");
        }
    }

    public function skip(string $name, string $why): void
    {
        $this->skipped++;
        echo "ok - $name # SKIP $why\n";
    }

    /** Something measured rather than tested. */
    public function note(string $line): void
    {
        echo "# $line\n";
    }

    /** Tests that belong together: an exception fails one test and ends the group; Skip skips it. */
    public function group(string $name, callable $tests): void
    {
        $began = microtime(true);
        try {
            $tests();
        } catch (Skip $skip) {
            $this->skip($name, $skip->getMessage());
        } catch (\Throwable $e) {
            $this->ok(false, "$name runs to completion", "$e");
        }
        $this->note(sprintf('%s: %.1f s', $name, microtime(true) - $began));
    }

    /** @return int the exit status: 1 if a test failed, or there was none */
    public function finish(): int
    {
        echo "$this->passed passed, $this->failed failed, $this->skipped skipped\n";

        return $this->failed > 0 || $this->passed + $this->skipped === 0 ? 1 : 0;
    }
}
