<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A subscription to webhook events, with the secrets that sign them. */
final class Subscription extends Document
{
    public const KIND = 'subscription';

    public function __construct(JsonObject $fields)
    {
        parent::__construct($fields);
    }

    public function url(): string
    {
        return $this->fields->text('url');
    }

    /** @return list<string> */
    public function events(): array
    {
        return $this->fields->texts('events');
    }

    /** @return list<JsonObject> id, value, createdAt, isActive */
    public function secrets(): array
    {
        return $this->fields->objects('secrets');
    }

    public function secret(string $id): ?JsonObject
    {
        foreach ($this->secrets() as $secret) {
            if ($secret->text('id') === $id) {
                return $secret;
            }
        }

        return null;
    }

    public function activeSecret(): JsonObject
    {
        foreach ($this->secrets() as $secret) {
            if ($secret->flag('isActive')) {
                return $secret;
            }
        }
        throw new \LogicException('A subscription always has an active secret.');
    }

    /** Makes this secret the only active one. */
    public function activate(string $id): void
    {
        $this->set(['secrets' => array_map(
            static fn (JsonObject $secret): array => $secret->with(['isActive' => $secret->text('id') === $id])->all(),
            $this->secrets(),
        )]);
    }

    public function deleteSecret(string $id): void
    {
        $kept = array_filter($this->secrets(), static fn (JsonObject $secret): bool => $secret->text('id') !== $id);
        $this->set(['secrets' => array_map(static fn (JsonObject $secret): array => $secret->all(), array_values($kept))]);
    }

    protected function hidden(): array
    {
        return [];
    }
}
