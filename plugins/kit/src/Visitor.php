<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Who wants to pay, for the limits of Guard. Only hashes of it are stored. */
final readonly class Visitor
{
    /**
     * @param string $session what the shop knows the visitor's session by; '' without one
     * @param string $address the visitor's IP address, as the shop's own web server or its trusted proxy has it; '' if unknown
     */
    public function __construct(#[\SensitiveParameter] public string $session, public string $address)
    {
    }
}
