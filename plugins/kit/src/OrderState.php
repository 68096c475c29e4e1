<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** How far an order's payment has come. */
enum OrderState: string
{
    /** Nothing is paid. */
    case Open = 'open';

    /** Its payment intent was canceled, expired or released: nothing is paid, and the goods need not be kept. A new payment may begin. */
    case Closed = 'closed';

    /** The card has been authorised for the amount. Capture or release it. */
    case Authorised = 'authorised';

    /** Money was taken, but not what the order costs, or for an order that was no longer for sale. A person has to decide. */
    case Review = 'review';

    case Paid = 'paid';

    /** All that was paid has been refunded. */
    case Refunded = 'refunded';

    /** The payment was reversed: the customer has not been charged. */
    case Reversed = 'reversed';

    /** Whether a customer may begin to pay. */
    public function isPayable(): bool
    {
        return $this === self::Open || $this === self::Closed;
    }

    /** An order only moves to a higher rank, with two exceptions: a new intent makes a closed order open, and a release makes an authorised one closed. */
    public function rank(): int
    {
        return match ($this) {
            self::Open => 0,
            self::Closed => 1,
            self::Authorised => 2,
            self::Review => 3,
            self::Paid => 4,
            self::Refunded, self::Reversed => 5,
        };
    }
}
