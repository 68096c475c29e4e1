<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * Limits what one visitor can begin without paying: each payment intent and each client session secret is a chance to try a stolen card.
 * What is paid is no longer counted. Declines on Dojo's own page are not seen by the shop, and cannot be counted here.
 */
final class Guard
{
    public const PAYMENT = 'payment';
    public const SECRET = 'secret';

    /** Failed tries to sign in as staff. */
    public const PASSWORD = 'password';

    private const WINDOW_SECONDS = 3600;

    public function __construct(private readonly Store $store, private readonly Settings $settings)
    {
    }

    /**
     * Counts one more, or refuses.
     *
     * @param self::* $kind
     * @throws TooMany
     */
    public function count(Visitor $visitor, string $kind, string $orderId, string $id): void
    {
        $now = $this->store->time->now();
        $limits = [];
        if ($visitor->session !== '') {
            $limits['s' . hash('sha256', $visitor->session)] = $this->settings->unpaidPerSession;
        }
        if ($visitor->address !== '') {
            $limits['a' . hash('sha256', self::network($visitor->address))] = $this->settings->unpaidPerAddress;
        }
        foreach ($limits as $subject => $limit) {
            $rows = $this->store->select(
                'SELECT at FROM {limits} WHERE subject = ? AND kind = ? AND at > ? ORDER BY at DESC LIMIT ' . $limit,
                [$subject, $kind, $now - self::WINDOW_SECONDS],
            );
            if (count($rows) >= $limit) {
                throw new TooMany(max(1, (int) end($rows)['at'] + self::WINDOW_SECONDS - $now));
            }
        }
        foreach (array_keys($limits) as $subject) {
            $this->store->insert('limits', ['id' => "$subject[0]:$id", 'subject' => $subject, 'kind' => $kind, 'order_id' => $orderId, 'at' => $now]);
        }
    }

    /** It came to nothing, and is not counted. */
    public function forget(string $id): void
    {
        $this->store->execute('DELETE FROM {limits} WHERE id IN (?, ?)', ["s:$id", "a:$id"]);
    }

    /** The order is paid. */
    public function settled(string $orderId): void
    {
        $this->store->execute('DELETE FROM {limits} WHERE order_id = ?', [$orderId]);
    }

    /** An IPv6 customer has a /64 network of addresses. */
    private static function network(string $address): string
    {
        $bytes = @inet_pton($address);

        return $bytes !== false && strlen($bytes) === 16 ? bin2hex(substr($bytes, 0, 8)) : $address;
    }
}
