<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\DojoException;
use Dojo\Webhook;

/** The webhook's events: each written down once before it is acknowledged, and handled until that has succeeded. */
final class Inbox
{
    private const LEASE_SECONDS = 60;

    /** After this many failures, in about three days, an event is given up. If its payment is the shop's, reconcile still looks at it. */
    private const MAX_CHECKS = 14;

    public function __construct(
        private readonly Store $store,
        private readonly Intents $intents,
        private readonly Books $books,
        private readonly Outbox $outbox,
        private readonly Identity $identity,
        private readonly Settings $settings,
    ) {
    }

    /**
     * Writes an event down. When this returns, it is committed.
     *
     * @param string $secretId which of the stored secrets signed it
     * @return bool whether it is still to be handled: new, or known but not handled
     * @throws \LogicException if the shop has a transaction open, which it could undo after Dojo has been told that the event is taken
     */
    public function add(Webhook $event, string $secretId): bool
    {
        $this->identity->mustBeConfirmed();

        return $this->store->transaction(function () use ($event, $secretId): bool {
            $now = $this->store->time->now();
            $this->store->insert('events', [
                'id' => $event->id, 'intent_id' => $event->paymentIntentId() ?? '', 'secret_id' => $secretId,
                'state' => 'new', 'received_at' => $now, 'checks' => 0, 'check_at' => $now,
            ]);

            return ($this->store->row('SELECT state FROM {events} WHERE id = ?', [$event->id])['state'] ?? null) === 'new';
        });
    }

    /**
     * Handles an event that was added. What counts is not what it says, but the intent as it is now.
     *
     * @return bool false if it has to be tried again
     */
    public function handle(string $eventId): bool
    {
        if (!$this->identity->isConfirmed()) {
            return false;
        }
        $row = $this->store->row('SELECT * FROM {events} WHERE id = ?', [$eventId]);
        if ($row === null || $row['state'] !== 'new') {
            return true;
        }
        $now = $this->store->time->now();
        $checks = (int) $row['checks'];
        $isWaiting = $this->store->execute(
            "UPDATE {events} SET checks = checks + 1, check_at = ? WHERE id = ? AND state = 'new'",
            [max($now + self::LEASE_SECONDS, Schedule::retry($now, $checks)), $eventId],
        ) === 1;
        if (!$isWaiting) {
            return true; // handled at this moment, by another delivery of it
        }
        $state = 'handled';
        $intentId = (string) $row['intent_id'];
        try {
            /* An intent that Dojo does not show may belong to another account, and then its event does not concern this shop. If it is the
               shop's and Dojo is slow to show it, reconcile looks at it again, because of its attempt. */
            if ($intentId !== '' && $this->intents->refresh($intentId) === null) {
                $state = 'unknown';
            }
        } catch (DojoException $e) {
            $this->settings->log("Event $eventId is handled later: {$e->getMessage()}");
            if ($checks < self::MAX_CHECKS) {
                return false;
            }
            $state = 'given up';
        }
        $this->store->execute('UPDATE {events} SET state = ?, check_at = NULL WHERE id = ?', [$state, $eventId]);
        $orderId = $this->books->attemptOf($intentId)?->orderId;
        if ($orderId !== null) {
            $this->outbox->perform($orderId);
        }

        return true;
    }

    /** @return list<string> the events that wait to be handled */
    public function due(int $limit): array
    {
        $rows = $this->store->select('SELECT id FROM {events} WHERE check_at <= ? ORDER BY check_at LIMIT ' . $limit, [$this->store->time->now()]);

        return array_map(static fn (array $row): string => (string) $row['id'], $rows);
    }
}
