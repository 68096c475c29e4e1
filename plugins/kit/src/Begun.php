<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** The result of beginning a payment. */
final readonly class Begun
{
    /** Send the customer to $paymentUrl. */
    public const PAY = 'pay';

    /** There is nothing to pay: the order is paid, authorised or in review. Show the order. */
    public const SETTLED = 'settled';

    /** Another request is preparing the payment, or its outcome is unknown. Ask again in a minute. */
    public const WAIT = 'wait';

    /** The shop no longer wants the order to be paid. */
    public const NOT_FOR_SALE = 'not for sale';

    /** @param self::* $kind */
    private function __construct(public string $kind, public ?string $intentId = null, public ?string $paymentUrl = null)
    {
    }

    public static function pay(Intent $intent): self
    {
        return new self(self::PAY, $intent->id, $intent->paymentUrl ?? \Dojo\Client::checkoutUrl($intent->id));
    }

    public static function settled(): self
    {
        return new self(self::SETTLED);
    }

    public static function wait(): self
    {
        return new self(self::WAIT);
    }

    public static function notForSale(): self
    {
        return new self(self::NOT_FOR_SALE);
    }
}
