<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The simulated terminals: one for each scenario in each account, told apart by the end of their tid. */
final class Terminals
{
    private const TID_PREFIX = 'SBOXTM1';
    private const STATUSES = ['Available', 'Offline', 'InUse'];

    public function __construct(private readonly Store $store, private readonly Clock $clock)
    {
    }

    /** @return list<array<array-key, mixed>> */
    public function all(Call $call): array
    {
        $this->seed($call->account);
        $wanted = $call->request->queryValues()['statuses'] ?? [];
        foreach ($wanted as $status) {
            if (!in_array($status, self::STATUSES, true)) {
                throw Problem::field('statuses', 'The value must be one of ' . implode(', ', self::STATUSES) . '.');
            }
        }

        $found = array_filter(
            $this->store->allOf($call->account, 'terminal'),
            static fn (JsonObject $terminal): bool => $wanted === [] || in_array($terminal->text('status'), $wanted, true),
        );

        return array_values(array_map(static fn (JsonObject $terminal): array => $terminal->all(), $found));
    }

    /** @return array<array-key, mixed> */
    public function get(Call $call): array
    {
        return $this->find($call->parameter('terminalId'), $call->account)->all();
    }

    public function find(string $id, string $account): JsonObject
    {
        $this->seed($account);

        return $this->store->get('terminal', $id, $account) ?? throw new Problem(404, 'There is no such terminal.');
    }

    public function setStatus(string $id, string $account, string $status): void
    {
        $terminal = $this->find($id, $account)->with(['status' => $status, 'updatedAt' => Clock::iso($this->clock->now())]);
        $this->store->put('terminal', $account, $terminal->all());
    }

    /** @return string the terminal's scenario */
    public static function scenario(JsonObject $terminal): string
    {
        return substr($terminal->object('properties')->text('tid'), strlen(self::TID_PREFIX));
    }

    /** The ids depend only on the account, so that they are the same after each start. */
    private function seed(string $account): void
    {
        if ($this->store->meta("terminals:$account") !== null) {
            return;
        }
        $now = Clock::iso($this->clock->now());
        foreach (TerminalScenarios::all() as $suffix) {
            $this->store->put('terminal', $account, [
                'id' => 'tm_sandbox_' . substr(hash('sha256', "$account/$suffix"), 0, 24),
                'properties' => ['tid' => self::TID_PREFIX . $suffix],
                'status' => $suffix === TerminalScenarios::OFFLINE ? 'Offline' : 'Available',
                'updatedAt' => $now,
            ]);
        }
        $this->store->setMeta("terminals:$account", '1');
    }
}
