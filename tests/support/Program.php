<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A program of tests, as tests/programs/NAME/program.php returns it; tests/programs/run.php runs it. */
final class Program
{
    /**
     * @param array<string, callable(Report, mixed): mixed> $subjects what it tests, in parts that can be run alone; each gets the
     *        report and what $start returned
     * @param ?callable(Report, list<string>): mixed $start prepares what the subjects share; gets the names of those that will run
     * @param ?callable(Report, mixed, list<string>): mixed $finish runs after the last of them
     * @param bool $loadsExtension whether it needs the extension in the runner's own process
     * @param list<string> $extensions of PHP that it needs, such as pdo_sqlite
     * @param array<string, string> $commands that it needs, with the Debian package that has each
     * @param ?callable(): ?string $lacks what else is missing to run it; null if nothing is
     */
    public function __construct(
        public readonly string $about,
        public readonly array $subjects,
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

    /** @param list<string> $names of subjects */
    public function run(Report $report, array $names): void
    {
        $shared = null;
        $isReady = true;
        if ($this->start !== null) {
            $isReady = false;
            $report->group('start', function () use ($report, $names, &$shared, &$isReady): void {
                $shared = ($this->start)($report, $names);
                $isReady = true;
            });
        }
        foreach ($isReady ? $names : [] as $name) {
            $report->group($name, fn () => ($this->subjects[$name])($report, $shared));
        }
        if ($isReady && $this->finish !== null) {
            $report->group('finish', fn () => ($this->finish)($report, $shared, $names));
        }
    }
}
