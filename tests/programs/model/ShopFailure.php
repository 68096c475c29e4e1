<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

/** Something of the shop's own has failed, as the script wanted it. */
final class ShopFailure extends \RuntimeException
{
}
