<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\DojoException;

/**
 * Finishes what a crash, a lost webhook or a response that never came left open. Run it every few minutes, on one server or on all.
 * The rows' `check_at` says what it looks at and when; usually nothing is due.
 */
final class Reconcile
{
    /** Longer than the calls for one row may take, with the client's retries. */
    private const LEASE_SECONDS = 300;

    /** After so many unanswered calls in a row, the run stops asking. */
    private const MAX_UNANSWERED = 3;

    /** How long the inbox remembers what it has handled. Dojo sends an event again for less than an hour. */
    private const REMEMBER_SECONDS = 90 * 86400;

    private Lease $lease;
    private int $failures = 0;
    private int $unanswered = 0;

    public function __construct(
        private readonly Store $store,
        private readonly Books $books,
        private readonly Attempts $attempts,
        private readonly Intents $intents,
        private readonly Inbox $inbox,
        private readonly Refunds $refunds,
        private readonly RefundRows $refundRows,
        private readonly Captures $captures,
        private readonly CaptureRows $captureRows,
        private readonly Outbox $outbox,
        private readonly Identity $identity,
        private readonly Guard $guard,
        private readonly Settings $settings,
    ) {
        $this->lease = new Lease($store, 'reconcile', self::LEASE_SECONDS);
    }

    /**
     * One run.
     *
     * @param int $limit how many rows of each kind it looks at
     * @return int how many of them failed; they are tried again later
     * @throws UnconfirmedSite
     * @throws NotPossible if another server has taken over
     */
    public function run(int $limit = 500): int
    {
        $this->identity->mustBeConfirmed();
        if (!$this->lease->take()) {
            return 0; // another server is doing it
        }
        $this->failures = 0;
        $this->unanswered = 0;
        try {
            foreach ($this->parts($limit) as $what => $part) {
                $this->lease->renew(); // throws if this run was so slow that another server has taken over
                $this->try($what, $part);
            }
        } finally {
            $this->lease->end();
        }

        return $this->failures;
    }

    /** @return array<string, \Closure(): mixed> */
    private function parts(int $limit): array
    {
        return [
            'the inbox' => fn () => $this->each($this->inbox->due($limit), 'event', $this->handle(...)),
            'payments whose creation was not confirmed' => fn () => $this->settleAsking($limit),
            'refunds' => fn () => $this->each($this->refundRows->due($this->identity->environment(), $limit), 'refund', $this->refunds->send(...)),
            'captures' => fn () => $this->each($this->captureRows->due($this->identity->environment(), $limit), 'capture', $this->captures->settle(...)),
            'payments that are not needed' => fn () => $this->each($this->attempts->dueSurplus($limit), 'payment', $this->cancel(...)),
            'open payments' => fn () => $this->look($limit),
            'the outbox' => fn () => $this->failures += $this->outbox->perform(limit: $limit),
            'what is over' => $this->forget(...),
        ];
    }

    private function handle(string $eventId): void
    {
        if (!$this->inbox->handle($eventId)) { // which has said in the log why
            $this->failures++;
            $this->unanswered++;
        }
    }

    /** The attempts whose create call got no response for longer than it can take. */
    private function settleAsking(int $limit): void
    {
        $attempts = $this->isDojoDown() ? [] : $this->attempts->dueAsking($this->settings->patience, $limit);
        $found = $attempts === [] ? [] : $this->intents->search($attempts);
        $this->each($attempts, 'payment', fn (Attempt $attempt) => isset($found[$attempt->id])
            ? $this->books->bring($found[$attempt->id])
            : $this->books->endAttempt($attempt, Attempt::LOST));
    }

    private function cancel(Attempt $attempt): void
    {
        $this->attempts->postpone($attempt);
        $this->intents->cancel((string) $attempt->intentId);
    }

    /** The intents that may have changed without an event. */
    private function look(int $limit): void
    {
        $attempts = $this->isDojoDown() ? [] : $this->attempts->dueLook($limit);
        $this->each($this->intents->changed($attempts), 'payment', function (Attempt $attempt): void {
            $this->attempts->postpone($attempt);
            $this->intents->refresh((string) $attempt->intentId);
        });
    }

    private function forget(): void
    {
        $now = $this->store->time->now();
        $this->store->execute("DELETE FROM {events} WHERE check_at IS NULL AND received_at < ?", [$now - self::REMEMBER_SECONDS]);
        $this->store->execute('DELETE FROM {leases} WHERE until < ?', [$now - 86400]);
        $this->guard->clean();
        $this->store->setSetting('reconciled_at', (string) $now);
    }

    /**
     * One that fails does not hold up the others. But if Dojo is down, they would all fail, each after a long wait, so they are left for
     * the next run.
     *
     * @template T of Attempt|Refund|Capture|string
     * @param list<T> $rows
     * @param \Closure(T): mixed $work
     */
    private function each(array $rows, string $what, \Closure $work): void
    {
        foreach ($rows as $row) {
            if ($this->isDojoDown()) {
                return;
            }
            $this->lease->renew();
            $failures = $this->failures;
            $this->try("$what " . (is_string($row) ? $row : $row->id), fn () => $work($row));
            $this->unanswered = $this->failures === $failures ? 0 : $this->unanswered;
        }
    }

    private function isDojoDown(): bool
    {
        return $this->unanswered >= self::MAX_UNANSWERED;
    }

    /** @param \Closure(): mixed $work */
    private function try(string $what, \Closure $work): void
    {
        try {
            $work();
        } catch (\Throwable $e) {
            $this->failed($what, $e);
        }
    }

    private function failed(string $what, \Throwable $e): void
    {
        $this->failures++;
        $this->unanswered += (int) ($e instanceof DojoException && !Words::isFinal($e));
        $this->settings->log("Reconcile tries again later: $what: {$e->getMessage()}");
    }
}
