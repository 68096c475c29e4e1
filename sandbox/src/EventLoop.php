<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Runs the callbacks of sockets and timers one after the other. A callback must not block: a webhook handler may call the API
 * before it has responded to the webhook.
 */
final class EventLoop
{
    /** @var array<int, array{resource, callable}> */
    private array $readers = [];
    /** @var array<int, array{resource, callable}> */
    private array $writers = [];
    /** @var array<int, array{float, callable}> */
    private array $timers = [];
    private int $lastTimer = 0;
    private bool $running = false;

    /** @param callable(\Throwable): void $onError gets what a callback throws; the loop continues */
    public function __construct(private $onError)
    {
    }

    /** @param resource $stream */
    public function onReadable($stream, ?callable $callback): void
    {
        $this->readers = self::watching($this->readers, $stream, $callback);
    }

    /** @param resource $stream */
    public function onWritable($stream, ?callable $callback): void
    {
        $this->writers = self::watching($this->writers, $stream, $callback);
    }

    /** @param resource $stream must still be open: a closed stream has no number */
    public function forget($stream): void
    {
        unset($this->readers[(int) $stream], $this->writers[(int) $stream]);
    }

    public function after(float $seconds, callable $callback): int
    {
        $this->timers[++$this->lastTimer] = [self::monotonic() + max(0.0, $seconds), $callback];

        return $this->lastTimer;
    }

    public function cancel(?int $timer): void
    {
        if ($timer !== null) {
            unset($this->timers[$timer]);
        }
    }

    public function stop(): void
    {
        $this->running = false;
    }

    public function run(): void
    {
        $this->running = true;
        while ($this->running) {
            $this->turn();
        }
    }

    public static function monotonic(): float
    {
        return hrtime(true) / 1e9;
    }

    private function turn(): void
    {
        $read = array_column($this->readers, 0);
        $write = array_column($this->writers, 0);
        $except = null;
        $wait = $this->untilNextTimer();
        if ($read === [] && $write === []) {
            usleep((int) ($wait * 1e6));
        } else {
            // A signal interrupts the wait with a warning, which is harmless here.
            $ready = @stream_select($read, $write, $except, (int) $wait, (int) (fmod($wait, 1.0) * 1e6));
            if ($ready === false) {
                $read = $write = [];
            }
        }
        foreach ($read as $stream) {
            $this->call($this->readers[(int) $stream][1] ?? null);
        }
        foreach ($write as $stream) {
            $this->call($this->writers[(int) $stream][1] ?? null);
        }
        $this->fireTimers();
    }

    private function untilNextTimer(): float
    {
        $wait = 1.0;
        $now = self::monotonic();
        foreach ($this->timers as [$at]) {
            $wait = min($wait, $at - $now);
        }

        return max(0.0, $wait);
    }

    private function fireTimers(): void
    {
        $now = self::monotonic();
        $due = array_filter($this->timers, static fn (array $timer): bool => $timer[0] <= $now);
        foreach ($due as $id => [, $callback]) {
            // An earlier callback of this round may have cancelled it.
            if (array_key_exists($id, $this->timers)) {
                unset($this->timers[$id]);
                $this->call($callback);
            }
        }
    }

    private function call(?callable $callback): void
    {
        if ($callback === null) {
            return;
        }
        try {
            $callback();
        } catch (\Throwable $error) {
            ($this->onError)($error);
        }
    }

    /**
     * @param array<int, array{resource, callable}> $list
     * @param resource                              $stream
     * @return array<int, array{resource, callable}>
     */
    private static function watching(array $list, $stream, ?callable $callback): array
    {
        if ($callback === null) {
            unset($list[(int) $stream]);
        } else {
            $list[(int) $stream] = [$stream, $callback];
        }

        return $list;
    }
}
