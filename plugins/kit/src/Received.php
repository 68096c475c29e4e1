<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** What to respond to a webhook, and which event to handle after that. */
final readonly class Received
{
    /**
     * @param array<string, string> $headers
     * @param ?string $eventId for Inbox::handle(); null if there is nothing to do
     */
    public function __construct(public int $status, public string $text, public array $headers = [], public ?string $eventId = null)
    {
    }
}
