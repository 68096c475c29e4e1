<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/Await.php';

/**
 * A helper process of a test. It ends when the test does, in whatever way: a shell waits for the end of a pipe that only the
 * test holds open, then ends the process. The shell ends if the process does.
 */
final class Process
{
    private const WATCH = 'exec 3<&0 0</dev/null; %s "$@" 3<&- & child=$!; (cat <&3 >/dev/null; kill -s TERM -- "%s$child") 2>/dev/null & '
        . 'watch=$!; wait "$child"; kill "$watch" 2>/dev/null';

    /** @var resource|null */
    private $handle;

    /** @var array<int, resource> */
    private array $pipes = [];

    public readonly string $output;
    public readonly string $errors;

    /**
     * @param list<string> $command
     * @param array<string, string> $environment added to the test's own
     * @param bool $isGroup whether it starts others and leaves them running when it is ended itself: all are ended then
     */
    public function __construct(array $command, array $environment = [], bool $isGroup = false)
    {
        $this->output = (string) tempnam(sys_get_temp_dir(), 'dojo-out-');
        $this->errors = (string) tempnam(sys_get_temp_dir(), 'dojo-err-');
        $this->handle = proc_open(
            ['sh', '-c', $isGroup ? sprintf(self::WATCH, 'setsid', '-') : sprintf(self::WATCH, '', ''), 'sh', ...$command],
            [['pipe', 'r'], ['file', $this->output, 'w'], ['file', $this->errors, 'w']],
            $this->pipes,
            null,
            $environment + getenv(),
        ) ?: throw new \RuntimeException('could not start ' . implode(' ', $command));
        register_shutdown_function($this->stop(...));
    }

    /** The environment without what only the PHP under test needs: a helper is no subject of a memory checker. */
    public static function plainEnvironment(): array
    {
        return ['LD_PRELOAD' => '', 'USE_ZEND_ALLOC' => '1', 'ASAN_OPTIONS' => '', 'UBSAN_OPTIONS' => ''];
    }

    /**
     * Waits until the process has said what $find finds in $file.
     *
     * @param callable(string): mixed $find null while it is not there yet
     */
    public function await(string $file, callable $find): mixed
    {
        $found = null;
        Await::isTrue(function () use ($file, $find, &$found): bool {
            $found = is_file($file) ? $find((string) file_get_contents($file)) : null;

            return $found !== null || !$this->isRunning();
        }, 45.0);

        return $found ?? throw new \RuntimeException('a helper did not start: ' . file_get_contents($this->errors));
    }

    public function isRunning(): bool
    {
        return $this->handle !== null && proc_get_status($this->handle)['running'];
    }

    public function stop(): void
    {
        if ($this->handle !== null) {
            fclose($this->pipes[0]);
            proc_close($this->handle);
            $this->handle = null;
            array_map(unlink(...), [$this->output, $this->errors]);
        }
    }
}
