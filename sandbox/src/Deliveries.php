<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Delivers webhook events. A delivery is stored before its first attempt, so that with --db it survives a restart. Each attempt is
 * signed with the secret that is active at that moment.
 */
final class Deliveries
{
    public const MAX_ATTEMPTS = 12;
    private const MAX_IN_FLIGHT = 32;

    /** @var array<string, true> */
    private array $inFlight = [];

    /** @param callable(): void $onChange called if something new is due outside a request */
    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly EventLoop $loop,
        private readonly Log $log,
        private readonly Faults $faults,
        private readonly float $retryBase,
        private readonly float $timeout,
        private readonly bool $anyHost,
        private $onChange,
    ) {
    }

    /** @param array<string, string> $data of the event */
    public function announce(string $account, string $event, array $data): void
    {
        $now = $this->clock->now();
        $id = Ids::short('evt');
        $payload = json_encode([
            'id' => $id,
            'event' => $event,
            'accountId' => $account,
            'createdAt' => Clock::iso($now),
            'data' => $data,
        ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        foreach ($this->store->all('subscription', $account) as $subscription) {
            if (in_array($event, $subscription['events'], true)) {
                $this->queue($account, $subscription, $id, $event, $payload, $now);
            }
        }
    }

    /** Sends an event again, as the real Dojo may: same event id, same body. */
    public function resend(string $deliveryId): array
    {
        $old = $this->store->get('delivery', $deliveryId, null) ?? throw new Problem(404, 'There is no such delivery.');
        $account = (string) $this->store->accountOf($deliveryId);
        $subscription = $this->store->get('subscription', $old['subscriptionId'], $account)
            ?? throw new Problem(409, 'The subscription of this delivery has been deleted.');

        return $this->queue($account, $subscription, $old['eventId'], $old['event'], $old['payload'], $this->clock->now());
    }

    /** @return list<array> newest first */
    public function log(): array
    {
        return array_reverse($this->store->all('delivery'));
    }

    public function onDue(array $delivery): void
    {
        $account = (string) $this->store->accountOf($delivery['id']);
        $subscription = $this->store->get('subscription', $delivery['subscriptionId'], $account);
        $now = $this->clock->now();
        if ($subscription === null) {
            $this->settle($delivery, 'cancelled', $account);
        } elseif (!$this->anyHost && !HttpClient::isLoopback($subscription['url'])) {
            $delivery['reason'] = 'not a loopback host; to send it, start the sandbox with --webhook-any-host';
            $this->settle($delivery, 'skipped', $account);
        } elseif (isset($this->inFlight[$delivery['id']])) {
            // Still in flight: the clock was advanced meanwhile.
            $this->store->put('delivery', $account, $delivery, $now + $this->timeout);
        } elseif (count($this->inFlight) >= self::MAX_IN_FLIGHT) {
            $this->store->put('delivery', $account, $delivery, $now + 0.05);
        } else {
            $fault = $this->faults->forWebhook();
            $delivery['state'] = 'sending';
            // If the sandbox stops meanwhile, the next start finds it due again.
            $this->store->put('delivery', $account, $delivery, $now + $this->timeout + 5.0);
            $this->send($delivery, $subscription, $account, $fault);
        }
    }

    public static function signature(string $body, string $secret): string
    {
        return 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $body, $secret)), 2));
    }

    private function queue(string $account, array $subscription, string $eventId, string $event, string $payload, float $now): array
    {
        $delivery = [
            'id' => Ids::short('dlv'),
            'eventId' => $eventId,
            'event' => $event,
            'subscriptionId' => $subscription['id'],
            'url' => $subscription['url'],
            'payload' => $payload,
            'state' => 'pending',
            'attempts' => [],
            'createdAt' => Clock::iso($now),
        ];
        $this->store->put('delivery', $account, $delivery, $now, $subscription['id']);

        return $delivery;
    }

    private function send(array $delivery, array $subscription, string $account, array $fault): void
    {
        $active = current(array_filter($subscription['secrets'], static fn (array $secret): bool => $secret['isActive']));
        $body = isset($fault['pascal-case']) ? Json::pascalCase($delivery['payload']) : $delivery['payload'];
        $signed = isset($fault['bad-signature']) ? $body . ' ' : $body;
        $headers = [
            'Content-Type' => 'application/json; charset=utf-8',
            'User-Agent' => 'dojo-sandbox-webhooks',
            'dojo-signature' => self::signature($signed, $active['value']),
        ];
        $this->inFlight[$delivery['id']] = true;
        $delay = (float) ($fault['delay'] ?? 0);
        $start = $this->clock->timeOf((float) Clock::parse($delivery['nextAttemptAt'] ?? $delivery['createdAt'])) + $delay;
        $attempt = function () use ($delivery, $subscription, $account, $headers, $body, $active, $fault, $start): void {
            $started = EventLoop::monotonic();
            $onDone = function (?int $status, ?string $error) use ($delivery, $account, $active, $started, $start): void {
                unset($this->inFlight[$delivery['id']]);
                $seconds = EventLoop::monotonic() - $started;
                $this->log->request('HOOK', $delivery['url'] . ' ' . $delivery['event'], $status ?? $error, $seconds);
                $this->record($delivery['id'], $account, [
                    'at' => Clock::iso($start), 'status' => $status, 'error' => $error,
                    'durationMs' => (int) round($seconds * 1000), 'secretId' => $active['id'],
                ], $start + $seconds);
                ($this->onChange)();
            };
            $this->transmit($subscription['url'], $headers, $body, $fault, $onDone);
        };
        $this->loop->after($delay, $attempt);
    }

    /**
     * Sends one attempt, or does what the fault asks for instead.
     *
     * @param array<string, string>         $headers
     * @param array<string, float|true>     $fault
     * @param callable(?int, ?string): void $onDone status or error
     */
    private function transmit(string $url, array $headers, string $body, array $fault, callable $onDone): void
    {
        $status = isset($fault['status']) ? (int) $fault['status'] : null;
        if (isset($fault['close-before']) || ($status !== null && !isset($fault['after']))) {
            $onDone(isset($fault['close-before']) ? null : $status, 'not sent: a requested fault');

            return;
        }
        $replace = static function (?int $real, ?string $error) use ($fault, $status, $onDone): void {
            if ($real === null || (!isset($fault['close-after']) && $status === null)) {
                $onDone($real, $error);
            } elseif (isset($fault['close-after'])) {
                $onDone(null, 'the response was ignored: a requested fault');
            } else {
                $onDone($status, 'the response was replaced: a requested fault');
            }
        };
        $truncate = isset($fault['truncate']);
        new HttpClient($this->loop, $url, $headers, $body, $this->timeout, $replace, $truncate);
        if (isset($fault['duplicate'])) {
            new HttpClient($this->loop, $url, $headers, $body, $this->timeout, static fn () => null, $truncate);
        }
    }

    /** @param float $ended the sandbox time at which the attempt was over */
    private function record(string $id, string $account, array $attempt, float $ended): void
    {
        $delivery = $this->store->get('delivery', $id, $account);
        if ($delivery === null) {
            return;
        }
        $delivery['attempts'][] = $attempt;
        $count = count($delivery['attempts']);
        if ($attempt['status'] !== null && intdiv($attempt['status'], 100) === 2) {
            $this->settle($delivery, 'delivered', $account);
        } elseif ($count >= self::MAX_ATTEMPTS) {
            $this->settle($delivery, 'failed', $account);
        } else {
            $delivery['state'] = 'pending';
            $due = $ended + $this->retryBase * 2 ** ($count - 1);
            $delivery['nextAttemptAt'] = Clock::iso($due);
            $this->store->put('delivery', $account, $delivery, $due);
        }
    }

    private function settle(array $delivery, string $state, string $account): void
    {
        unset($delivery['nextAttemptAt']);
        $this->store->put('delivery', $account, ['state' => $state] + $delivery);
    }
}
