<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Text from customers, staff and old databases, prepared for a request or a log. */
final class Text
{
    /** Valid UTF-8: invalid bytes become U+FFFD. */
    public static function valid(string $text): string
    {
        return htmlspecialchars_decode(htmlspecialchars($text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8'), ENT_NOQUOTES);
    }

    /** How many characters it has; each byte counts as one if it is not valid UTF-8. */
    public static function length(string $text): int
    {
        $length = preg_match_all('/./su', $text);

        return $length === false ? strlen($text) : $length;
    }

    /** At most so many characters. */
    public static function shorten(string $text, int $length): string
    {
        return preg_match('/^.{0,' . $length . '}/su', self::valid($text), $match) === 1 ? $match[0] : '';
    }
}
