<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Money;
use Dojo\ValidationException;

/** Amounts that people type. */
final class Amounts
{
    /**
     * An amount that staff typed, in minor units. What could mean two things is refused: "1,000" is a thousand pounds to one person and
     * one pound to another.
     *
     * @throws NotPossible which says how to write it
     */
    public static function typed(string $text, string $currencyCode): int
    {
        $text = (string) preg_replace('/^[\s\x{A0}]+|[\s\x{A0}]+$/u', '', Text::valid($text));
        try {
            $amount = Money::fromDecimal($text, $currencyCode)['value'];
        } catch (ValidationException $e) {
            throw new NotPossible(sprintf(
                'Please write the amount in %s with a point and nothing else, such as %s. "%s" is not clear.',
                $currencyCode,
                Money::toDecimal(['value' => 1250, 'currencyCode' => $currencyCode]),
                Words::clean(Text::shorten($text, 40)),
            ), 0, $e);
        }
        if ($amount < 1) {
            throw new NotPossible('The amount must be above 0.');
        }

        return $amount;
    }
}
