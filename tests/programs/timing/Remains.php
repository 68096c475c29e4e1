<?php

declare(strict_types=1);

namespace Dojo\Tests\Timing;

use Dojo\Tests\Command;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

/** Searches of a process's memory for pieces of secrets. The same programs without overwriting must find some. */
final class Remains
{
    public function __construct(private readonly Report $report, private readonly string $folder)
    {
    }

    public function test(): void
    {
        if (!is_readable('/proc/self/maps')) {
            throw new Skip('there is no /proc/self/maps');
        }
        $keep = ['-DOPENSSL_cleanse=keep'];
        CoreProgram::thatVerifies("$this->folder/left", 'secret_left.c');
        CoreProgram::thatVerifies("$this->folder/kept", 'secret_left.c', $keep);
        CoreProgram::thatCalls("$this->folder/call-left", 'call_left.c');
        CoreProgram::thatCalls("$this->folder/call-kept", 'call_left.c', $keep);
        $this->search('left', 6, false, "no piece of a webhook's secret is left in memory, as it is, padded, hashed or in base64");
        $this->search('kept', 6, true, 'pieces that are not overwritten would be found');
        $this->search('call-left', 12, false, 'clients, requests and responses leave nothing of a key, a secret or a password in our memory');
        $this->search('call-kept', 12, true, 'pieces that calls do not overwrite would be found');
    }

    private function search(string $program, int $cases, bool $finds, string $name): void
    {
        [$status, $output] = Command::run(["$this->folder/$program"], isMerged: true);
        $lines = explode("\n", trim($output));
        $right = preg_grep($finds ? '~: [1-9]\d* found$~' : '~: 0 found$~', $lines) ?: [];
        $this->report->ok($status === 0 && count($right) === $cases && ($finds || count($lines) === $cases), "timing: $name", "exit status $status\n$output");
    }
}
