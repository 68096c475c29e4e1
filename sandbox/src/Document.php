<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Something that is stored: fields that the API shows, and properties that only the sandbox knows. */
abstract class Document
{
    /** @param JsonObject $fields those that the API shows */
    protected function __construct(protected JsonObject $fields)
    {
    }

    public function id(): string
    {
        return $this->fields->text('id');
    }

    public function status(): string
    {
        return $this->fields->text('status');
    }

    public function fields(): JsonObject
    {
        return $this->fields;
    }

    /** @param array<string, mixed> $fields */
    public function set(array $fields): void
    {
        $this->fields = $this->fields->with($fields);
    }

    /** @param array<string, mixed> $entry of a list among the fields */
    public function append(string $list, array $entry): void
    {
        $this->set([$list => [...$this->fields->list($list), $entry]]);
    }

    /** @return array<array-key, mixed> */
    public function stored(): array
    {
        return $this->fields->all() + $this->hidden();
    }

    /** @return array<string, mixed> what is stored besides the fields, under names that no field has: they begin with an underscore */
    abstract protected function hidden(): array;

    /** The fields that the API shows of what was stored. */
    protected static function shownOf(JsonObject $stored): JsonObject
    {
        $fields = $stored->all();
        foreach (array_keys($fields) as $name) {
            if (((string) $name)[0] === '_') {
                unset($fields[$name]);
            }
        }

        return new JsonObject($fields);
    }
}
