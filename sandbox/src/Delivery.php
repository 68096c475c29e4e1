<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** An event on its way to one subscription, with the attempts to deliver it. */
final class Delivery extends Document
{
    public const KIND = 'delivery';

    public function __construct(JsonObject $fields)
    {
        parent::__construct($fields);
    }

    public function event(): string
    {
        return $this->fields->text('event');
    }

    public function payload(): string
    {
        return $this->fields->text('payload');
    }

    /** The sandbox time at which the next attempt was due. */
    public function plannedAt(): float
    {
        return Clock::time($this->fields->textOrNull('nextAttemptAt') ?? $this->fields->text('createdAt'));
    }

    /** There will be no further attempt. */
    public function settle(string $state): void
    {
        $this->fields = $this->fields->without('nextAttemptAt')->with(['state' => $state]);
    }

    protected function hidden(): array
    {
        return [];
    }
}
