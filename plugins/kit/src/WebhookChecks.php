<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\DojoException;

/** The part of the self-test that is about the webhook. */
final class WebhookChecks
{
    private const SUBSCRIPTION = 'webhook subscription';
    private const SECRET = 'webhook secret';
    private const EVENTS = 'events';
    private const UNHANDLED = 'unhandled events';
    private const CLOCK = 'clock';

    /** After how many seconds a missing event of a payment, or an unhandled event, is a problem. */
    private const LATE_SECONDS = 3600;

    /** How far the clock may differ from Dojo's: searches for lost payments allow ten minutes, and deliveries take time. */
    private const BEHIND_SECONDS = 60;
    private const AHEAD_SECONDS = 300;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Subscription $subscription,
        private readonly Secrets $secrets,
        private readonly Health $health,
    ) {
    }

    /** @return list<Check> */
    public function all(string $url): array
    {
        return [...$this->subscription($url), $this->events(), $this->unhandled(), $this->clock()];
    }

    /** @return list<Check> the subscription, and if there is one, its secret */
    private function subscription(string $url): array
    {
        $setUp = 'Set the webhook up (Subscription::setUp(); in the quickstart: php setup.php).';
        try {
            $found = $this->subscription->find($url);
            if ($found === null) {
                return [Check::problem(self::SUBSCRIPTION, "Dojo has no webhook for $url.", $setUp)];
            }
            $needed = array_keys(array_filter(Subscription::EVENTS));
            $missing = array_diff($needed, $found['events']);

            return [
                $missing === [] ? Check::ok(self::SUBSCRIPTION, "{$found['id']} sends " . implode(', ', $found['events']) . " to {$found['url']}.")
                    : Check::problem(self::SUBSCRIPTION, "{$found['id']} does not send " . implode(', ', $missing) . '.', $setUp),
                $this->secret($found['id'], $setUp),
            ];
        } catch (NotPossible | DojoException $e) {
            return [Check::failed(self::SUBSCRIPTION, $e, $setUp)];
        }
    }

    private function secret(string $subscriptionId, string $setUp): Check
    {
        $stored = $this->secrets->values();
        foreach ($this->dojo->listWebhookSecrets($subscriptionId)['secrets'] as $secret) {
            if (!($secret['isActive'] ?? true)) {
                continue;
            }
            $value = Secrets::valueIn($secret);
            if (!isset($stored[$secret['id']])) {
                return Check::problem(self::SECRET, "{$secret['id']}, which Dojo signs with, is not stored: every event is refused.", $setUp);
            }
            if ($value !== '' && !hash_equals($value, $stored[$secret['id']])) {
                return Check::problem(self::SECRET, "{$secret['id']} is stored with another value than Dojo has: every event is refused.", "Delete its row, then: $setUp");
            }
            $others = count($this->secrets->of($subscriptionId)) - 1;

            return Check::ok(self::SECRET, "{$secret['id']} is stored and active" . ($others > 0 ? '; a change of secrets is under way.' : '.'));
        }

        return Check::problem(self::SECRET, "$subscriptionId has no active secret.", Subscription::lostSecret($subscriptionId));
    }

    private function events(): Check
    {
        $last = $this->health->lastEvent();
        $refused = $this->health->refusedSince();
        $since = $last === null ? 'no event has ever come' : 'the last event came on ' . Words::time($last);
        $advice = 'See the web server\'s log for the webhook page, and whether a firewall or a login keeps Dojo out.';
        if ($refused > 0) {
            return Check::problem(
                self::EVENTS,
                "$refused deliveries were refused, and $since.",
                'Somebody else calls the page, or the secret is wrong: the log of the shop says why each was refused.',
            );
        }
        $paid = $this->store->row(
            "SELECT COUNT(*) AS n FROM {attempts} WHERE status IN ('Authorized', 'Captured') AND asked_at > ? AND asked_at <= ?",
            [$last ?? 0, $this->store->time->now() - self::LATE_SECONDS],
        );
        $count = (int) ($paid['n'] ?? 0);
        if ($count > 0) {
            return Check::problem(self::EVENTS, "$count payments were made since, but $since.", $advice);
        }

        return $last === null ? Check::note(self::EVENTS, 'No event has come yet; none was due.') : Check::ok(self::EVENTS, ucfirst($since) . '.');
    }

    private function unhandled(): Check
    {
        $oldest = $this->health->oldestUnhandled();
        if ($oldest === null) {
            return Check::ok(self::UNHANDLED, 'Every event was handled.');
        }

        return $this->store->time->now() - $oldest < self::LATE_SECONDS ? Check::note(self::UNHANDLED, 'Some events of the last hour are still to be handled.')
            : Check::problem(self::UNHANDLED, 'An event of ' . Words::time($oldest) . ' is still to be handled.', 'See whether reconcile runs, and what it logs.');
    }

    private function clock(): Check
    {
        $delay = $this->health->clock();

        return match (true) {
            $delay === null => Check::note(self::CLOCK, 'Not compared yet: that takes an event.'),
            $delay < -self::BEHIND_SECONDS => Check::problem(self::CLOCK, 'This server\'s clock is ' . -$delay . ' s behind Dojo\'s.', 'Switch on NTP.'),
            $delay > self::AHEAD_SECONDS => Check::problem(
                self::CLOCK,
                "Events come $delay s or more after they were made. This server's clock is ahead of Dojo's, or deliveries are late.",
                'Switch on NTP, and see that the webhook page responds at once.',
            ),
            default => Check::ok(self::CLOCK, 'This server\'s clock agrees with Dojo\'s.'),
        };
    }
}
