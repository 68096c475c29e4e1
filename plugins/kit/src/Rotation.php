<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\AuthenticationException;
use Dojo\Client;
use Dojo\DojoException;
use Dojo\NotFoundException;

/**
 * Changes the secret that signs webhooks without losing an event: generate a second one, accept both, activate the second, see that it
 * is in use and that the first is silent, delete the first. Each run continues from what Dojo and the database have, so it may be
 * interrupted at any point.
 */
final class Rotation
{
    /** @var \Closure(string): void */
    private \Closure $say;

    private Lease $lease;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Secrets $secrets,
        private readonly Identity $identity,
        private readonly Settings $settings,
    ) {
        $this->say = $settings->log(...);
        $this->lease = new Lease($store, 'rotation', $settings->patience);
    }

    /**
     * @param ?string $subscriptionId which one, if the database has the secrets of several
     * @param int $quiet seconds for which the old secret must have been silent before it is deleted
     * @param int $wait seconds to wait for that, and for the first event with the new secret
     * @param int $minAge a secret in use for fewer seconds is left alone
     * @param ?\Closure(string): void $say gets a line for each step; the shop's log if null
     * @return bool false if it has to be run again later, for the rest
     * @throws NotPossible what prevents it, and what to do
     * @throws DojoException nothing is lost: run it again
     * @throws UnconfirmedSite
     */
    public function run(?string $subscriptionId = null, int $quiet = 86400, int $wait = 0, int $minAge = 86400, ?\Closure $say = null): bool
    {
        $this->identity->mustBeConfirmed();
        $subscriptionId ??= $this->only();
        $this->say = $say ?? $this->settings->log(...);
        $this->lease = new Lease($this->store, "rotation:$subscriptionId", $this->settings->patience);
        if (!$this->lease->take()) {
            throw new NotPossible('Another run is changing this secret. If it was killed, this works in a minute.');
        }
        try {
            return $this->rotate($subscriptionId, $quiet, $this->store->time->now() + $wait, $minAge);
        } finally {
            $this->lease->end();
        }
    }

    private function only(): string
    {
        $ids = $this->secrets->subscriptionIds();

        return match (count($ids)) {
            0 => throw new NotPossible('No secret is stored yet. Set the webhook up first.'),
            1 => $ids[0],
            default => throw new NotPossible('There are secrets of several subscriptions. Choose one: ' . implode(' or ', $ids) . '.'),
        };
    }

    private function rotate(string $subscriptionId, int $quiet, int $deadline, int $minAge): bool
    {
        [$active, $waiting, $values] = $this->adopt($subscriptionId);
        if ($waiting === null) {
            $since = $this->secrets->of($subscriptionId)[$active]['since'] ?? null; // null: its value is lost, and events are refused
            if ($since !== null && $this->store->time->now() - $since < $minAge) {
                ($this->say)("Nothing to do: $active has been in use since " . Words::time($since) . '.');

                return true;
            }
            $this->lease->renew();
            $this->dojo->generateWebhookSecret($subscriptionId);
            [$active, $waiting, $values] = $this->adopt($subscriptionId);
            if ($waiting === null) {
                throw new NotPossible("Dojo made a secret, but lists none beside $active. Look at it with Dojo\\Client::listWebhookSecrets().");
            }
            ($this->say)("1. Generated: $waiting");
        }
        if (($this->secrets->of($subscriptionId)[$waiting]['role'] ?? Secrets::NEXT) !== Secrets::OLD) {
            [$active, $waiting] = $this->activate($subscriptionId, $active, $waiting, $values);
        }
        if ($waiting === null) {
            ($this->say)("Done: $active is the only secret.");

            return true;
        }

        return $this->isSilent($subscriptionId, $active, $waiting, $quiet, $deadline) && $this->delete($subscriptionId, $waiting);
    }

    /**
     * @param array<string, string> $values
     * @return array{string, ?string} the active secret's id, and the other one's
     */
    private function activate(string $subscriptionId, string $active, string $waiting, #[\SensitiveParameter] array $values): array
    {
        if (!isset($values[$waiting])) {
            throw new NotPossible("Dojo does not show the value of $waiting. Delete it with Dojo\\Client::deleteWebhookSecret(), then run this again.");
        }
        $this->secrets->set($subscriptionId, $waiting, $values[$waiting], Secrets::NEXT);
        ($this->say)("2. Deployed: both are accepted, $active and $waiting");

        /* Deliveries already on their way are signed with the old one, which is still accepted. */
        $this->lease->renew();
        $this->dojo->activateWebhookSecret($subscriptionId, $waiting);
        [$active, $waiting] = $this->adopt($subscriptionId);
        ($this->say)("3. Activated: $active");

        return [$active, $waiting];
    }

    /** By the events in the inbox, which name the secret that signed them. */
    private function isSilent(string $subscriptionId, string $active, string $waiting, int $quiet, int $deadline): bool
    {
        if (!$this->await(fn (): bool => $this->secrets->lastUsed($active) !== null, $deadline)) {
            ($this->say)("4. No event has come with $active yet. Run this again after the next payment.");

            return false;
        }
        $since = $this->secrets->of($subscriptionId)[$waiting]['since'] ?? 0;
        $isSilent = fn (): bool => $this->store->time->now() - max($since, $this->secrets->lastUsed($waiting) ?? 0) >= $quiet;
        if (!$this->await($isSilent, $deadline)) {
            ($this->say)("4. Verified: events come with $active. $waiting has not been silent for $quiet s yet; run this again later to delete it.");

            return false;
        }
        ($this->say)("4. Verified: events come with $active, and none with $waiting for $quiet s");

        return true;
    }

    /** At Dojo first: the shop must accept a secret for as long as Dojo has it. */
    private function delete(string $subscriptionId, string $waiting): bool
    {
        $this->lease->renew();
        try {
            $this->dojo->deleteWebhookSecret($subscriptionId, $waiting);
        } catch (AuthenticationException | NotFoundException $e) {
            /* Dojo responds with 401 if it does not have the secret. */
            if (in_array($waiting, array_column($this->dojo->listWebhookSecrets($subscriptionId)['secrets'], 'id'), true)) {
                throw $e;
            }
        }
        $this->secrets->remove($waiting);
        ($this->say)("5. Deleted: $waiting. Done.");

        return true;
    }

    /**
     * Brings the database in line with Dojo, which has what an interrupted run left.
     *
     * @return array{string, ?string, array<string, string>} the active secret's id, the other one's, and the values that Dojo shows
     */
    private function adopt(string $subscriptionId): array
    {
        $this->lease->renew();
        $values = [];
        $ids = ['active' => [], 'other' => []];
        foreach ($this->dojo->listWebhookSecrets($subscriptionId)['secrets'] as $secret) {
            if (Secrets::valueIn($secret) !== '') {
                $values[$secret['id']] = Secrets::valueIn($secret);
            }
            $ids[($secret['isActive'] ?? false) ? 'active' : 'other'][] = $secret['id'];
        }
        if (count($ids['active']) !== 1 || count($ids['other']) > 1) {
            throw new NotPossible(sprintf(
                '%s has %d active and %d other secrets, but this needs one active and at most one other.'
                    . ' Delete what is not used with Dojo\Client::deleteWebhookSecret().',
                $subscriptionId,
                count($ids['active']),
                count($ids['other']),
            ));
        }
        $active = $ids['active'][0];
        $roles = $this->secrets->of($subscriptionId);
        if (isset($values[$active])) {
            $this->secrets->set($subscriptionId, $active, $values[$active], Secrets::CURRENT);
        } elseif (isset($roles[$active])) {
            $this->secrets->setRole($active, Secrets::CURRENT);
        }
        foreach ($roles as $id => ['role' => $role]) {
            if ($id !== $active && $role === Secrets::CURRENT) {
                $this->secrets->setRole($id, Secrets::OLD);
            }
            if ($role === Secrets::OLD && $id !== $active && !in_array($id, $ids['other'], true)) {
                $this->secrets->remove($id); // deleted at Dojo, but not here yet
            }
        }

        return [$active, $ids['other'][0] ?? null, $values];
    }

    /** @param \Closure(): bool $condition */
    private function await(\Closure $condition, int $deadline): bool
    {
        while (!$condition()) {
            if ($this->store->time->now() >= $deadline) {
                return false;
            }
            $this->lease->renew();
            $this->store->time->sleep(0.2);
        }

        return true;
    }
}
