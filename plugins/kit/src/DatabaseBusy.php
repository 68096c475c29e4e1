<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Another process holds the lock, or took it in a deadlock. Nothing was written; the same transaction may succeed now. */
final class DatabaseBusy extends \RuntimeException
{
}
