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

    /** @return list<array> */
    public function events(Call $call): array
    {
        $models = [];
        foreach (self::EVENTS as $event => [$model]) {
            $models[$model] ??= ['model' => $model, 'events' => []];
            $models[$model]['events'][] = $event;
        }

        return array_values($models);
    }

    /** @return list<array> */
    public function all(Call $call): array
    {
        return $this->store->all('subscription', $call->account);
    }

    public function subscribe(Call $call): array
    {
        $now = Clock::iso($this->clock->now());
        $subscription = [
            'id' => Ids::short('ws'),
            'accountId' => $call->account,
            'events' => array_values(array_unique($call->body['events'])),
            'url' => $call->body['url'],
            'description' => $call->body['description'] ?? null,
            'secrets' => [$this->newSecret(true)],
            'createdAt' => $now,
            'updatedAt' => $now,
        ];
        $this->check($subscription, $call->account);
        $this->store->put('subscription', $call->account, $subscription);

        return $subscription;
    }

    public function update(Call $call): array
    {
        $subscription = $this->find($call);
        foreach (['events', 'url'] as $field) {
            $subscription[$field] = $call->body[$field] ?? $subscription[$field];
        }
        if (array_key_exists('description', $call->body)) {
            $subscription['description'] = $call->body['description'];
        }
        $this->check($subscription, $call->account);

        return $this->save($subscription, $call->account);
    }

    public function delete(Call $call): null
    {
        $this->store->delete($this->find($call)['id']);

        return null;
    }

    public function secrets(Call $call): array
    {
        return self::secretsOf($this->find($call));
    }

    public function generateSecret(Call $call): array
    {
        $subscription = $this->find($call);
        if (count($subscription['secrets']) >= self::MAX_SECRETS) {
            throw new Problem(409, 'The subscription already has two secrets: delete the inactive one first.');
        }
        // Inactive at first, so that the endpoint can be given it before it is used.
        $subscription['secrets'][] = $this->newSecret(false);

        return self::secretsOf($this->save($subscription, $call->account));
    }

    public function activateSecret(Call $call): null
    {
        $subscription = $this->find($call);
        $wanted = $this->secretIndex($subscription, $call, 404);
        foreach ($subscription['secrets'] as $index => $secret) {
            $subscription['secrets'][$index]['isActive'] = $index === $wanted;
        }
        $this->save($subscription, $call->account);

        return null;
    }

    public function deleteSecret(Call $call): null
    {
        $subscription = $this->find($call);
        // As the real API responds; the document has 401 and 404 for this operation.
        $index = $this->secretIndex($subscription, $call, 401);
        if ($subscription['secrets'][$index]['isActive']) {
            throw new Problem(403, 'The active secret cannot be deleted: activate another one first.');
        }
        array_splice($subscription['secrets'], $index, 1);
        $this->save($subscription, $call->account);

        return null;
    }

    private function find(Call $call): array
    {
        return $this->store->get('subscription', $call->parameter('subscriptionId'), $call->account)
            ?? throw new Problem(404, 'There is no such subscription.');
    }

    private function secretIndex(array $subscription, Call $call, int $unknownStatus): int
    {
        $index = array_search($call->parameter('secretId'), array_column($subscription['secrets'], 'id'), true);

        return $index === false ? throw new Problem($unknownStatus, 'The subscription has no such secret.') : $index;
    }

    private function check(array $subscription, string $account): void
    {
        foreach ($subscription['events'] as $index => $event) {
            if (!isset(self::EVENTS[$event])) {
                throw Problem::field("Events[$index]", 'The event is not one of ' . implode(', ', array_keys(self::EVENTS)) . '.');
            }
        }
        foreach ($this->store->all('subscription', $account) as $other) {
            if ($other['id'] !== $subscription['id'] && $other['url'] === $subscription['url']
                && array_intersect($other['events'], $subscription['events']) !== []) {
                throw new Problem(409, 'This URL is already subscribed to one of these events.');
            }
        }
    }

    private function save(array $subscription, string $account): array
    {
        $subscription['updatedAt'] = Clock::iso($this->clock->now());
        $this->store->put('subscription', $account, $subscription);

        return $subscription;
    }

    private function newSecret(bool $active): array
    {
        return [
            'id' => Ids::short('sc'),
            'value' => Ids::random(32),
            'createdAt' => Clock::iso($this->clock->now()),
            'isActive' => $active,
        ];
    }

    private static function secretsOf(array $subscription): array
    {
        return ['id' => $subscription['id'], 'secrets' => $subscription['secrets']];
    }
}
