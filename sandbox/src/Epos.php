<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** EPOS events, and the integrations that an account has registered. */
final class Epos
{
    private const EVENT_IDS = ['OrderUpdated' => 'orderId', 'PartyUpdated' => 'partyId', 'ReservationUpdated' => 'reservationId'];

    public function __construct(private readonly Store $store, private readonly Clock $clock)
    {
    }

    public function event(Call $call): array
    {
        ['eventType' => $type, 'event' => $event] = $call->body;
        $id = self::EVENT_IDS[$type]
            ?? throw Problem::field('EventType', 'The value must be one of ' . implode(', ', array_keys(self::EVENT_IDS)) . '.');
        if (array_keys($event) !== [$id] || $event[$id] === '') {
            throw Problem::field('Event', "An event of type $type has the field $id only.");
        }
        $this->store->put('epos_event', $call->account, ['id' => Ids::short('ee')] + $call->body
            + ['receivedAt' => Clock::iso($this->clock->now())]);

        return $call->body;
    }

    public function integrations(Call $call): array
    {
        return [
            'wsIntegrations' => $this->webSocket($call),
            'restIntegrations' => $this->rest($call),
            'dojoManagedIntegrations' => $this->managed($call),
        ];
    }

    /** @return list<array> */
    public function rest(Call $call): array
    {
        return $this->stored('rest', $call->account);
    }

    /** @return list<array> */
    public function setRest(Call $call): array
    {
        if (!isset($call->body['auth']['basic'])) {
            throw Problem::field('Auth.Basic', 'The Basic field is required if authType is basic.');
        }
        // Dojo uses the password for its own calls; no response shows it.
        $auth = ['authType' => 'basic', 'basic' => ['username' => $call->body['auth']['basic']['username']]];

        return $this->replace('rest', $call, ['url' => $call->body['url'], 'auth' => $auth]);
    }

    /** @return list<array> */
    public function webSocket(Call $call): array
    {
        return $this->stored('ws', $call->account);
    }

    /** @return list<array> */
    public function setWebSocket(Call $call): array
    {
        return $this->replace('ws', $call, []);
    }

    /**
     * Integrations that Dojo manages itself; the sandbox has none.
     *
     * @return list<array>
     */
    public function managed(Call $call): array
    {
        return [];
    }

    /** @return list<array> */
    private function stored(string $type, string $account): array
    {
        $integration = $this->store->get('epos_integration', "epos:$type:$account", $account);

        return $integration === null ? [] : [$integration['shown']];
    }

    private function replace(string $type, Call $call, array $fields): array
    {
        $now = Clock::iso($this->clock->now());
        $before = $this->stored($type, $call->account)[0] ?? null;
        $shown = $fields + [
            'capabilities' => array_map(
                static fn (array $capability): array => $capability + ['updatedAt' => $now],
                $call->body['capabilities'],
            ),
            'createdAt' => $before['createdAt'] ?? $now,
        ];
        $this->store->put('epos_integration', $call->account, ['id' => "epos:$type:{$call->account}", 'shown' => $shown]);

        return [$shown];
    }
}
