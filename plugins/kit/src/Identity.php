<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

/**
 * Which shop this is, and whose money it moves. Its id goes into each intent's metadata, because several shops may share an account and
 * have the same order numbers. Its address tells the shop from a copy of its database on a test server, which would otherwise cancel,
 * refund and mail for the real one. The account is Dojo's: a key of another one does not see the payments that were made before.
 */
final class Identity
{
    /** The environment of the attempts that a copy has from the original shop. The copy does nothing about them. */
    public const ELSEWHERE = 'elsewhere';

    /** Who said which account the key belongs to. */
    public const EVENT = 'event';
    public const SUBSCRIPTION = 'subscription';

    private ?string $shopId = null;

    public function __construct(
        private readonly Client $dojo,
        private readonly Store $store,
        private readonly Settings $settings,
        private readonly Outbox $outbox,
    ) {
    }

    /** Random, and made when the shop first asks for it. */
    public function shopId(): string
    {
        return $this->shopId ??= $this->remembered('shop', 'shop-' . bin2hex(random_bytes(8)));
    }

    /** Sandbox and real payments share the tables, but are never mixed in one call. */
    public function environment(): string
    {
        return $this->dojo->isSandbox() ? 'sandbox' : 'production';
    }

    /** Whether this is the shop that was set up, and not an unconfirmed copy. The first address is confirmed by being the first. */
    public function isConfirmed(): bool
    {
        return Urls::isSameSite($this->knownUrl(), $this->settings->siteUrl);
    }

    /** @throws UnconfirmedSite */
    public function mustBeConfirmed(): void
    {
        if (!$this->isConfirmed()) {
            throw new UnconfirmedSite($this->knownUrl(), $this->settings->siteUrl);
        }
    }

    /** The shop has moved to this address; the other one is no longer in use. */
    public function confirmMove(): void
    {
        $this->store->setSetting('site', $this->settings->siteUrl);
    }

    /**
     * This is a copy, and from now on a separate shop. The orders that were paid in the original stay as they are: their payments are
     * neither looked at nor refunded here. An order that was not paid may be paid here.
     */
    public function confirmCopy(): void
    {
        $this->store->transaction(function (): void {
            $this->store->setSetting('shop', 'shop-' . bin2hex(random_bytes(8)));
            foreach (['attempts', 'refunds', 'captures', 'events', 'effects'] as $table) {
                $this->store->execute("UPDATE {{$table}} SET check_at = NULL");
            }
            $this->store->execute('UPDATE {attempts} SET environment = ?', [self::ELSEWHERE]);
            $this->store->execute('UPDATE {payments} SET claim = NULL');
            $this->store->execute("UPDATE {events} SET state = 'unknown' WHERE state = 'new'");
            $this->store->execute('DELETE FROM {secrets}');
            $this->store->execute("DELETE FROM {settings} WHERE name LIKE 'account:%'");
            $this->store->setSetting('site', $this->settings->siteUrl);
        });
        $this->shopId = null;
    }

    /** Dojo's id of the account that the key belongs to, by the latest event or subscription; null if there was none yet. */
    public function account(): ?string
    {
        return $this->seenAccount(self::EVENT)[0] ?? $this->seenAccount(self::SUBSCRIPTION)[0] ?? null;
    }

    /** The account of an earlier key, if the key was replaced by one of another account. */
    public function accountBefore(): ?string
    {
        return $this->store->setting($this->accountName(self::EVENT) . ':before') ?? $this->store->setting($this->accountName(self::SUBSCRIPTION) . ':before');
    }

    /**
     * An event or a subscription says which account the key belongs to. The first is remembered. A different one means that the key was
     * replaced by one of another account, and staff get a note. Events are only compared with events, and subscriptions with subscriptions,
     * because Dojo does not say that both use the same id.
     *
     * @param self::EVENT|self::SUBSCRIPTION $source
     * @param int $at when the key was certainly in use: an event about an older payment says nothing about the present key
     */
    public function sawAccount(string $source, string $account, int $at): void
    {
        $name = $this->accountName($source);
        if ($account === '' || $this->remembered($name, "$account $at") === "$account $at") {
            return;
        }
        [$known, $since] = $this->seenAccount($source) ?? [$account, 0];
        if ($known === $account || $at <= $since) {
            return;
        }
        $this->store->transaction(function () use ($name, $known, $since, $account, $at): void {
            if ($this->store->execute('UPDATE {settings} SET value = ? WHERE name = ? AND value = ?', ["$account $at", $name, "$known $since"]) === 0) {
                return; // another process saw it first
            }
            $this->store->setSetting("$name:before", $known);
            $this->outbox->add("account:$account:$at", '', Effect::NOTE, ['text' => "The API key belongs to another Dojo account than before: $account, not $known."
                . " Payments that were made with $known can't be seen, refunded or captured with this key. If this was not intended, set a key of $known again."]);
        });
    }

    /**
     * Why Dojo, asked with this key, does not know a payment of this shop, and what to do.
     *
     * @return string for staff
     */
    public function whyUnknown(Attempt $attempt): string
    {
        $before = $this->accountBefore();

        return match (true) {
            $attempt->environment === self::ELSEWHERE => "The payment $attempt->intentId was made in the shop of which this is a copy. Please do this there.",
            $attempt->environment !== $this->environment() => sprintf(
                'The payment %1$s was made with a %2$s key, but the shop has a %3$s key now. Set a %2$s key to do this.',
                $attempt->intentId,
                $attempt->environment,
                $this->environment(),
            ),
            $before !== null => "Dojo does not know the payment $attempt->intentId with this key. It was probably made with the account $before;"
                . ' the key belongs to ' . $this->account() . ". Set a key of $before to do this.",
            default => "Dojo does not know the payment $attempt->intentId with this key. Was it made with the key of another account? Then set that key to do this.",
        };
    }

    /** @throws NotPossible if a payment was not made with a key like this one, in this shop */
    public function mustBeOurs(Attempt $attempt): void
    {
        if ($attempt->environment !== $this->environment()) {
            throw new NotPossible($this->whyUnknown($attempt));
        }
    }

    private function knownUrl(): string
    {
        return $this->remembered('site', $this->settings->siteUrl);
    }

    private function accountName(string $source): string
    {
        return 'account:' . $this->environment() . ":$source";
    }

    /** @return ?array{string, int} the account, and since when */
    private function seenAccount(string $source): ?array
    {
        $value = $this->store->setting($this->accountName($source));
        [$account, $since] = explode(' ', $value ?? '') + ['', '0'];

        return $value === null ? null : [$account, (int) $since];
    }

    /** A setting that the first process to ask for it writes. A copy of the shop only reads it. */
    private function remembered(string $name, string $first): string
    {
        $known = $this->store->setting($name);
        if ($known === null) {
            $this->store->insert('settings', ['name' => $name, 'value' => $first]);
            $known = $this->store->setting($name);
        }

        return $known ?? $first;
    }
}
