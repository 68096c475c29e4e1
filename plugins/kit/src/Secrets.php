<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The secrets that sign webhooks. They are in the database, so all web servers have a new one at the same time. */
final class Secrets
{
    /** Dojo signs with it. */
    public const CURRENT = 'current';

    /** Made, but not active yet. */
    public const NEXT = 'next';

    /** Dojo has signed with it before. */
    public const OLD = 'old';

    public function __construct(private readonly Store $store)
    {
    }

    /** @return array<string, string> id => value, for Dojo\Webhook; several while a secret is being changed */
    public function values(): array
    {
        $values = [];
        foreach ($this->store->select('SELECT id, value FROM {secrets} ORDER BY since, id') as $row) {
            $values[(string) $row['id']] = (string) $row['value'];
        }

        return $values;
    }

    /** @return array<string, array{role: string, since: int}> id => what is known of it, without its value */
    public function of(string $subscriptionId): array
    {
        $roles = [];
        foreach ($this->store->select('SELECT id, role, since FROM {secrets} WHERE subscription_id = ?', [$subscriptionId]) as $row) {
            $roles[(string) $row['id']] = ['role' => (string) $row['role'], 'since' => (int) $row['since']];
        }

        return $roles;
    }

    /** @return list<string> the subscriptions whose secrets are stored */
    public function subscriptionIds(): array
    {
        $rows = $this->store->select('SELECT DISTINCT subscription_id FROM {secrets} ORDER BY subscription_id');

        return array_map(static fn (array $row): string => (string) $row['subscription_id'], $rows);
    }

    /** @param self::* $role */
    public function set(string $subscriptionId, string $secretId, #[\SensitiveParameter] string $value, string $role): void
    {
        $isNew = $this->store->insert('secrets', [
            'id' => $secretId, 'subscription_id' => $subscriptionId, 'value' => $value, 'role' => $role, 'since' => $this->store->time->now(),
        ]);
        if (!$isNew) {
            $this->store->execute('UPDATE {secrets} SET value = ?, subscription_id = ? WHERE id = ?', [$value, $subscriptionId, $secretId]);
            $this->setRole($secretId, $role);
        }
    }

    /** @param self::* $role */
    public function setRole(string $secretId, string $role): void
    {
        $this->store->execute('UPDATE {secrets} SET role = ?, since = ? WHERE id = ? AND role <> ?', [$role, $this->store->time->now(), $secretId, $role]);
    }

    public function remove(string $secretId): void
    {
        $this->store->execute('DELETE FROM {secrets} WHERE id = ?', [$secretId]);
    }

    /** When the last event that it signed came. */
    public function lastUsed(string $secretId): ?int
    {
        $at = $this->store->row('SELECT MAX(received_at) AS at FROM {events} WHERE secret_id = ?', [$secretId])['at'] ?? null;

        return $at === null ? null : (int) $at;
    }

    /**
     * A secret's value in a response; '' if Dojo does not show it.
     *
     * @param array<string, mixed> $secret
     */
    public static function valueIn(#[\SensitiveParameter] array $secret): string
    {
        return is_string($secret['value'] ?? null) ? $secret['value'] : '';
    }
}
