<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The little that is needed to know about UTF-8, without an extension that a bare PHP may lack. */
final class Text
{
    /** Characters, not bytes: what is no continuation byte begins a character. */
    public static function length(string $text): int
    {
        return strlen((string) preg_replace('~[\x80-\xBF]~', '', $text));
    }

    public static function isUtf8(string $text): bool
    {
        return preg_match('~~u', $text) === 1;
    }
}
