<?php

declare(strict_types=1);

namespace Dojo\Tests\Timing;

use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

/** Numbers of instructions that a verification takes, as valgrind's callgrind counts them. */
final class Instructions
{
    /** @var array<string, array<string, array<int, int>>> by program, group and case */
    private array $counts = [];

    public function __construct(private readonly Report $report, private readonly string $folder)
    {
    }

    public function test(): void
    {
        if (Executable::find('valgrind') === null || Command::run(['sh', '-c', 'echo "#include <valgrind/callgrind.h>" | "${CC:-cc}" -E -'])[0] !== 0) {
            throw new Skip('valgrind or its header callgrind.h is missing (Debian: apt-get install valgrind)');
        }
        $this->count('steps', []);
        $this->count('early-byte', ['-DCRYPTO_memcmp=stop_at_difference']);
        $this->count('early-secret', [], ['-DSTOP_AT_MATCH']);
        $this->same('the same count whichever byte of the signature is wrong', 'steps', 'wrong-byte', 33);
        $this->same('the same count whichever byte is wrong if the cause is searched for', 'steps', 'wrong-byte-explained', 33);
        $this->same('the same count whichever of four secrets matches', 'steps', 'matching-secret', 4);
        $this->same('the same count whatever the secret', 'steps', 'wrong-secret', 16);
        [$yes, $no, $explained] = array_map(fn (string $group): int => $this->counts['steps'][$group][0], ['answer-yes', 'answer-no', 'answer-no-explained']);
        $this->report->ok(
            $no <= $yes + 100 && $explained > 2 * $no,
            'timing: a refusal without a message searches for no cause',
            "yes: $yes instructions, no: $no, no with its cause searched for: $explained",
        );
        $this->differ('a comparison that stops at the first difference would be noticed', 'early-byte', 'wrong-byte', 33);
        $this->differ('a loop that stops at the secret that matches would be noticed', 'early-secret', 'matching-secret', 4);
    }

    /** @param list<string> $ofVerification compiler options @param list<string> $ofProgram compiler options */
    private function count(string $program, array $ofVerification, array $ofProgram = []): void
    {
        CoreProgram::thatVerifies("$this->folder/$program", 'verify_steps.c', $ofVerification, $ofProgram);
        [$status, $output] = Command::run(['valgrind', '--quiet', '--tool=callgrind', '--collect-atstart=no',
            "--callgrind-out-file=$this->folder/$program.steps", "$this->folder/$program"], isMerged: true);
        if ($status !== 0 || $output !== '') {
            throw new \RuntimeException("$program ended with $status and says: $output");
        }
        foreach (glob("$this->folder/$program.steps.*") ?: [] as $file) {
            $dump = (string) file_get_contents($file);
            if (preg_match('~^desc: Trigger: Client Request: (\S+) (\d+)$~m', $dump, $name) === 1 && preg_match('~^summary: (\d+)~m', $dump, $count) === 1) {
                $this->counts[$program][$name[1]][(int) $name[2]] = (int) $count[1];
            }
        }
    }

    private function same(string $name, string $program, string $group, int $cases): void
    {
        $counts = $this->counts[$program][$group] ?? [];
        $this->report->ok(count($counts) === $cases && count(array_unique($counts)) === 1, "timing: $name", self::show($counts));
    }

    private function differ(string $name, string $program, string $group, int $cases): void
    {
        $counts = $this->counts[$program][$group] ?? [];
        $this->report->ok(count($counts) === $cases && count(array_unique($counts)) > 1, "timing: $name", self::show($counts));
    }

    /** @param array<int, int> $counts */
    private static function show(array $counts): string
    {
        $cases = [];
        foreach ($counts as $case => $count) {
            $cases[$count] = ($cases[$count] ?? "$count instructions:") . " $case";
        }

        return count($counts) . " cases\n" . implode("\n", $cases);
    }
}
