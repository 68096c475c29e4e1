<?php

declare(strict_types=1);

/** PHPStan at level 9, with the stub; fetched into build/phpstan/ where it is not there yet. */
final class PhpStan
{
    private const VERSION = '2.3.5'; // its messages are compared
    private const PATIENCE = 240; // seconds, for Composer as for an analysis

    private readonly string $folder;
    private readonly string $stub;
    /** @var array<string, array<string, array<int, list<string>>>> messages by program, file and line */
    private array $found = [];
    private ?Skip $unavailable = null;

    public function __construct(private readonly string $root)
    {
        $this->folder = "$root/build/phpstan";
        $this->stub = "$root/stubs/dojo.stub.php";
    }

    /**
     * What PHPStan says of the files of one program. Two programs are never looked at together: what one declares is not there in
     * the other, which may have another function of that name.
     *
     * @param list<string> $paths with a folder among them, without which PHPStan does not check stub files
     * @param ?string $only this file's; otherwise of all but the stub
     * @return list<string>
     */
    public function problems(array $paths, ?string $only = null): array
    {
        $problems = [];
        foreach ($this->messages($paths) as $file => $lines) {
            if ($only === null ? $file === $this->stub : $file !== $only) {
                continue;
            }
            foreach ($lines as $line => $messages) {
                foreach ($messages as $message) {
                    $problems[] = substr($file, strlen($this->root) + 1) . ":$line: $message";
                }
            }
        }

        return $problems;
    }

    /**
     * @param list<string> $paths
     * @return array<string, array<int, list<string>>> by file and line
     */
    public function messages(array $paths): array
    {
        if ($this->unavailable !== null) {
            throw $this->unavailable;
        }

        return $this->found[implode("\n", $paths)] ??= $this->analyse($paths);
    }

    /**
     * @param list<string> $paths
     * @return array<string, array<int, list<string>>>
     */
    private function analyse(array $paths): array
    {
        $this->fetch();
        $name = basename($paths[0], '.php');
        /* scanFiles: the classes, also where the extension is not loaded. stubFiles: makes PHPStan check the docblocks themselves. */
        file_put_contents("$this->folder/$name.neon", json_encode([
            'parameters' => ['level' => 9, 'paths' => $paths, 'scanFiles' => [$this->stub], 'stubFiles' => [$this->stub],
                'tmpDir' => "$this->folder/cache/$name", 'parallel' => ['maximumNumberOfProcesses' => 2]],
        ], JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES));
        [$status, $output, $errors] = $this->run([
            PHP_BINARY, '-d', 'memory_limit=1G', "$this->folder/vendor/bin/phpstan", 'analyse',
            '-c', "$this->folder/$name.neon", '--no-progress', '--error-format=json',
        ]);
        $report = json_decode($output, true);
        if (!is_array($report) || $report['errors'] !== []) {
            throw new RuntimeException("PHPStan ended with status $status: " . implode(' ', $report['errors'] ?? []) . trim("$output $errors"));
        }
        $found = [];
        foreach ($report['files'] as $file => $result) {
            foreach ($result['messages'] as $message) {
                $found[preg_replace('~ \(in context of .*\)$~', '', $file)][(int) $message['line']][] = $message['message'];
            }
        }

        return $found;
    }

    private function fetch(): void
    {
        $wanted = json_encode([
            'description' => 'PHPStan for tests/static; made by its run.php',
            'require' => ['phpstan/phpstan' => self::VERSION],
        ], JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES);
        $manifest = "$this->folder/composer.json";
        if (is_file("$this->folder/vendor/bin/phpstan") && @file_get_contents($manifest) === $wanted) {
            return;
        }
        if (!is_dir($this->folder) && !mkdir($this->folder, 0777, true)) {
            throw new RuntimeException("$this->folder can't be made");
        }
        file_put_contents($manifest, $wanted);
        $composer = getenv('COMPOSER_BINARY') ?: 'composer';
        [$status, $output, $errors] = $this->run(
            [$composer, 'update', '--no-interaction', '--no-plugins', '--no-scripts', '--no-progress', "--working-dir=$this->folder"],
            ['COMPOSER_ALLOW_SUPERUSER' => '1'],
        );
        if ($status !== 0) {
            @unlink($manifest);
            preg_match_all('~\S.*~', "$errors\n$output", $lines);
            $why = $status === 127 ? 'Composer is not installed' : 'Composer could not fetch PHPStan: ' . mb_strimwidth(implode(' ', $lines[0]), 0, 300, '…');
            throw $this->unavailable = new Skip($why);
        }
    }

    /**
     * @param list<string> $command
     * @param array<string, string> $environment
     * @return array{int, string, string} status (127: there is no such command; 124: it took too long), output, errors
     */
    private function run(array $command, array $environment = []): array
    {
        $files = [tempnam(sys_get_temp_dir(), 'dojo'), tempnam(sys_get_temp_dir(), 'dojo')];
        try {
            $process = @proc_open(
                $command,
                [['file', '/dev/null', 'r'], ['file', $files[0], 'w'], ['file', $files[1], 'w']],
                $pipes,
                $this->root,
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
