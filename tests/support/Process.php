<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/Await.php';

/**
 * A child process that ends when this one does, however this one ends: a shell waits until a pipe that only this process holds open is
 * closed, then ends the child. If the child ends first, the shell ends too.
 */
final class Process
{
    /** The first argument is the file for standard input. A line in the pipe is the signal to end with. */
    private const WATCH = 'input=$1; shift; exec 3<&0 0</dev/null; %s "$@" <"$input" 3<&- & child=$!; '
        . '(read -r signal; kill -s "${signal:-TERM}" -- "%s$child") <&3 2>/dev/null & watch=$!; '
        . 'exec 3<&-; wait "$child"; status=$?; kill "$watch" 2>/dev/null; exit "$status"';

    /** @var resource|null */
    private $handle;

    /** @var array<int, resource> */
    private array $pipes = [];

    /** Its exit status, or 128 plus the signal that ended it; null while it runs. */
    private ?int $status = null;

    /** The file with its output. */
    public readonly string $output;

    /** The file with its standard error; the same file if they are merged. */
    public readonly string $errors;

    /**
     * @param list<string> $command
     * @param array<string, string> $environment added to this process's own
     * @param bool $isGroup whether to end the processes that it has started as well, because it would leave them running
     * @param ?string $folder to run it in
     * @param bool $isMerged whether its standard error is merged into its output
     * @param string $input the file for its standard input
     */
    public function __construct(
        array $command,
        array $environment = [],
        bool $isGroup = false,
        ?string $folder = null,
        bool $isMerged = false,
        string $input = '/dev/null',
    ) {
        $this->output = (string) tempnam(sys_get_temp_dir(), 'dojo-out-');
        $this->errors = $isMerged ? $this->output : (string) tempnam(sys_get_temp_dir(), 'dojo-err-');
        $this->handle = proc_open(
            ['sh', '-c', sprintf(self::WATCH, ...($isGroup ? ['setsid', '-'] : ['', ''])), 'sh', $input, ...$command],
            [['pipe', 'r'], ['file', $this->output, 'w'], $isMerged ? ['redirect', 1] : ['file', $this->errors, 'w']],
            $this->pipes,
            $folder,
            $environment + getenv(),
        ) ?: throw new \RuntimeException('could not start ' . implode(' ', $command));
        register_shutdown_function($this->stop(...));
    }

    /** Settings that keep a memory checker out of a helper, because only the PHP under test is checked. */
    public static function plainEnvironment(): array
    {
        return ['LD_PRELOAD' => '', 'USE_ZEND_ALLOC' => '1', 'ASAN_OPTIONS' => '', 'UBSAN_OPTIONS' => ''];
    }

    /**
     * Waits until $find finds something in a file.
     *
     * @param string $file such as $output or $errors
     * @param callable(string): mixed $find null if it is not there yet
     */
    public function await(string $file, callable $find): mixed
    {
        $found = null;
        Await::isTrue(function () use ($file, $find, &$found): bool {
            $isRunning = $this->isRunning();
            $found = is_file($file) ? $find((string) file_get_contents($file)) : null;

            return $found !== null || !$isRunning;
        }, 45.0);

        return $found ?? throw new \RuntimeException('A process did not start: ' . file_get_contents($this->errors));
    }

    public function isRunning(): bool
    {
        if ($this->handle !== null && $this->status === null) {
            $state = proc_get_status($this->handle);
            $this->status = $state['running'] ? null : $state['exitcode'];
        }

        return $this->handle !== null && $this->status === null;
    }

    /**
     * Waits until it ends.
     *
     * @return array{int, string, string} exit status (127: there is no such command; 124: it took too long), output, errors
     */
    public function finish(float $seconds): array
    {
        $isOver = Await::isTrue(fn (): bool => !$this->isRunning(), $seconds);
        if (!$isOver) {
            $this->kill();
        }
        $output = (string) file_get_contents($this->output);
        $errors = $this->errors === $this->output ? '' : (string) file_get_contents($this->errors);
        $this->stop();

        return [$isOver ? (int) $this->status : Command::TOOK_TOO_LONG, $output, $errors];
    }

    /** Sends SIGKILL, so it has no chance to clean up. */
    public function kill(): void
    {
        @fwrite($this->pipes[0], "KILL\n"); // which fails if it has just ended
    }

    public function stop(): void
    {
        if ($this->handle !== null) {
            fclose($this->pipes[0]);
            proc_close($this->handle);
            $this->handle = null;
            array_map(unlink(...), array_unique([$this->output, $this->errors]));
        }
    }
}
