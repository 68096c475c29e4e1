<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/** A call that violates the document, as Prism found. */
final class Violation extends \RuntimeException
{
}
