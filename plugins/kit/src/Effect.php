<?php

declare(strict_types=1);

namespace Dojo\Shop;

/**
 * Something to do after the transaction that decided it: an e-mail, a note to staff, the shop platform's own "payment complete". It is
 * done at least once, in no fixed order; if the process dies meanwhile, it is done again with the same id. Only a step (MOVED) is
 * dropped if the order moves on before it is done: the later step is done instead.
 */
final readonly class Effect
{
    /** An order's payment moved on; `state` has the new OrderState's value. */
    public const MOVED = 'moved';

    /** A refund was made; `refund`, `amount`, `source`. */
    public const REFUNDED = 'refunded';

    /**
     * The order was paid twice; the money is in no order's books. Show staff `text` and a button for `intent`, `amount`; `action` is
     * 'refund' or 'release'.
     */
    public const EXTRA = 'extra';

    /** Staff have to know: `text`. A payment of another amount, a refund that Dojo refused. */
    public const NOTE = 'note';

    /**
     * @param string $id the same each time that this effect is performed; at most 191 characters
     * @param string $orderId '' for a note that is about no order
     * @param array<string, int|string|null> $data
     */
    public function __construct(public string $id, public string $orderId, public string $kind, public array $data, public int $createdAt)
    {
    }
}
