<?php

declare(strict_types=1);

/** A program that is run to its end. */
final class Command
{
    private const PATIENCE = 240; // seconds

    /**
     * @param list<string> $command
     * @param array<string, string> $environment
     * @return array{int, string, string} status (127: there is no such command; 124: it took too long), output, errors
     */
    public static function run(array $command, string $folder, array $environment = []): array
    {
        $files = [tempnam(sys_get_temp_dir(), 'dojo'), tempnam(sys_get_temp_dir(), 'dojo')];
        try {
            $process = @proc_open(
                $command,
                [['file', '/dev/null', 'r'], ['file', $files[0], 'w'], ['file', $files[1], 'w']],
                $pipes,
                $folder,
                [...getenv(), ...$environment],
            );
            if ($process === false) {
                return [127, '', ''];
            }
            for ($deadline = microtime(true) + self::PATIENCE; ($state = proc_get_status($process))['running']; usleep(50_000)) {
                if (microtime(true) > $deadline) {
                    proc_terminate($process);
                    proc_close($process);

                    return [124, '', 'it took longer than ' . self::PATIENCE . ' s'];
                }
            }
            proc_close($process);

            return [$state['exitcode'], (string) file_get_contents($files[0]), (string) file_get_contents($files[1])];
        } finally {
            array_map(unlink(...), $files);
        }
    }
}
