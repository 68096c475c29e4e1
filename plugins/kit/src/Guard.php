<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * Limits what one visitor can begin without paying: each payment intent and each client session secret is a chance to try a stolen card.
 * What is paid is no longer counted. A shop does not hear of cards that are declined on Dojo's own page, so it cannot count them. Guard
 * also limits guesses at the staff's password.
 *
 * The limits are exact: each count is a transaction that begins with the locks of the visitor's rows.
 */
final class Guard
{
    public const PAYMENT = 'payment';
    public const SECRET = 'secret';

    /** A payment that was begun before is gone on with, for which Dojo is asked each time. */
    public const AGAIN = 'again';

    /** Wrong tries to sign in as staff. */
    private const PASSWORD = 'password';

    /** An address from which staff have signed in. */
    private const STAFF = 'staff';

    /** The lock of a subject. */
    private const LOCK = 'lock';

    private const WINDOW_SECONDS = 3600;

    /** So many times the limit of PAYMENT is that of AGAIN. */
    private const TIMES_AGAIN = 10;

    /** How long a wrong password is remembered. */
    private const PASSWORD_SECONDS = 86400;

    /** This many wrong passwords cost no wait. Each further one doubles it, up to this many seconds. */
    private const FREE_TRIES = 3;
    private const MAX_DELAY_SECONDS = 900;

    /** After this many wrong passwords within an hour, from anywhere, addresses that staff have not used wait for each other. */
    private const FREE_TRIES_OF_ALL = 30;
    private const DELAY_OF_ALL_SECONDS = 10;

    /** How long an address that staff have used is remembered. */
    private const STAFF_SECONDS = 30 * 86400;

    public function __construct(private readonly Store $store, private readonly Settings $settings)
    {
    }

    /**
     * Counts one more, or throws.
     *
     * @param self::PAYMENT|self::SECRET|self::AGAIN $kind
     * @param string $id unique; see forget()
     * @throws TooMany
     */
    public function count(Visitor $visitor, string $kind, string $orderId, string $id): void
    {
        $this->store->transaction(function () use ($visitor, $kind, $orderId, $id): void {
            $now = $this->store->time->now();
            $limits = $this->limits($visitor, $kind);
            array_map($this->lock(...), array_keys($limits)); // all of them before the first SELECT, whose snapshot MySQL keeps for the others
            foreach ($limits as $subject => $limit) {
                $this->refuseAbove($limit, $subject, $kind);
                $this->store->insert('limits', ['id' => "$subject[0]:$id", 'subject' => $subject, 'kind' => $kind, 'order_id' => $orderId, 'at' => $now]);
            }
        });
    }

    /**
     * Throws if count() would for a payment, and counts nothing. For a shop that creates an order before each payment.
     *
     * @throws TooMany
     */
    public function mustAllowPayment(Visitor $visitor): void
    {
        foreach ($this->limits($visitor, self::PAYMENT) as $subject => $limit) {
            $this->refuseAbove($limit, $subject, self::PAYMENT);
        }
    }

    /** No payment was begun after all, so it is not counted. */
    public function forget(string $id): void
    {
        $this->store->execute('DELETE FROM {limits} WHERE id IN (?, ?)', ["s:$id", "a:$id"]);
    }

    /** The order is paid. */
    public function settled(string $orderId): void
    {
        $this->store->execute('DELETE FROM {limits} WHERE order_id = ?', [$orderId]);
    }

    /**
     * Whether a password is right, for a shop without its own sign-in. The try is counted before the password is looked at: many tries at
     * once are as many as one after the other. A stranger can't lock the staff out: an address waits for its own wrong tries, 15 minutes
     * at most; and after many wrong tries from everywhere, addresses from which staff have signed in before don't wait for the others.
     *
     * @param \Closure(): bool $isRight compares it, with hash_equals() or password_verify(); not called before the wait is over
     * @throws TooMany
     */
    public function password(Visitor $visitor, #[\SensitiveParameter] \Closure $isRight): bool
    {
        $address = self::address($visitor) ?? 'a';
        $id = bin2hex(random_bytes(16));
        $this->store->transaction(fn () => $this->countPassword($address, $id));
        if (!$isRight()) {
            return false;
        }
        $this->store->transaction(function () use ($address, $id): void {
            $this->lock(self::PASSWORD);
            $this->store->execute('DELETE FROM {limits} WHERE id = ? OR (subject = ? AND kind = ?)', ["p:$id", $address, self::PASSWORD]);
            $this->store->execute('DELETE FROM {limits} WHERE id = ?', ["k:$address"]);
            $this->store->insert('limits', [
                'id' => "k:$address", 'subject' => $address, 'kind' => self::STAFF, 'order_id' => null, 'at' => $this->store->time->now(),
            ]);
        });

        return true;
    }

    /** Forgets all wrong passwords: for the command line of a shop that is under attack. */
    public function unlock(): void
    {
        $this->store->execute('DELETE FROM {limits} WHERE kind = ?', [self::PASSWORD]);
    }

    /** Deletes what no longer counts. */
    public function clean(): void
    {
        $now = $this->store->time->now();
        $this->store->execute(
            'DELETE FROM {limits} WHERE at <= ? OR (at <= ? AND kind <> ?)',
            [$now - self::STAFF_SECONDS, $now - self::PASSWORD_SECONDS, self::STAFF],
        );
    }

    /** @return array<string, int> subject => how many */
    private function limits(Visitor $visitor, string $kind): array
    {
        [$session, $address] = match ($kind) {
            self::SECRET => [$this->settings->secretsPerSession, $this->settings->secretsPerAddress],
            self::AGAIN => [self::TIMES_AGAIN * $this->settings->unpaidPerSession, self::TIMES_AGAIN * $this->settings->unpaidPerAddress],
            default => [$this->settings->unpaidPerSession, $this->settings->unpaidPerAddress],
        };
        $limits = [self::session($visitor) ?? '' => $session, self::address($visitor) ?? '' => $address];
        unset($limits['']);

        return $limits;
    }

    /** @throws TooMany */
    private function refuseAbove(int $limit, string $subject, string $kind): void
    {
        $now = $this->store->time->now();
        $rows = $this->store->select(
            'SELECT at FROM {limits} WHERE subject = ? AND kind = ? AND at > ? ORDER BY at DESC LIMIT ' . $limit,
            [$subject, $kind, $now - self::WINDOW_SECONDS],
        );
        if (count($rows) >= $limit) {
            throw new TooMany(max(1, (int) (end($rows)['at'] ?? $now) + self::WINDOW_SECONDS - $now));
        }
    }

    private function countPassword(string $address, string $id): void
    {
        $this->lock(self::PASSWORD);
        $now = $this->store->time->now();
        [$tries, $last] = $this->tries($address, $now - self::PASSWORD_SECONDS);
        $next = $tries < self::FREE_TRIES ? 0 : $last + min(2 ** min($tries - self::FREE_TRIES + 1, 20), self::MAX_DELAY_SECONDS);
        $isKnown = $this->store->row(
            'SELECT id FROM {limits} WHERE subject = ? AND kind = ? AND at > ?',
            [$address, self::STAFF, $now - self::STAFF_SECONDS],
        ) !== null;
        if (!$isKnown) {
            [$triesOfAll, $lastOfAll] = $this->tries(self::PASSWORD, $now - self::WINDOW_SECONDS);
            $next = max($next, $triesOfAll < self::FREE_TRIES_OF_ALL ? 0 : $lastOfAll + self::DELAY_OF_ALL_SECONDS);
        }
        if ($next > $now) {
            throw new TooMany($next - $now);
        }
        foreach (['w' => $address, 'p' => self::PASSWORD] as $letter => $subject) {
            $this->store->insert('limits', ['id' => "$letter:$id", 'subject' => $subject, 'kind' => self::PASSWORD, 'order_id' => null, 'at' => $now]);
        }
    }

    /** @return array{int, int} how many wrong passwords there were since then, and when the last one came */
    private function tries(string $subject, int $since): array
    {
        $row = $this->store->row('SELECT COUNT(*) AS n, MAX(at) AS at FROM {limits} WHERE subject = ? AND kind = ? AND at > ?', [$subject, self::PASSWORD, $since]);

        return [(int) ($row['n'] ?? 0), (int) ($row['at'] ?? 0)];
    }

    /** Until the end of the transaction. The row changes each time, because MySQL counts only rows that do. */
    private function lock(string $subject): void
    {
        $now = $this->store->time->now();
        $update = fn (): int => $this->store->execute(
            'UPDATE {limits} SET at = CASE WHEN at < ? THEN ? ELSE at + 1 END WHERE id = ?',
            [$now, $now, self::LOCK . ":$subject"],
        );
        if ($update() === 0) {
            $this->store->insert('limits', ['id' => self::LOCK . ":$subject", 'subject' => '', 'kind' => self::LOCK, 'order_id' => null, 'at' => $now - 1]);
            $update();
        }
    }

    private static function session(Visitor $visitor): ?string
    {
        return $visitor->session === '' ? null : 's' . hash('sha256', $visitor->session);
    }

    private static function address(Visitor $visitor): ?string
    {
        return $visitor->address === '' ? null : 'a' . hash('sha256', $visitor->network());
    }
}
