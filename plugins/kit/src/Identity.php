<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

/**
 * Which shop this is. Its id goes into each intent's metadata, because several shops may share an account and have the same order
 * numbers. Its address tells the shop from a copy of its database on a test server, which would otherwise cancel, refund and
 * mail for the real one.
 */
final class Identity
{
    private ?string $shopId = null;

    public function __construct(private readonly Client $dojo, private readonly Store $store, private readonly Settings $settings)
    {
    }

    /** Random, and made when the shop first asks for it. */
    public function shopId(): string
    {
        if ($this->shopId === null) {
            $this->store->insert('settings', ['name' => 'shop', 'value' => 'shop-' . bin2hex(random_bytes(8))]);
            $this->shopId = (string) $this->store->setting('shop');
        }

        return $this->shopId;
    }

    /** The payments of the sandbox and the real ones are in one shop's tables, but never in one call. */
    public function environment(): string
    {
        return $this->dojo->isSandbox() ? 'sandbox' : 'production';
    }

    /** Whether this is the shop that was set up, and not an unconfirmed copy. The first address is confirmed by being the first. */
    public function isConfirmed(): bool
    {
        return $this->knownUrl() === $this->settings->siteUrl;
    }

    /** @throws UnconfirmedSite */
    public function mustBeConfirmed(): void
    {
        $known = $this->knownUrl();
        if ($known !== $this->settings->siteUrl) {
            throw new UnconfirmedSite($known, $this->settings->siteUrl);
        }
    }

    /** The shop has moved to this address; the other one is no longer in use. */
    public function confirmMove(): void
    {
        $this->store->setSetting('site', $this->settings->siteUrl);
    }

    /**
     * This is a copy, and from now on a shop of its own: what the other one has begun is not its business any more. Its orders stay as
     * they are, but their payments are neither looked at nor refunded from here.
     */
    public function confirmCopy(): void
    {
        $this->store->transaction(function (): void {
            $this->store->setSetting('shop', 'shop-' . bin2hex(random_bytes(8)));
            foreach (['attempts', 'refunds', 'captures', 'events', 'effects'] as $table) {
                $this->store->execute("UPDATE {{$table}} SET check_at = NULL");
            }
            $this->store->execute("UPDATE {attempts} SET environment = 'elsewhere'");
            $this->store->execute('UPDATE {payments} SET claim = NULL');
            $this->store->execute('DELETE FROM {secrets}');
            $this->store->setSetting('site', $this->settings->siteUrl);
        });
        $this->shopId = null;
    }

    private function knownUrl(): string
    {
        $this->store->insert('settings', ['name' => 'site', 'value' => $this->settings->siteUrl]);

        return (string) $this->store->setting('site');
    }
}
