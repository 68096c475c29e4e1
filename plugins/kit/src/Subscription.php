<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\ConflictException;
use Dojo\DojoException;

/**
 * Subscribes the webhook at Dojo, and stores the secret that signs it. Safe to run again, also in several processes: it finds its
 * subscription by the URL and does only what is missing.
 *
 * @phpstan-import-type Subscription from Client as WebhookSubscription
 */
final class Subscription
{
    /** event => whether the shop can't do without it. One event that the account lacks makes Dojo refuse the whole subscription. */
    public const EVENTS = ['payment_intent.status_updated' => true, 'terminal_session.status_updated' => false];

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Secrets $secrets,
        private readonly Identity $identity,
        private readonly Settings $settings,
    ) {
    }

    /**
     * @param string $url the webhook page's public address
     * @throws NotPossible what prevents it, and what to do
     * @throws DojoException run it again
     * @throws UnconfirmedSite
     */
    public function setUp(string $url): Subscribed
    {
        $this->identity->mustBeConfirmed();
        $lease = new Lease($this->store, 'subscription', $this->settings->patience);
        if (!$lease->await()) {
            throw new NotPossible('Another process is setting the webhook up. Try again in a minute.');
        }
        try {
            return $this->setUpAlone($url, $lease);
        } finally {
            $lease->end();
        }
    }

    /**
     * @return ?WebhookSubscription
     * @throws NotPossible if there are several
     * @throws DojoException
     */
    public function find(string $url): ?array
    {
        $mine = array_values(array_filter($this->dojo->listWebhooks(), static fn (array $s): bool => Urls::isSame($s['url'], $url)));
        if (count($mine) > 1) {
            throw new NotPossible('Several subscriptions have this URL: ' . implode(', ', array_column($mine, 'id'))
                . '. Keep one and delete the others with Dojo\Client::deleteWebhook(): each signs with its own secret.');
        }

        return $mine[0] ?? null;
    }

    /** What to do about a secret that is needed, and that Dojo does not show. */
    public static function lostSecret(string $subscriptionId): string
    {
        return "The secret of $subscriptionId is not in the database, and Dojo does not show it again. Change it for a new one"
            . " (Dojo\\Shop\\Rotation; in the quickstart: php rotate-webhook-secret.php --subscription $subscriptionId)."
            . ' Until then webhooks are refused; Dojo sends them again for a while.';
    }

    private function setUpAlone(string $url, Lease $lease): Subscribed
    {
        $available = array_values(array_unique(array_merge(...array_column($this->dojo->listWebhookEvents(), 'events'))));
        $events = $this->wanted($available);
        $lease->renew();
        $found = $this->find($url);
        $lease->renew();
        $subscription = $found ?? $this->subscribe($url, $events);
        $missing = array_values(array_diff($events, $subscription['events']));
        if ($missing !== []) {
            $lease->renew();
            $this->dojo->updateWebhook($subscription['id'], ['events' => [...$subscription['events'], ...$missing]]);
        }
        $lease->renew();
        $this->identity->sawAccount(Identity::SUBSCRIPTION, $subscription['accountId'] ?? '', $this->store->time->now());
        $this->store->setSetting("subscription:{$subscription['id']}", $this->identity->environment());
        $this->storeSecrets($subscription['id']);
        $this->forgetDeleted($subscription['id']);

        return new Subscribed(
            $subscription['id'],
            $subscription['url'],
            [...$subscription['events'], ...$missing],
            $missing,
            $found === null,
            count($this->secrets->of($subscription['id'])),
            $available,
        );
    }

    /**
     * @param list<string> $available
     * @return list<string>
     */
    private function wanted(array $available): array
    {
        foreach (array_keys(array_filter(self::EVENTS)) as $event) {
            if (!in_array($event, $available, true)) {
                throw new NotPossible("This account has no event $event, which the shop needs. Ask Dojo to enable it.");
            }
        }

        return array_values(array_intersect(array_keys(self::EVENTS), $available));
    }

    /**
     * @param list<string> $events
     * @return WebhookSubscription
     */
    private function subscribe(string $url, array $events): array
    {
        try {
            return $this->dojo->subscribeWebhook(['events' => $events, 'url' => $url, 'description' => 'Payments']);
        } catch (ConflictException $e) {
            return $this->find($url) ?? throw new NotPossible("Dojo refuses a webhook for $url: {$e->reason} An account may have one webhook"
                . ' for each event. It has: ' . $this->list() . '. Delete what is no longer used with Dojo\Client::deleteWebhook().', 0, $e);
        } catch (DojoException $e) {
            /* There was no response, but the subscription may exist: look, never subscribe once more. */
            return ($e->outcomeUnknown() ? $this->find($url) : null) ?? throw $e;
        }
    }

    private function list(): string
    {
        $lines = array_map(static fn (array $s): string => "{$s['id']} for {$s['url']}", $this->dojo->listWebhooks());

        return $lines === [] ? 'none' : implode(', ', $lines);
    }

    private function storeSecrets(string $subscriptionId): void
    {
        $known = $this->secrets->of($subscriptionId);
        $isLost = false;
        foreach ($this->dojo->listWebhookSecrets($subscriptionId)['secrets'] as $secret) {
            if (isset($known[$secret['id']])) {
                continue; // with its part in a rotation that may be under way
            }
            $isActive = $secret['isActive'] ?? true;
            if (Secrets::valueIn($secret) !== '') {
                $this->secrets->set($subscriptionId, $secret['id'], Secrets::valueIn($secret), $isActive ? Secrets::CURRENT : Secrets::NEXT);
            } elseif ($isActive) {
                $isLost = true;
            }
        }
        if ($isLost) {
            throw new NotPossible(self::lostSecret($subscriptionId));
        }
    }

    /** Removes the secrets of subscriptions that Dojo no longer has. A sandbox key shows only the sandbox's subscriptions. */
    private function forgetDeleted(string $subscriptionId): void
    {
        $alive = array_column($this->dojo->listWebhooks(), 'id');
        foreach (array_diff($this->secrets->subscriptionIds(), [$subscriptionId], $alive) as $other) {
            if ($this->store->setting("subscription:$other") === $this->identity->environment()) {
                array_map($this->secrets->remove(...), array_keys($this->secrets->of($other)));
            }
        }
    }
}
