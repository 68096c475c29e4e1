<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** An outcome in words for customer, staff and log, with the HTTP status to respond with. No text holds a key, a secret or card data. */
final readonly class Answer
{
    /**
     * @param int $status HTTP's
     * @param string $customer never has Dojo's own reason in it
     * @param string $staff may have it
     * @param string $log one line
     * @param ?int $retryAfter seconds after which the same request may succeed
     */
    public function __construct(public int $status, public string $customer, public string $staff, public string $log, public ?int $retryAfter = null)
    {
    }

    /** @return array<string, string> the response's headers */
    public function headers(): array
    {
        return $this->retryAfter === null ? [] : ['Retry-After' => (string) $this->retryAfter];
    }
}
