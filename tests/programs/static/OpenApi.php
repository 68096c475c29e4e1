<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Skip;

/** The published document of the API. */
final class OpenApi
{
    /** @var array<string, mixed> */
    private readonly array $document;

    private function __construct(string $file)
    {
        $this->document = json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
    }

    /** The one that DOJO_OPENAPI names. */
    public static function published(): self
    {
        return new self(getenv('DOJO_OPENAPI') ?: throw new Skip('DOJO_OPENAPI does not name the published document'));
    }

    /** @return array<string, mixed> the responses by status */
    public function responses(string $method, string $path): array
    {
        $bare = static fn (string $path): string => (string) preg_replace('~\{\w+}~', '{}', $path);
        foreach ($this->document['paths'] as $candidate => $operations) {
            if ($bare($candidate) === $bare($path)) {
                return $operations[strtolower($method)]['responses'];
            }
        }
        throw new \RuntimeException("The document has no $method $path");
    }

    /** @return list<string> what the schema of an operation's success and all its examples agree on: keys, or "[]" for a list */
    public function agreed(string $method, string $path): array
    {
        $success = $this->success($this->responses($method, $path));
        if ($success === null) {
            return [];
        }
        $schema = $success['schema'];
        $examples = $this->examples($success);
        if (($schema['type'] ?? '') === 'array') {
            return array_filter($examples, static fn (mixed $example): bool => !array_is_list($example)) === [] ? ['[]'] : [];
        }
        if ($examples === []) {
            foreach ($this->document['paths'] as $operations) {
                foreach ($operations as $operation) {
                    $other = $this->success($operation['responses'] ?? []);
                    array_push($examples, ...($other !== null && $other['schema'] === $schema ? $this->examples($other) : []));
                }
            }
        }
        $keys = $examples === [] ? [] : array_keys($this->shape($schema)->fields ?? []);

        return array_values(array_filter($keys, static fn (string $key): bool => array_filter(
            $examples,
            static fn (array $example): bool => ($example[$key] ?? '') === '',
        ) === []));
    }

    /** @return ?array<string, mixed> schema and examples of a 2xx response; null if it has no body */
    private function success(array $responses): ?array
    {
        foreach ($responses as $status => $response) {
            if (str_starts_with((string) $status, '2')) {
                return $response['content']['application/json'] ?? null;
            }
        }

        return null;
    }

    /** @return list<array<mixed>> */
    private function examples(array $content): array
    {
        $schema = $content['schema'];
        $schema = isset($schema['$ref']) ? $this->document['components']['schemas'][basename($schema['$ref'])] : $schema;

        return [
            ...array_column($content['examples'] ?? [], 'value'),
            ...(isset($content['example']) ? [$content['example']] : []),
            ...(isset($schema['example']) ? [$schema['example']] : []),
        ];
    }

    /** @param array<string, mixed> $schema */
    public function shape(array $schema): Shape
    {
        $shape = new Shape();
        if (isset($schema['$ref'])) {
            $shape = $this->shape($this->document['components']['schemas'][basename($schema['$ref'])]);
            $shape->name = basename($schema['$ref']);
        } elseif (isset($schema['allOf'])) { // parts of one object
            $shape->fields = null;
            foreach ($schema['allOf'] as $part) {
                $part = $this->shape($part);
                $shape->atoms += $part->atoms;
                $shape->fields = $part->fields === null ? $shape->fields : [...($shape->fields ?? []), ...$part->fields];
            }
        } elseif (isset($schema['oneOf'])) {
            foreach ($schema['oneOf'] as $part) {
                $shape->add($this->shape($part));
            }
        } elseif (isset($schema['properties'])) {
            $shape->fields = [];
            foreach ($schema['properties'] as $name => $property) {
                $required = in_array($name, $schema['required'] ?? [], true);
                $shape->fields[$name] = ['required' => $required, 'shape' => $this->shape($property)];
            }
        } elseif (($schema['type'] ?? '') === 'array') {
            $shape->item = $this->shape($schema['items']);
        } elseif (is_array($schema['additionalProperties'] ?? null)) {
            $shape->value = $this->shape($schema['additionalProperties']);
        } elseif (($schema['type'] ?? 'object') !== 'object') {
            $shape = Shape::of(['string' => 'string', 'integer' => 'int', 'boolean' => 'bool'][$schema['type']]);
        }
        if ($schema['nullable'] ?? false) {
            $shape->add(Shape::of('null'));
        }

        return $shape;
    }
}
