<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The shop's address is not the one it was set up with. It may be a copy, which must not touch the real shop's payments. */
final class UnconfirmedSite extends \RuntimeException
{
    public function __construct(string $knownUrl, string $thisUrl)
    {
        parent::__construct("Payments are off: this shop was set up at $knownUrl and is now at $thisUrl. If it has moved, confirm the new"
            . ' address; if it is a copy of the shop, confirm that.');
    }
}
