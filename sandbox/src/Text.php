<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** UTF-8 without mbstring, which a bare PHP may lack. */
final class Text
{
    /** Characters, not bytes: every byte but a continuation byte begins a character. */
    public static function length(string $text): int
    {
        return strlen((string) preg_replace('~[\x80-\xBF]~', '', $text));
    }

    public static function isUtf8(string $text): bool
    {
        return preg_match('~~u', $text) === 1;
    }
}
