<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Lets stored things happen when their time has come: expiries, terminal steps, webhook attempts. */
final class Scheduler
{
    private ?int $timer = null;

    /** @param array<string, callable(array): void> $handlers by kind; each must move or clear what was due */
    public function __construct(
        private readonly EventLoop $loop,
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Log $log,
        private array $handlers = [],
    ) {
    }

    public function handle(string $kind, callable $handler): void
    {
        $this->handlers[$kind] = $handler;
    }

    /** To be called after anything that may have changed what comes next. */
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
        // Bounded, so that a chain of things that are due at once can't keep the server from its clients.
        for ($round = 0; $round < 50; $round++) {
            $due = $this->store->due($this->clock->now());
            if ($due === []) {
                return;
            }
            foreach ($due as ['kind' => $kind, 'id' => $id]) {
                $this->one($kind, $id);
            }
        }
    }

    private function one(string $kind, string $id): void
    {
        try {
            $this->store->transaction(function () use ($kind, $id): void {
                $object = $this->store->get($kind, $id, null);
                if ($object !== null) {
                    ($this->handlers[$kind])($object);
                }
            });
        } catch (\Throwable $error) {
            $this->log->error($error);
            $object = $this->store->get($kind, $id, null);
            if ($object !== null) {
                $this->store->put($kind, (string) $this->store->accountOf($id), $object);
            }
        }
    }
}
