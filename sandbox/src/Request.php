<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** An HTTP request as it arrived, headers by lower-case name. */
final class Request
{
    public string $body = '';

    /**
     * @param array<string, list<string>> $headers
     */
    public function __construct(
        public readonly string $method,
        public readonly string $path,
        public readonly string $query,
        public readonly array $headers,
        public readonly string $httpVersion = '1.1',
        public readonly bool $secure = false,
    ) {
    }

    /** Repeated headers are joined by a comma, as HTTP allows; null if there is none. */
    public function header(string $name): ?string
    {
        $values = $this->headers[strtolower($name)] ?? null;

        return $values === null ? null : implode(', ', $values);
    }

    /**
     * Query parameters with their repeated values: `a=1&a=2` is two values of a.
     *
     * @return array<string, list<string>>
     */
    public function queryValues(): array
    {
        return self::urlDecoded($this->query);
    }

    /** @return array<string, string> fields of a submitted HTML form; of a repeated field the last value */
    public function form(): array
    {
        return array_map(static fn (array $values): string => $values[count($values) - 1], self::urlDecoded($this->body));
    }

    /**
     * Not parse_str, which stops after max_input_vars names and changes some of them.
     *
     * @return array<string, non-empty-list<string>>
     */
    private static function urlDecoded(string $pairs): array
    {
        $values = [];
        foreach ($pairs === '' ? [] : explode('&', $pairs) as $pair) {
            [$name, $value] = explode('=', $pair, 2) + [1 => ''];
            $values[urldecode($name)][] = urldecode($value);
        }

        return $values;
    }
}
