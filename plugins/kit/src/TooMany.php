<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A visitor's limit is reached. Respond with 429 and Retry-After. */
final class TooMany extends \RuntimeException
{
    /** @param int $retryAfter seconds */
    public function __construct(public readonly int $retryAfter)
    {
        parent::__construct("Too many tries; the next one may be made in $retryAfter seconds.");
    }
}
