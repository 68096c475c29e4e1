<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

/** The end of a simulated process. No code of a shop catches it for long: everything that it calls afterwards throws it again. */
final class Killed extends \Error
{
}
