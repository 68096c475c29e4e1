<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A command that runs to its end. */
final class Command
{
    private const PATIENCE = 3600.0; // seconds

    public const NOT_FOUND = 127;
    public const TOOK_TOO_LONG = 124;

    /** @param resource $process @param resource $output @param ?resource $errors */
    private function __construct(private $process, private $output, private $errors)
    {
    }

    /**
     * @param list<string> $command
     * @param array<string, string> $environment added to this process's own
     * @param bool $isMerged whether the errors are a part of the output
     * @param string $input the file that is its standard input
     * @return array{int, string, string} exit status, output, errors
     */
    public static function run(array $command, array $environment = [], ?string $folder = null, bool $isMerged = false, string $input = '/dev/null', float $seconds = self::PATIENCE): array
    {
        return self::start($command, $environment, $folder, $isMerged, $input)?->finish($seconds) ?? [self::NOT_FOUND, '', "There is no command $command[0]."];
    }

    /** The same without waiting. @param list<string> $command @param array<string, string> $environment @return ?self null if there is no such command */
    public static function start(array $command, array $environment = [], ?string $folder = null, bool $isMerged = false, string $input = '/dev/null'): ?self
    {
        $output = tmpfile();
        $errors = $isMerged ? null : tmpfile();
        $process = @proc_open($command, [['file', $input, 'r'], $output, $errors ?? ['redirect', 1]], $pipes, $folder, $environment + getenv());

        return $process === false ? null : new self($process, $output, $errors);
    }

    /** @return array{int, string, string} exit status, output, errors */
    public function finish(float $seconds = self::PATIENCE): array
    {
        $status = ['running' => true];
        if (!Await::isTrue(function () use (&$status): bool {
            $status = proc_get_status($this->process);

            return !$status['running'];
        }, $seconds)) {
            $this->kill();
            $status = ['exitcode' => self::TOOK_TOO_LONG, 'signaled' => false];
        }
        proc_close($this->process);

        return [$status['signaled'] ? 128 + $status['termsig'] : $status['exitcode'], $this->output(), self::content($this->errors)];
    }

    public function kill(): void
    {
        proc_terminate($this->process, 9);
    }

    /** What it has said so far. */
    public function output(): string
    {
        return self::content($this->output);
    }

    /** @param ?resource $file whose position is the child's as well */
    private static function content($file): string
    {
        return $file === null ? '' : (string) file_get_contents(stream_get_meta_data($file)['uri']);
    }
}
