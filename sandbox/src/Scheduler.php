<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Runs what is due: expiries, terminal steps, webhook attempts. */
final class Scheduler
{
    /** When a step that has thrown is tried again. */
    private const RETRY_SECONDS = 5.0;

    private ?int $timer = null;
    /** @var array<string, callable(JsonObject): mixed> by kind of object; each must move or clear the object's due time */
    private array $handlers = [];

    /** @param callable(\Throwable): void $onError gets what a step throws; the step is tried again later */
    public function __construct(
        private readonly EventLoop $loop,
        private readonly Store $store,
        private readonly Clock $clock,
        private $onError,
    ) {
    }

    /** @param callable(JsonObject): mixed $handler */
    public function handle(string $kind, callable $handler): void
    {
        $this->handlers[$kind] = $handler;
    }

    /** Must be called after anything that may have changed what is due next. */
    public function arm(): void
    {
        $this->loop->cancel($this->timer);
        $due = $this->store->nextDue();
        $this->timer = $due === null ? null : $this->loop->after(min(3600.0, $due - $this->clock->now()), function (): void {
            $this->timer = null;
            $this->runDue();
            $this->arm();
        });
    }

    public function runDue(): void
    {
        // Bounded, so that a chain of objects that are due at once cannot block the server.
        for ($round = 0; $round < 50; $round++) {
            $due = $this->store->due($this->clock->now());
            if ($due === []) {
                return;
            }
            foreach ($due as ['kind' => $kind, 'id' => $id]) {
                $this->handleOne($kind, $id);
            }
        }
    }

    private function handleOne(string $kind, string $id): void
    {
        try {
            $this->store->transaction(function () use ($kind, $id): void {
                $object = $this->store->get($kind, $id, null);
                if ($object !== null) {
                    ($this->handlers[$kind])($object);
                }
            });
        } catch (\Throwable $error) {
            ($this->onError)($error);
            // Not at once: runDue() would try it again and again.
            $this->store->postpone($id, $this->clock->now() + self::RETRY_SECONDS);
        }
    }
}
