<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A request that cannot be parsed: it gets this status, then the connection is closed. */
final class HttpError extends \RuntimeException
{
    public function __construct(public readonly int $status, string $message)
    {
        parent::__construct($message);
    }
}
