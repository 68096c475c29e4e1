<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\ConflictException;
use Dojo\DojoException;
use Dojo\InvalidRequestException;
use Dojo\Money;
use Dojo\NotFoundException;
use Dojo\ValidationException;

/** What went wrong, in words: for the customer, for staff, for the log. */
final class Words
{
    /** Whether the same request will be refused again. */
    public static function isFinal(DojoException $e): bool
    {
        return $e instanceof InvalidRequestException || $e instanceof NotFoundException || $e instanceof ConflictException || $e instanceof ValidationException;
    }

    public static function money(int $value, string $currencyCode): string
    {
        return Money::toDecimal(['value' => $value, 'currencyCode' => $currencyCode]) . ' ' . $currencyCode;
    }
}
