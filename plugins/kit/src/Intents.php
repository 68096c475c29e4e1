<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;
use Dojo\NotFoundException;

/** Asks Dojo about payment intents and cancels them, and tells the books what came of it. */
final class Intents
{
    public function __construct(
        private readonly Client $dojo,
        private readonly Books $books,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Fetches an intent and brings its order up to date.
     *
     * @return ?Intent null if Dojo does not know it
     * @throws DojoException
     */
    public function refresh(string $intentId): ?Intent
    {
        try {
            $intent = new Intent($this->dojo->getPaymentIntent($intentId, returnCanceled: true));
        } catch (NotFoundException) {
            $this->books->gone($intentId);

            return null;
        }
        $this->books->bring($intent);

        return $intent;
    }

    /**
     * Sees to it that an intent cannot be paid any more. What counts is what Dojo says of the intent afterwards: a refusal may mean that
     * it has been canceled or paid before, and a lost response means nothing.
     *
     * @return ?Intent its state afterwards; null if Dojo does not know it
     * @throws DojoException if that cannot be learned; reconcile tries again
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
     * made around that time: one walk for all of them.
     *
     * @param non-empty-list<Attempt> $attempts
     * @return array<string, Intent> attempt's id => intent; those that Dojo does not have are missing
     * @throws DojoException
     */
    public function search(array $attempts): array
    {
        $wanted = [];
        foreach ($attempts as $attempt) {
            $wanted[$attempt->id] = $attempt->askedAt;
        }
        $found = [];
        $margin = 600; // the clocks differ, and the call took its time
        $request = [
            'startDate' => new \DateTimeImmutable('@' . (min($wanted) - $margin)),
            'endDate' => new \DateTimeImmutable('@' . (max($wanted) + $this->settings->patience + $margin)),
        ];
        foreach ($this->dojo->iteratePaymentIntents($request) as $row) {
            $intent = new Intent($row);
            $id = $intent->metadata[Requests::ATTEMPT] ?? '';
            if (isset($wanted[$id])) {
                $found[$id] = $intent;
                if (count($found) === count($wanted)) {
                    break;
                }
            }
        }

        return $found;
    }
}
