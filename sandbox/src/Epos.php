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

    /** @return array<array-key, mixed> */
    public function event(Call $call): array
    {
        $type = $call->body->text('eventType');
        $event = $call->body->object('event');
        $id = self::EVENT_IDS[$type]
            ?? throw Problem::field('EventType', 'The value must be one of ' . implode(', ', array_keys(self::EVENT_IDS)) . '.');
        if (array_keys($event->all()) !== [$id] || $event->text($id) === '') {
            throw Problem::field('Event', "An event of type $type has the field $id only.");
        }
        $this->store->put('epos_event', $call->account, ['id' => Ids::short('ee')] + $call->body->all()
            + ['receivedAt' => Clock::iso($this->clock->now())]);

        return $call->body->all();
    }

    /** @return array<string, list<mixed>> */
    public function integrations(Call $call): array
    {
        return [
            'wsIntegrations' => $this->webSocket($call),
            'restIntegrations' => $this->rest($call),
            'dojoManagedIntegrations' => $this->managed($call),
        ];
    }

    /** @return list<array<array-key, mixed>> */
    public function rest(Call $call): array
    {
        return $this->stored('rest', $call->account);
    }

    /** @return list<array<array-key, mixed>> */
    public function setRest(Call $call): array
    {
        $auth = $call->body->object('auth');
        if (!$auth->has('basic')) {
            throw Problem::field('Auth.Basic', 'The Basic field is required if authType is basic.');
        }
        // Dojo uses the password for its own calls; no response shows it.
        $shown = ['authType' => 'basic', 'basic' => ['username' => $auth->object('basic')->text('username')]];

        return $this->replace('rest', $call, ['url' => $call->body->text('url'), 'auth' => $shown]);
    }

    /** @return list<array<array-key, mixed>> */
    public function webSocket(Call $call): array
    {
        return $this->stored('ws', $call->account);
    }

    /** @return list<array<array-key, mixed>> */
    public function setWebSocket(Call $call): array
    {
        return $this->replace('ws', $call, []);
    }

    /** @return list<mixed> integrations that Dojo manages itself; the sandbox has none */
    public function managed(Call $call): array
    {
        return [];
    }

    /** @return list<array<array-key, mixed>> */
    private function stored(string $type, string $account): array
    {
        $integration = $this->store->get('epos_integration', "epos:$type:$account", $account);

        return $integration === null ? [] : [$integration->object('shown')->all()];
    }

    /**
     * @param array<string, mixed> $fields
     * @return list<array<array-key, mixed>>
     */
    private function replace(string $type, Call $call, array $fields): array
    {
        $now = Clock::iso($this->clock->now());
        $shown = $fields + [
            'capabilities' => array_map(
                static fn (JsonObject $capability): array => $capability->all() + ['updatedAt' => $now],
                $call->body->objects('capabilities'),
            ),
            'createdAt' => $this->stored($type, $call->account)[0]['createdAt'] ?? $now,
        ];
        $this->store->put('epos_integration', $call->account, ['id' => "epos:$type:{$call->account}", 'shown' => $shown]);

        return [$shown];
    }
}
