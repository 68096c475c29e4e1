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
        foreach ($this->store->allOf($account, Subscription::KIND) as $stored) {
            $subscription = new Subscription($stored);
            if (in_array($event, $subscription->events(), true)) {
                $this->queue($account, $subscription, $id, $event, $payload, $now);
            }
        }
    }

    /**
     * Sends an event again, as the real Dojo may: same event id, same body.
     *
     * @return array<array-key, mixed> the new delivery
     */
    public function resend(string $deliveryId): array
    {
        $stored = $this->store->get(Delivery::KIND, $deliveryId, null) ?? throw new Problem(404, 'There is no such delivery.');
        $old = new Delivery($stored);
        $account = (string) $this->store->accountOf($deliveryId);
        $subscription = $this->subscription($old, $account) ?? throw new Problem(409, 'The subscription of this delivery has been deleted.');

        return $this->queue($account, $subscription, $stored->text('eventId'), $old->event(), $old->payload(), $this->clock->now())->stored();
    }

    /** @return list<array<array-key, mixed>> newest first */
    public function log(): array
    {
        return array_map(static fn (JsonObject $delivery): array => $delivery->all(), array_reverse($this->store->all(Delivery::KIND)));
    }

    public function onDue(JsonObject $stored): void
    {
        $delivery = new Delivery($stored);
        $account = (string) $this->store->accountOf($delivery->id());
        $subscription = $this->subscription($delivery, $account);
        $now = $this->clock->now();
        if ($subscription === null) {
            $this->settle($delivery, 'cancelled', $account);
        } elseif (!$this->anyHost && !HttpClient::isLoopback($subscription->url())) {
            $delivery->set(['reason' => 'not a loopback host; to send it, start the sandbox with --webhook-any-host']);
            $this->settle($delivery, 'skipped', $account);
        } elseif (isset($this->inFlight[$delivery->id()])) {
            // Still in flight: the clock was advanced meanwhile.
            $this->store->postpone($delivery->id(), $now + $this->timeout);
        } elseif (count($this->inFlight) >= self::MAX_IN_FLIGHT) {
            $this->store->postpone($delivery->id(), $now + 0.05);
        } else {
            $fault = $this->faults->forWebhook();
            $delivery->set(['state' => 'sending']);
            // If the sandbox stops meanwhile, the next start finds it due again.
            $this->store->put(Delivery::KIND, $account, $delivery->stored(), $now + $this->timeout + 5.0);
            $this->send($delivery, $subscription, $account, $fault);
        }
    }

    public static function signature(string $body, string $secret): string
    {
        return 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $body, $secret)), 2));
    }

    private function subscription(Delivery $delivery, string $account): ?Subscription
    {
        $stored = $this->store->get(Subscription::KIND, $delivery->fields()->text('subscriptionId'), $account);

        return $stored === null ? null : new Subscription($stored);
    }

    private function queue(string $account, Subscription $subscription, string $eventId, string $event, string $payload, float $now): Delivery
    {
        $delivery = new Delivery(new JsonObject([
            'id' => Ids::short('dlv'),
            'eventId' => $eventId,
            'event' => $event,
            'subscriptionId' => $subscription->id(),
            'url' => $subscription->url(),
            'payload' => $payload,
            'state' => 'pending',
            'attempts' => [],
            'createdAt' => Clock::iso($now),
        ]));
        $this->store->put(Delivery::KIND, $account, $delivery->stored(), $now, $subscription->id());

        return $delivery;
    }

    /** @param array<string, float|true> $fault */
    private function send(Delivery $delivery, Subscription $subscription, string $account, array $fault): void
    {
        $active = $subscription->activeSecret();
        $body = isset($fault['pascal-case']) ? Json::pascalCase($delivery->payload()) : $delivery->payload();
        $signed = isset($fault['bad-signature']) ? $body . ' ' : $body;
        $headers = [
            'Content-Type' => 'application/json; charset=utf-8',
            'User-Agent' => 'dojo-sandbox-webhooks',
            'dojo-signature' => self::signature($signed, $active->text('value')),
        ];
        $this->inFlight[$delivery->id()] = true;
        $delay = (float) ($fault['delay'] ?? 0);
        $start = $this->clock->timeOf($delivery->plannedAt()) + $delay;
        $attempt = function () use ($delivery, $subscription, $account, $headers, $body, $active, $fault, $start): void {
            $started = EventLoop::monotonic();
            $onDone = function (?int $status, ?string $error) use ($delivery, $account, $active, $started, $start): void {
                unset($this->inFlight[$delivery->id()]);
                $seconds = EventLoop::monotonic() - $started;
                $this->log->request('HOOK', $delivery->fields()->text('url') . ' ' . $delivery->event(), $status ?? (string) $error, $seconds);
                $this->record($delivery->id(), $account, $status, [
                    'at' => Clock::iso($start), 'status' => $status, 'error' => $error,
                    'durationMs' => (int) round($seconds * 1000), 'secretId' => $active->text('id'),
                ], $start + $seconds);
                ($this->onChange)();
            };
            $this->transmit($subscription->url(), $headers, $body, $fault, $onDone);
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

    /**
     * @param int|null             $status  of the response, if there was one
     * @param array<string, mixed> $attempt
     * @param float                $ended   the sandbox time at which the attempt was over
     */
    private function record(string $id, string $account, ?int $status, array $attempt, float $ended): void
    {
        $stored = $this->store->get(Delivery::KIND, $id, $account);
        if ($stored === null) {
            return;
        }
        $delivery = new Delivery($stored);
        $delivery->append('attempts', $attempt);
        $count = count($delivery->fields()->list('attempts'));
        if ($status !== null && intdiv($status, 100) === 2) {
            $this->settle($delivery, 'delivered', $account);
        } elseif ($count >= self::MAX_ATTEMPTS) {
            $this->settle($delivery, 'failed', $account);
        } else {
            $due = $ended + $this->retryBase * 2 ** ($count - 1);
            $delivery->set(['state' => 'pending', 'nextAttemptAt' => Clock::iso($due)]);
            $this->store->put(Delivery::KIND, $account, $delivery->stored(), $due);
        }
    }

    private function settle(Delivery $delivery, string $state, string $account): void
    {
        $delivery->settle($state);
        $this->store->put(Delivery::KIND, $account, $delivery->stored());
    }
}
