<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;
use Dojo\NotFoundException;

/**
 * Asks Dojo about payment intents, cancels them, and passes the result to the books.
 *
 * @phpstan-import-type PaymentIntent from Client
 */
final class Intents
{
    /** For clocks that differ, and slow calls. */
    private const MARGIN_SECONDS = 600;

    /** The most that a search lists in one response. */
    private const PAGE = 100;

    /** Fewer intents than this are fetched one by one. */
    private const FEW = 5;

    public function __construct(
        private readonly Client $dojo,
        private readonly Books $books,
        private readonly Identity $identity,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Fetches an intent and brings its order up to date.
     *
     * @return ?Intent null if Dojo does not know it, or is not asked because it was made with a key of another kind
     * @throws DojoException
     */
    public function refresh(string $intentId): ?Intent
    {
        $attempt = $this->books->attemptOf($intentId);
        if ($attempt !== null && $attempt->environment !== $this->identity->environment()) {
            return null;
        }
        try {
            $intent = new Intent($this->dojo->getPaymentIntent($intentId, returnCanceled: true));
        } catch (NotFoundException) {
            $this->books->missing($intentId);

            return null;
        }
        $this->books->bring($intent);

        return $intent;
    }

    /**
     * Cancels an intent, so that it can no longer be paid. What counts is its state afterwards: Dojo may refuse because it has been
     * canceled or paid before, and a lost response says nothing.
     *
     * @return ?Intent its state afterwards; null if Dojo does not know it
     * @throws DojoException if its state cannot be read; reconcile tries again
     */
    public function cancel(string $intentId): ?Intent
    {
        try {
            $this->dojo->cancelPaymentIntent($intentId);
        } catch (DojoException $e) {
            $this->settings->log("$intentId was not canceled by this call: {$e->getMessage()}");
        }

        return $this->refresh($intentId);
    }

    /**
     * The intents of attempts whose create call got no response. The API has no search by metadata, so this walks through the intents
     * made around those times.
     *
     * @param non-empty-list<Attempt> $attempts
     * @return array<string, Intent> attempt's id => intent; those that Dojo does not have are missing
     * @throws DojoException
     */
    public function search(array $attempts): array
    {
        $found = [];
        foreach (self::windows($attempts) as [$from, $until, $wanted]) {
            foreach ($this->walk($from, $until) as $listed) {
                $id = $listed['metadata'][Requests::ATTEMPT] ?? '';
                if (isset($wanted[$id])) {
                    $found[$id] = new Intent($this->dojo->getPaymentIntent($listed['id'], returnCanceled: true));
                    unset($wanted[$id]);
                    if ($wanted === []) {
                        break;
                    }
                }
            }
        }

        return $found;
    }

    /**
     * Which of many intents have to be fetched. If several were made at about the same time, one search shows which have not changed.
     *
     * @param list<Attempt> $attempts
     * @return list<Attempt>
     */
    public function changed(array $attempts): array
    {
        if (count($attempts) < self::FEW) {
            return $attempts;
        }
        $changed = [];
        $canSearch = true;
        foreach (self::windows($attempts) as [$from, $until, $unseen]) {
            $byIntent = array_column($unseen, null, 'intentId');
            $worthIt = $canSearch ? intdiv(count($byIntent), 2) * self::PAGE : 0; // with more pages, asking for each is as cheap
            try {
                foreach ($worthIt === 0 ? [] : $this->walk($from, $until) as $listed) {
                    $attempt = $byIntent[$listed['id']] ?? null;
                    if ($attempt !== null && isset($listed['refundedAmount']) && $this->books->isUnchanged($attempt, new Intent($listed))) {
                        unset($byIntent[$listed['id']]);
                    }
                    if ($byIntent === [] || --$worthIt === 0) {
                        break;
                    }
                }
            } catch (DojoException $e) {
                $this->settings->log("Each payment is asked for, because they can't be listed: {$e->getMessage()}");
                $canSearch = false;
            }
            array_push($changed, ...array_values($byIntent));
        }

        return $changed;
    }

    /** @return \Iterator<int, PaymentIntent> the intents made between two times, as a list has them */
    private function walk(int $from, int $until): \Iterator
    {
        return $this->dojo->iteratePaymentIntents([
            'startDate' => new \DateTimeImmutable('@' . ($from - self::MARGIN_SECONDS)),
            'endDate' => new \DateTimeImmutable('@' . ($until + $this->settings->patience + self::MARGIN_SECONDS)),
            'cursor' => ['limit' => self::PAGE],
        ]);
    }

    /**
     * Attempts of about the same time belong together: one walk for all of them.
     *
     * @param list<Attempt> $attempts
     * @return list<array{int, int, array<string, Attempt>}> from, until, the attempts by their ids
     */
    private static function windows(array $attempts): array
    {
        usort($attempts, static fn (Attempt $a, Attempt $b): int => $a->askedAt <=> $b->askedAt);
        $windows = [];
        $window = [];
        foreach ($attempts as $index => $attempt) {
            $window[$attempt->id] = $attempt;
            $next = $attempts[$index + 1] ?? null;
            if ($next === null || $next->askedAt - $attempt->askedAt > 2 * self::MARGIN_SECONDS) {
                $windows[] = [reset($window)->askedAt, $attempt->askedAt, $window];
                $window = [];
            }
        }

        return $windows;
    }
}
