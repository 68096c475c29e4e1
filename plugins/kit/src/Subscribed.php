<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** What Subscription::setUp() found or made. */
final readonly class Subscribed
{
    /**
     * @param list<string> $events that it sends
     * @param list<string> $added those of them that were missing
     * @param bool $isNew whether this run created it
     * @param int $secrets how many of its secrets are stored
     * @param list<string> $available the events of the account
     */
    public function __construct(
        public string $id,
        public string $url,
        public array $events,
        public array $added,
        public bool $isNew,
        public int $secrets,
        public array $available,
    ) {
    }
}
