<?php

declare(strict_types=1);

/** The published document of the API. */
final class OpenApi
{
    /** @var array<string, mixed> */
    private readonly array $document;

    public function __construct(string $file)
    {
        $this->document = json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
    }

    /** @return array<string, mixed> the answers by status */
    public function responses(string $method, string $path): array
    {
        $bare = static fn (string $path): string => (string) preg_replace('~\{\w+}~', '{}', $path);
        foreach ($this->document['paths'] as $candidate => $operations) {
            if ($bare($candidate) === $bare($path)) {
                return $operations[strtolower($method)]['responses'];
            }
        }
        throw new RuntimeException("The document has no $method $path");
    }

    /** @param array<string, mixed> $schema */
    public function shape(array $schema): Shape
    {
        $shape = new Shape();
        if (isset($schema['$ref'])) {
            $shape = $this->shape($this->document['components']['schemas'][basename($schema['$ref'])]);
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
