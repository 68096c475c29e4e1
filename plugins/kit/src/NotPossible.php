<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** What staff asked for was not sent. The message is for them: what prevents it, and what to do. */
final class NotPossible extends \RuntimeException
{
}
