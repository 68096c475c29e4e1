<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** An HTTP client that returns error responses like any other. It follows redirects only if asked to. */
final class Http
{
    /**
     * @param array<string, string> $headers
     * @return array{int, string, string} status (0 if there was no response), status line and headers (of all responses, if a redirect
     *         was followed), body
     */
    public static function ask(string $method, string $url, string $body = '', array $headers = [], float $timeout = 20.0, bool $follow = false): array
    {
        $lines = array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($headers), $headers);
        $response = @fopen($url, 'rb', false, stream_context_create(['http' => [
            'method' => $method, 'content' => $body, 'header' => [...$lines, 'Connection: close'], 'follow_location' => (int) $follow,
            'ignore_errors' => true, 'timeout' => $timeout,
        ]]));
        $head = $response ? implode("\n", stream_get_meta_data($response)['wrapper_data']) : '';

        return [preg_match('~.*^HTTP/\S+ (\d+)~ms', $head, $match) === 1 ? (int) $match[1] : 0, $head, $response ? (string) stream_get_contents($response) : ''];
    }

    /** A form. @param array<string, mixed> $fields @param array<string, string> $headers @return array{int, string, string} as ask() */
    public static function post(string $url, array $fields, array $headers = []): array
    {
        return self::ask('POST', $url, http_build_query($fields), $headers + ['Content-Type' => 'application/x-www-form-urlencoded']);
    }

    /** @return array{int, string, string} as ask() */
    public static function postJson(string $url, array $body): array
    {
        return self::ask('POST', $url, json_encode($body, JSON_THROW_ON_ERROR), ['Content-Type' => 'application/json']);
    }

    /** Where the last redirect leads. @param string $head as ask() returns it */
    public static function location(string $head): ?string
    {
        return preg_match('~.*^location: *(\S+)~ims', $head, $match) === 1 ? $match[1] : null;
    }

    /** A page as a reader sees it. */
    public static function text(string $html): string
    {
        $visible = (string) preg_replace(['~<(style|script|head)\b.*?</\1>~is', '~<[^>]*>~', '~\s+~'], ' ', $html);

        return trim(html_entity_decode($visible, ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }
}
