<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/** One operation of the API. */
final class Operation
{
    /** @param list<int> $statuses the statuses that the document lists */
    public function __construct(
        public readonly array $statuses,
    ) {
    }

    /** @return list<int> */
    public function errors(): array
    {
        return array_values(array_filter($this->statuses, static fn (int $status): bool => $status >= 400));
    }
}
