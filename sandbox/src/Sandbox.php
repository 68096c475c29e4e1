<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Starts the offline Dojo for tests in PHP, as a separate process on a free port:
 *
 *     $sandbox = Dojo\Sandbox\Sandbox::start(['--terminal-step', '0.1']);
 *     $client = new Dojo\Client('sk_sandbox_example', baseUrl: $sandbox->url);
 *
 * It stops with stop(), or when the object is destroyed.
 */
final class Sandbox
{
    private const START_SECONDS = 10.0;
    private const STOP_SECONDS = 2.0;
    private const SIGTERM = 15;
    private const SIGKILL = 9;

    public readonly string $url;
    /** Set with --tls-cert. */
    public readonly ?string $tlsUrl;
    public readonly int $pid;
    /** @var resource|null null once stopped */
    private $process;
    private readonly int|false $owner;

    /** @param resource $process */
    private function __construct($process, JsonObject $ready, private readonly string $errorFile)
    {
        $this->process = $process;
        $this->owner = getmypid();
        $this->url = $ready->text('api');
        $this->tlsUrl = $ready->textOrNull('tls');
        $this->pid = $ready->integer('pid');
    }

    public function __destruct()
    {
        // A forked child has a copy of this object, but must not stop its parent's sandbox.
        if ($this->owner === getmypid()) {
            $this->stop();
        }
    }

    /**
     * @param list<string> $options those of the command line; --ready-file and --with-parent are added
     * @param string|null  $logFile receives its output; null discards it
     * @throws \RuntimeException if it does not start; the message says why
     */
    public static function start(array $options = [], ?string $logFile = null): self
    {
        $readyFile = (string) tempnam(sys_get_temp_dir(), 'dojo');
        $errorFile = (string) tempnam(sys_get_temp_dir(), 'dojo');
        $options = ['--ready-file', $readyFile, ...function_exists('posix_getppid') ? ['--with-parent'] : [], ...$options];
        $process = proc_open(
            [PHP_BINARY, dirname(__DIR__) . '/sandbox.php', ...$options],
            [['null'], $logFile === null ? ['null'] : ['file', $logFile, 'w'], ['file', $errorFile, 'w']],
            $pipes,
        ) ?: throw new \RuntimeException('The sandbox did not start: ' . PHP_BINARY . ' cannot be run.');
        $deadline = microtime(true) + self::START_SECONDS;
        while (!is_array($ready = json_decode((string) file_get_contents($readyFile), true))) {
            if (microtime(true) > $deadline || !proc_get_status($process)['running']) {
                proc_terminate($process, self::SIGKILL);
                proc_close($process);
                $why = trim((string) file_get_contents($errorFile));
                array_map('unlink', [$readyFile, $errorFile]);
                throw new \RuntimeException('The sandbox did not start' . ($why === '' ? '.' : ": $why"));
            }
            usleep(10000);
        }

        unlink($readyFile);

        return new self($process, new JsonObject($ready), $errorFile);
    }

    /** @return string the internal errors that it reported; empty if there were none */
    public function errors(): string
    {
        return (string) @file_get_contents($this->errorFile);
    }

    /** @return int the exit status; -1 if a signal ended it, or it was stopped before */
    public function stop(int $signal = self::SIGTERM): int
    {
        if ($this->process === null) {
            return -1;
        }
        [$process, $this->process] = [$this->process, null];
        proc_terminate($process, $signal);
        $deadline = microtime(true) + self::STOP_SECONDS;
        while (($status = proc_get_status($process))['running'] && microtime(true) < $deadline) {
            usleep(10000);
        }
        if ($status['running']) {
            proc_terminate($process, self::SIGKILL);
        }
        proc_close($process);
        @unlink($this->errorFile);

        return $status['running'] ? -1 : $status['exitcode'];
    }
}
