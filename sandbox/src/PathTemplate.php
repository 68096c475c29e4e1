<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Matches paths against templates such as `/payment-intents/{paymentIntentId}`. */
final class PathTemplate
{
    /** @var array<string, string> */
    private static array $patterns = [];

    /** @return array<string, string>|null the decoded parameters; null if the path does not match */
    public static function match(string $template, string $path): ?array
    {
        $pattern = self::$patterns[$template]
            ??= '~^' . preg_replace('~\\\\\{(\w+)\\\\\}~', '(?<$1>[^/]+)', preg_quote($template, '~')) . '$~D';
        if (!preg_match($pattern, $path, $match)) {
            return null;
        }

        return array_map('rawurldecode', array_filter($match, 'is_string', ARRAY_FILTER_USE_KEY));
    }
}
