<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/** A call that Prism found to break the contract. */
final class Violation extends \RuntimeException
{
}
