<?php

declare(strict_types=1);

/*
 * libFuzzer programs for what an attacker or a broken server may send, and what a plugin may pass. Each runs for a few seconds;
 * with DOJO_LONG=1, 10 million inputs, which take an hour or so in all. DOJO_FUZZ_RUNS gives another number of inputs.
 */

use Dojo\Tests\Fuzz\Fuzzers;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'the parsers of the core, with random inputs',
    subjects: array_map(
        static fn (string $target): Closure => static fn (Report $report, Fuzzers $fuzzers) => $fuzzers->run($report, $target),
        array_combine(Fuzzers::targets(), Fuzzers::targets()),
    ),
    start: static function (): Fuzzers {
        $fuzzers = new Fuzzers();
        $fuzzers->compile();

        return $fuzzers;
    },
    lacks: Fuzzers::lacks(...),
);
