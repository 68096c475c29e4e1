<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Webhook subscriptions, and the secrets that sign their events. */
final class Webhooks
{
    /** event => [the model it is about, when it is sent] */
    public const EVENTS = [
        'payment_intent.created' => ['PaymentIntent', 'a payment intent was created'],
        'payment_intent.status_updated' => ['PaymentIntent', 'the status of a payment intent changed'],
    ];
    /** Two are enough to move from one to the other. */
    private const MAX_SECRETS = 2;

    public function __construct(private readonly Store $store, private readonly Clock $clock)
    {
    }

    /** @return string|null what is wrong with the URL */
    public static function urlProblem(string $url, bool $anyHost): ?string
    {
        if (!Validator::isUrl($url) || parse_url($url, PHP_URL_USER) !== null) {
            return 'The value must be an absolute URL without user name or password.';
        }
        if (stripos($url, 'https://') === 0 || $anyHost || HttpClient::isLoopback($url)) {
            return null;
        }

        return 'The value must begin with https://. The sandbox allows http:// for loopback hosts only; the real API never does.';
    }

    /** @return list<array{model: string, events: list<string>}> */
    public function events(Call $call): array
    {
        $events = [];
        foreach (self::EVENTS as $event => [$model]) {
            $events[$model][] = $event;
        }

        return array_map(static fn (string $model): array => ['model' => $model, 'events' => $events[$model]], array_keys($events));
    }

    /** @return list<array<array-key, mixed>> */
    public function all(Call $call): array
    {
        return array_map(static fn (Subscription $subscription): array => $subscription->stored(), $this->of($call->account));
    }

    /** @return array<array-key, mixed> */
    public function subscribe(Call $call): array
    {
        $now = Clock::iso($this->clock->now());
        $subscription = new Subscription(new JsonObject([
            'id' => Ids::short('ws'),
            'accountId' => $call->account,
            'events' => array_values(array_unique($call->body->texts('events'))),
            'url' => $call->body->text('url'),
            'description' => $call->body->textOrNull('description'),
            'secrets' => [$this->newSecret(true)],
            'createdAt' => $now,
            'updatedAt' => $now,
        ]));
        $this->check($subscription, $call->account);
        $this->store->put(Subscription::KIND, $call->account, $subscription->stored());

        return $subscription->stored();
    }

    /** @return array<array-key, mixed> */
    public function update(Call $call): array
    {
        $subscription = $this->find($call);
        if ($call->body->has('events')) {
            $subscription->set(['events' => $call->body->texts('events')]);
        }
        if ($call->body->has('url')) {
            $subscription->set(['url' => $call->body->text('url')]);
        }
        if (array_key_exists('description', $call->body->all())) {
            $subscription->set(['description' => $call->body->textOrNull('description')]);
        }
        $this->check($subscription, $call->account);
        $this->save($subscription, $call->account);

        return $subscription->stored();
    }

    public function delete(Call $call): null
    {
        $this->store->delete($this->find($call)->id());

        return null;
    }

    /** @return array<string, mixed> */
    public function secrets(Call $call): array
    {
        return self::secretsOf($this->find($call));
    }

    /** @return array<string, mixed> */
    public function generateSecret(Call $call): array
    {
        $subscription = $this->find($call);
        if (count($subscription->secrets()) >= self::MAX_SECRETS) {
            throw new Problem(409, 'The subscription already has two secrets: delete the inactive one first.');
        }
        // Inactive at first, so that the endpoint can be given it before it is used.
        $subscription->append('secrets', $this->newSecret(false));
        $this->save($subscription, $call->account);

        return self::secretsOf($subscription);
    }

    public function activateSecret(Call $call): null
    {
        $subscription = $this->find($call);
        $subscription->secret($call->parameter('secretId')) ?? throw new Problem(404, 'The subscription has no such secret.');
        $subscription->activate($call->parameter('secretId'));
        $this->save($subscription, $call->account);

        return null;
    }

    public function deleteSecret(Call $call): null
    {
        $subscription = $this->find($call);
        // The document has 401 and 404 for this operation; the real API responds with 401.
        $secret = $subscription->secret($call->parameter('secretId')) ?? throw new Problem(401, 'The subscription has no such secret.');
        if ($secret->flag('isActive')) {
            throw new Problem(403, 'The active secret cannot be deleted: activate another one first.');
        }
        $subscription->deleteSecret($call->parameter('secretId'));
        $this->save($subscription, $call->account);

        return null;
    }

    private function find(Call $call): Subscription
    {
        return new Subscription($this->store->get(Subscription::KIND, $call->parameter('subscriptionId'), $call->account)
            ?? throw new Problem(404, 'There is no such subscription.'));
    }

    /** @return list<Subscription> */
    private function of(string $account): array
    {
        return array_map(static fn (JsonObject $stored): Subscription => new Subscription($stored), $this->store->allOf($account, Subscription::KIND));
    }

    private function check(Subscription $subscription, string $account): void
    {
        foreach ($subscription->events() as $index => $event) {
            if (!isset(self::EVENTS[$event])) {
                throw Problem::field("Events[$index]", 'The event is not one of ' . implode(', ', array_keys(self::EVENTS)) . '.');
            }
        }
        foreach ($this->of($account) as $other) {
            if ($other->id() !== $subscription->id() && $other->url() === $subscription->url()
                && array_intersect($other->events(), $subscription->events()) !== []) {
                throw new Problem(409, 'This URL is already subscribed to one of these events.');
            }
        }
    }

    private function save(Subscription $subscription, string $account): void
    {
        $subscription->set(['updatedAt' => Clock::iso($this->clock->now())]);
        $this->store->put(Subscription::KIND, $account, $subscription->stored());
    }

    /** @return array<string, mixed> */
    private function newSecret(bool $active): array
    {
        return [
            'id' => Ids::short('sc'),
            'value' => Ids::random(32),
            'createdAt' => Clock::iso($this->clock->now()),
            'isActive' => $active,
        ];
    }

    /** @return array<string, mixed> */
    private static function secretsOf(Subscription $subscription): array
    {
        return ['id' => $subscription->id(), 'secrets' => $subscription->fields()->list('secrets')];
    }
}
