<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A program of tests, as tests/programs/NAME/program.php returns it; tests/programs/run.php runs it. */
final class Program
{
    /**
     * @param array<string, callable(Report, mixed): mixed>|\Closure(list<string>): array<string, callable> $subjects what it tests, in
     *        parts that can be run alone; each gets the report and what $start returned. A closure takes arguments other than the
     *        names of subjects: it turns them into subjects, or throws \InvalidArgumentException
     * @param ?callable(Report, list<string>): mixed $start prepares what the subjects share; gets the names of those that will run
     * @param ?callable(Report, mixed, list<string>): mixed $finish runs after the last of them
     * @param bool $loadsExtension whether it needs the extension in the runner's own process
     * @param list<string> $extensions of PHP that it needs, such as pdo_sqlite
     * @param array<string, string> $commands that it needs, with the Debian package that has each
     * @param ?callable(): ?string $lacks what else is missing; null if nothing is
     */
    public function __construct(
        public readonly string $about,
        private readonly array|\Closure $subjects,
        private readonly mixed $start = null,
        private readonly mixed $finish = null,
        public readonly bool $loadsExtension = false,
        private readonly array $extensions = [],
        private readonly array $commands = [],
        private readonly mixed $lacks = null,
    ) {
    }

    /** @return ?string why it cannot run here; null if it can */
    public function lacks(): ?string
    {
        foreach ($this->extensions as $name) {
            if (!extension_loaded($name)) {
                return "PHP's extension $name is missing";
            }
        }
        foreach ($this->commands as $name => $package) {
            if (Executable::find($name) === null) {
                return "$name is missing (Debian: apt-get install $package)";
            }
        }

        return $this->lacks === null ? null : ($this->lacks)();
    }

    /** @param list<string> $arguments @return array<string, callable> the subjects that they name; all if there are none */
    public function subjects(array $arguments): array
    {
        if ($this->subjects instanceof \Closure) {
            return ($this->subjects)($arguments);
        }
        $unknown = array_diff($arguments, array_keys($this->subjects));
        if ($unknown !== []) {
            throw new \InvalidArgumentException('There is no subject ' . implode(', ', $unknown) . '; there are: ' . implode(', ', array_keys($this->subjects)));
        }

        return $arguments === [] ? $this->subjects : array_intersect_key($this->subjects, array_flip($arguments));
    }

    /** @param array<string, callable> $subjects */
    public function run(Report $report, array $subjects): void
    {
        $names = array_keys($subjects);
        $shared = null;
        $isReady = true;
        if ($this->start !== null) {
            $isReady = false;
            $report->group('start', function () use ($report, $names, &$shared, &$isReady): void {
                $shared = ($this->start)($report, $names);
                $isReady = true;
            });
        }
        foreach ($isReady ? $subjects : [] as $name => $subject) {
            $report->group($name, static fn () => $subject($report, $shared));
        }
        if ($isReady && $this->finish !== null) {
            $report->group('finish', fn () => ($this->finish)($report, $shared, $names));
        }
    }
}
