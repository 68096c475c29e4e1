<?php

declare(strict_types=1);

namespace Dojo\Tests\Fuzz;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Report;

/**
 * The libFuzzer programs of tests/fuzz, under ASan and UBSan. The input of a finding is kept in build/fuzz/artifacts; the inputs
 * that long runs find are kept in build/fuzz/corpus and start the next one.
 */
final class Fuzzers
{
    private const LONG_RUN = 10_000_000; // inputs
    private const SLICE = 2; // seconds
    private const LEAST_IN_SLICE = 1000; // inputs
    private const PATIENCE = 6 * 3600.0; // seconds

    private readonly string $folder;
    /** Null: as many as a slice's seconds allow. */
    private readonly ?int $runs;
    /** @var resource */
    private $lock;

    public function __construct()
    {
        $this->folder = Checkout::build() . '/fuzz';
        $runs = getenv('DOJO_FUZZ_RUNS') ?: (getenv('DOJO_LONG') === '1' ? self::LONG_RUN : null);
        $this->runs = $runs === null ? null : (int) $runs;
    }

    /** @return list<string> */
    public static function targets(): array
    {
        $names = array_map(static fn (string $file): string => substr(basename($file, '.c'), strlen('fuzz_')), glob(Checkout::root() . '/tests/fuzz/fuzz_*.c') ?: []);

        return array_values(array_diff($names, ['support']));
    }

    private static function clang(): string
    {
        return getenv('CLANG') ?: 'clang-14';
    }

    /** @return ?string why there is no fuzzing here */
    public static function lacks(): ?string
    {
        $folder = Build::emptyFolder('fuzz-probe');
        file_put_contents("$folder/probe.c", 'int LLVMFuzzerTestOneInput(const char *d, unsigned long s) { return d && s > 9 && 0; }');
        [$status] = Command::run([self::clang(), '-fsanitize=fuzzer,address,undefined', '-o', "$folder/probe", "$folder/probe.c"]);

        return match ($status) {
            0 => null,
            Command::NOT_FOUND => self::clang() . ' is missing (Debian: apt-get install clang-14 libclang-rt-14-dev)',
            default => self::clang() . ' has no libFuzzer (Debian: apt-get install libclang-rt-14-dev)',
        };
    }

    /** In a copy, because make cannot use a path with a space. */
    public function compile(): void
    {
        $this->lock = Build::lock('fuzz');
        $tree = Build::emptyFolder('fuzz/tree');
        is_dir("$this->folder/artifacts") || mkdir("$this->folder/artifacts");
        $copy = 'cd "$1" && tar -cf - src/core tests/fuzz | (cd "$2" && tar -xf -)';
        [$status, $output] = Command::run(['sh', '-c', $copy, 'sh', Checkout::root(), $tree], isMerged: true);
        if ($status === 0) {
            $make = ['make', '-s', '-j2', '-C', "$tree/tests/fuzz", "BUILD=$this->folder", 'CLANG=' . self::clang()];
            [$status, $output] = Command::run($make, isMerged: true);
        }
        if ($status !== 0) {
            throw new \RuntimeException("The fuzzers do not compile:\n" . implode("\n", array_slice(explode("\n", trim($output)), -20)));
        }
    }

    public function run(Report $report, string $target): void
    {
        $seeds = Checkout::root() . "/tests/fuzz/corpus/$target";
        if (!is_dir($seeds)) {
            $report->ok(false, "fuzz: $target has no folder of seeds", $seeds);

            return;
        }
        /* A slice's few seconds are for new inputs: it starts from the seeds alone. */
        $learnt = $this->runs === null ? Build::emptyFolder('fuzz/slice') : "$this->folder/corpus/$target";
        is_dir($learnt) || mkdir($learnt, 0777, true);
        [$status, $output] = Command::run([
            "$this->folder/fuzz_$target", $this->runs === null ? '-max_total_time=' . self::SLICE : "-runs=$this->runs",
            '-max_len=2048', '-timeout=20', '-rss_limit_mb=2048', '-dict=' . Checkout::root() . '/tests/fuzz/fuzz.dict',
            "-artifact_prefix=$this->folder/artifacts/$target-", '-print_final_stats=1', $learnt, $seeds,
        ], isMerged: true, seconds: self::PATIENCE);
        file_put_contents("$this->folder/$target.log", $output);
        $executed = preg_match('~^stat::number_of_executed_units: *(\d+)~m', $output, $match) === 1 ? (int) $match[1] : 0;
        $covered = preg_match('~DONE *cov: (\d+)~', $output, $match) === 1 ? $match[1] : 'no';
        if ($status === 0 && $executed >= ($this->runs ?? self::LEAST_IN_SLICE)) {
            $report->ok(true, "fuzz: $target: $executed inputs, $covered edges covered, no finding");
        } else {
            $lines = preg_grep('~does not hold|runtime error|ERROR: |SUMMARY: |Test unit written to~', explode("\n", $output)) ?: [];
            $report->ok(false, "fuzz: $target: exit status $status after $executed inputs", implode("\n", array_slice($lines, 0, 10)));
        }
    }
}
