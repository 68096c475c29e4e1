<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;

/**
 * Finishes what a crash, a lost webhook or a response that never came left open. Run it every few minutes, on one server or on all.
 * What it looks at, and when, is in the rows' `check_at`; on a good day there is nothing.
 */
final class Reconcile
{
    private const LEASE_SECONDS = 300;

    /** Above so many intents, one search costs fewer calls than asking for each. */
    private const FEW = 20;

    private int $failures = 0;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Books $books,
        private readonly Intents $intents,
        private readonly Inbox $inbox,
        private readonly Refunds $refunds,
        private readonly RefundRows $refundRows,
        private readonly Captures $captures,
        private readonly Outbox $outbox,
        private readonly Identity $identity,
        private readonly Guard $guard,
        private readonly Settings $settings,
    ) {
    }

    /**
     * One run.
     *
     * @param int $limit how many rows of each kind it looks at
     * @return int how many of them failed; they are tried again later
     * @throws UnconfirmedSite
     */
    public function run(int $limit = 500): int
    {
        $this->identity->mustBeConfirmed();
        $owner = bin2hex(random_bytes(8));
        if (!$this->store->lease('reconcile', $owner, self::LEASE_SECONDS)) {
            return 0; // another server is at it
        }
        $this->failures = 0;
        try {
            foreach ($this->inbox->due($limit) as $eventId) {
                $this->try("event $eventId", fn () => $this->inbox->handle($eventId) ?: $this->failures++);
            }
            $this->try('payments whose creation was not confirmed', fn () => $this->settleAsking($limit));
            foreach ($this->refundRows->due($limit) as $refund) {
                $this->try("refund $refund->id", fn () => $this->refunds->send($refund));
            }
            foreach ($this->captures->due($limit) as $capture) {
                $this->try("$capture->kind $capture->id", fn () => $this->captures->settle($capture));
            }
            $this->try('open payments', fn () => $this->look($limit));
            $this->failures += $this->outbox->perform(limit: $limit);
            $this->try('old limits', fn () => $this->guard->clean());
            $this->store->setSetting('reconciled_at', (string) $this->store->time->now());
        } finally {
            $this->store->release('reconcile', $owner);
        }

        return $this->failures;
    }

    /** The attempts whose create call got no response, after its process has had time enough. */
    private function settleAsking(int $limit): void
    {
        $now = $this->store->time->now();
        $attempts = $this->due("intent_id IS NULL AND state IN ('asking', 'lost') AND asked_at <= " . ($now - $this->settings->patience), $limit);
        if ($attempts === []) {
            return;
        }
        $found = $this->intents->search($attempts);
        foreach ($attempts as $attempt) {
            if (isset($found[$attempt->id])) {
                $this->books->bring($found[$attempt->id]);
            } else {
                $this->books->endAttempt($attempt, Attempt::LOST);
            }
        }
    }

    /** The intents that may have changed without a word from Dojo, and those that must not be paid any more. */
    private function look(int $limit): void
    {
        foreach ($this->due("intent_id IS NOT NULL AND role = 'surplus' AND status IN ('', 'Created')", $limit) as $attempt) {
            $this->books->postpone($attempt);
            $this->try("$attempt->intentId, which is not needed", fn () => $this->intents->cancel((string) $attempt->intentId));
        }
        $attempts = $this->due('intent_id IS NOT NULL', $limit);
        foreach ($this->fetch($attempts) as $intentId => $result) {
            $this->try($intentId, fn () => match (true) {
                $result instanceof Intent => $this->books->bring($result),
                $result instanceof \Dojo\NotFoundException => $this->books->gone($intentId),
                default => throw $result,
            });
        }
    }

    /**
     * @param list<Attempt> $attempts
     * @return array<string, Intent|DojoException> intent's id => the intent
     */
    private function fetch(array $attempts): array
    {
        $missing = [];
        foreach ($attempts as $attempt) {
            $missing[(string) $attempt->intentId] = $attempt;
            $this->books->postpone($attempt);
        }
        $results = [];
        if (count($missing) > self::FEW) {
            $since = new \DateTimeImmutable('@' . (min(array_map(static fn (Attempt $a): int => $a->askedAt, $attempts)) - 600));
            foreach ($this->dojo->iteratePaymentIntents(['startDate' => $since, 'cursor' => ['limit' => 100]]) as $row) {
                if (isset($missing[$row['id']])) {
                    $results[$row['id']] = new Intent($row);
                    unset($missing[$row['id']]);
                    if ($missing === []) {
                        break;
                    }
                }
            }
        }
        foreach ($missing === [] ? [] : $this->dojo->getPaymentIntents(array_keys($missing)) as $id => $result) {
            $results[$id] = $result instanceof DojoException ? $result : new Intent($result);
        }

        return $results;
    }

    /** @return list<Attempt> */
    private function due(string $where, int $limit): array
    {
        return array_map(Attempt::fromRow(...), $this->store->select(
            "SELECT * FROM {attempts} WHERE check_at <= ? AND environment = ? AND $where ORDER BY check_at LIMIT $limit",
            [$this->store->time->now(), $this->identity->environment()],
        ));
    }

    /** @param \Closure(): mixed $work */
    private function try(string $what, \Closure $work): void
    {
        try {
            $work();
        } catch (\Exception $e) {
            $this->failures++;
            $this->settings->log("Reconcile tries again later: $what: {$e->getMessage()}");
        }
    }
}
