<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Something outside this project is missing, so the test cannot run. The message says what, and how to install it. */
final class Skip extends \RuntimeException
{
}
