<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A command line that makes no sense; the message says why. */
final class UsageError extends \RuntimeException
{
}
