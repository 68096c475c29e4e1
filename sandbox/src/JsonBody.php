<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The JSON object sent to a helper. */
final class JsonBody
{
    private const MAX_DEPTH = 16;

    /**
     * @param array<array-key, mixed> $fields
     * @param string               $text   what $fields were decoded from
     */
    private function __construct(public readonly array $fields, private readonly string $text)
    {
    }

    /** @throws Problem 400 if the body is not an object */
    public static function of(Request $request): self
    {
        $body = json_decode($request->body, true, self::MAX_DEPTH);
        if (!is_array($body) || ($body !== [] && array_is_list($body))) {
            throw Problem::field('$', 'The body must be a JSON object.');
        }

        return new self($body, $request->body);
    }

    /** @param list<string> $names @return \stdClass those of these fields that were sent, as Validator takes them */
    public function part(array $names): \stdClass
    {
        $decoded = (array) json_decode($this->text, false, self::MAX_DEPTH);

        return (object) array_intersect_key($decoded, array_flip($names));
    }

    public function get(string $field): mixed
    {
        return $this->fields[$field] ?? null;
    }

    /** @throws Problem 400 if the field is missing, empty or not a string */
    public function text(string $field): string
    {
        $value = $this->get($field);

        return is_string($value) && $value !== '' ? $value : throw Problem::field($field, 'The value must be a non-empty string.');
    }
}
