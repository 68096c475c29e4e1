<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Checks a decoded body against its shape, and reports every invalid field under its path in the API's spelling:
 * `ItemLines[0].AmountTotal.Value`.
 *
 * @phpstan-type Row array{type: string, list: bool, required: bool, nullable: bool, min: ?int, max: ?int}
 */
final class Validator
{
    private const MAX_ERRORS = 100;

    /** @var array<string, list<string>> */
    private array $errors = [];
    /** @var array<string, array<string, Row>> */
    private static array $rows = [];

    /** @param callable(string): ?string $webhookUrl says what is wrong with a webhook URL, null if nothing is */
    public function __construct(private $webhookUrl)
    {
    }

    /**
     * @return JsonObject the fields in the table's spelling
     * @throws Problem 400 with all errors
     */
    public function check(string $shape, mixed $body): JsonObject
    {
        $this->errors = [];
        if (!$body instanceof \stdClass) {
            throw Problem::field('$', 'The body must be a JSON object, not ' . self::typeName($body) . '.');
        }
        $result = $this->object($shape, $body, '');
        if ($this->errors !== []) {
            throw new Problem(400, 'One or more fields are not valid.', $this->errors);
        }

        return new JsonObject($result);
    }

    /**
     * @return array<string, mixed>
     * @phpstan-impure it adds to the errors
     */
    private function object(string $shape, \stdClass $value, string $path): array
    {
        $rows = self::rows($shape);
        $names = [];
        foreach (array_keys($rows) as $name) {
            $names[strtolower($name)] = $name;
        }
        $result = [];
        foreach (get_object_vars($value) as $key => $item) {
            // Keys are matched in any case, as in the real API.
            $name = $names[strtolower((string) $key)] ?? null;
            if ($name === null) {
                if (!in_array($shape, Schemas::OPEN, true)) {
                    $this->error(self::join($path, (string) $key), 'The field is not part of this request.');
                }
            } elseif ($item === null && !$rows[$name]['nullable']) {
                $this->error(self::join($path, $name), $rows[$name]['required'] ? 'The ' . ucfirst($name) . ' field is required.' : 'The field must not be null.');
            } elseif ($item === null) {
                $result[$name] = null;
            } else {
                $result[$name] = $this->field($rows[$name], $item, self::join($path, $name));
            }
        }
        foreach ($rows as $name => $row) {
            $at = self::join($path, $name);
            if ($row['required'] && !array_key_exists($name, $result) && !isset($this->errors[$at])) {
                $this->error($at, 'The ' . ucfirst($name) . ' field is required.');
            }
        }

        return $result;
    }

    /** @param Row $row */
    private function field(array $row, mixed $value, string $path): mixed
    {
        if (!$row['list']) {
            return $this->value($row, $value, $path);
        }
        if (!is_array($value)) {
            return $this->wrongType($path, 'a list', $value);
        }
        $count = count($value);
        if ($count < ($row['min'] ?? 0) || $count > ($row['max'] ?? 1000)) {
            $this->error($path, 'The list must have between ' . ($row['min'] ?? 0) . ' and ' . ($row['max'] ?? 1000) . " entries, it has $count.");
        }
        $result = [];
        foreach ($value as $index => $item) {
            $result[] = $this->value(['min' => null, 'max' => null] + $row, $item, $path . '[' . $index . ']');
        }

        return $result;
    }

    /** @param Row $row */
    private function value(array $row, mixed $value, string $path): mixed
    {
        $type = $row['type'];
        if (isset(Schemas::SHAPES[$type])) {
            return $value instanceof \stdClass ? $this->object($type, $value, $path) : $this->wrongType($path, 'an object', $value);
        }
        return match ($type) {
            'int', 'int32', 'digits' => $this->integer($row, $value, $path),
            'bool' => is_bool($value) ? $value : $this->wrongType($path, 'true or false', $value),
            'map' => $this->map($value, $path),
            default => is_string($value) ? $this->text($row, $value, $path) : $this->wrongType($path, 'a string', $value),
        };
    }

    /** @param Row $row */
    private function integer(array $row, mixed $value, string $path): ?int
    {
        if ($row['type'] === 'digits' && is_string($value) && preg_match('~^\d{1,18}$~D', $value)) {
            $value = (int) $value;
        }
        if (!is_int($value)) {
            return $this->wrongType($path, 'an integer', $value);
        }
        $min = $row['min'] ?? ($row['type'] === 'int32' ? -2147483648 : PHP_INT_MIN);
        $max = $row['max'] ?? ($row['type'] === 'int32' ? 2147483647 : PHP_INT_MAX);
        if ($value < $min || $value > $max) {
            $this->error($path, "The value must be between $min and $max.");
        }

        return $value;
    }

    /** @param Row $row */
    private function text(array $row, string $value, string $path): string
    {
        $length = Text::length($value);
        if ($length < ($row['min'] ?? 0) || $length > ($row['max'] ?? PHP_INT_MAX)) {
            $range = $row['max'] === null ? 'at least ' . $row['min'] : 'between ' . ($row['min'] ?? 0) . ' and ' . $row['max'];
            $this->error($path, "The text must be $range characters long, it has $length.");

            return $value;
        }
        $wrong = match ($row['type']) {
            'string' => null,
            'date-time' => Clock::parse($value) === null ? 'The value must be an ISO 8601 date and time in UTC.' : null,
            'timespan' => Clock::parseSpan($value) === null ? 'The value must be a time span, dd.hh:MM:ss.' : null,
            'uri' => self::isUrl($value) ? null : 'The value must be an absolute http or https URL.',
            'email' => filter_var($value, FILTER_VALIDATE_EMAIL, FILTER_FLAG_EMAIL_UNICODE)
                ? null : 'The value must be an email address.',
            'webhook-url' => ($this->webhookUrl)($value),
            default => in_array($value, explode('|', $row['type']), true)
                ? null : 'The value must be one of ' . str_replace('|', ', ', $row['type']) . '.',
        };
        if ($wrong !== null) {
            $this->error($path, $wrong);
        }

        return $value;
    }

    /** @return array<string, string>|null */
    private function map(mixed $value, string $path): ?array
    {
        if (!$value instanceof \stdClass) {
            return $this->wrongType($path, 'an object', $value);
        }
        $map = [];
        foreach (get_object_vars($value) as $key => $item) {
            if (is_string($item)) {
                $map[(string) $key] = $item;
            } else {
                $this->wrongType($path . '.' . $key, 'a string', $item);
            }
        }

        return $map;
    }

    private function wrongType(string $path, string $expected, mixed $value): null
    {
        $this->error($path, "The value must be $expected, not " . self::typeName($value) . '.');

        return null;
    }

    private function error(string $path, string $message): void
    {
        if (count($this->errors) < self::MAX_ERRORS) {
            $this->errors[$path][] = $message;
        }
    }

    public static function isUrl(string $value): bool
    {
        $parts = parse_url($value);

        return is_array($parts) && in_array(strtolower($parts['scheme'] ?? ''), ['http', 'https'], true)
            && ($parts['host'] ?? '') !== '' && !preg_match('~[\x00-\x20\x7F<>"\\\\^`{|}]~', $value);
    }

    private static function typeName(mixed $value): string
    {
        return match (true) {
            $value === null => 'null',
            is_bool($value) => 'a boolean',
            is_int($value) => 'an integer',
            is_float($value) => 'a decimal number',
            is_string($value) => 'a string',
            is_array($value) => 'a list',
            default => 'an object',
        };
    }

    private static function join(string $path, string $name): string
    {
        return ($path === '' ? '' : $path . '.') . ucfirst($name);
    }

    /** @return array<string, Row> */
    private static function rows(string $shape): array
    {
        return self::$rows[$shape] ??= array_map(self::row(...), Schemas::SHAPES[$shape]);
    }

    /** @return Row */
    private static function row(string $text): array
    {
        if (!preg_match('~^(\[)?([\w|-]+)\]?([!?]*)(?: (\d*)\.\.(\d*))?$~D', $text, $part)) {
            throw new \LogicException("malformed row: $text");
        }

        return [
            'type' => $part[2],
            'list' => $part[1] === '[',
            'required' => str_contains($part[3], '!'),
            'nullable' => str_contains($part[3], '?'),
            'min' => ($part[4] ?? '') === '' ? null : (int) $part[4],
            'max' => ($part[5] ?? '') === '' ? null : (int) $part[5],
        ];
    }
}
