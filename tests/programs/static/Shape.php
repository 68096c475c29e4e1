<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

/**
 * A type as a tree that can be compared: what it may be (`int`, `string`, `null`, `'Auto'`, a class), and its members. It is made
 * from PHPStan's notation, from a row of dojo_schemas.def or from a schema of the published document.
 *
 * Alternatives that are array shapes are merged: a field is required if all of them require it.
 */
final class Shape
{
    /** @var array<string, true> */
    public array $atoms = [];
    /** @var ?array<string, array{required: bool, shape: Shape}> of an array shape */
    public ?array $fields = null;
    public ?Shape $item = null; // of a list
    public ?Shape $value = null; // of a map with string keys
    public ?string $name = null; // of an alias, a table or a schema; null for a union of several

    public static function of(string ...$atoms): self
    {
        $shape = new self();
        $shape->atoms = array_fill_keys($atoms, true);

        return $shape;
    }

    /** Whether there is nothing in it that could have a name: null or an empty array. */
    private function isNameless(): bool
    {
        return ($this->fields ?? []) === [] && !$this->item && !$this->value && array_diff_key($this->atoms, ['null' => true]) === [];
    }

    public function add(self $other): void
    {
        $this->name = $this->isNameless() ? $other->name : ($other->isNameless() ? $this->name : null);
        $this->atoms += $other->atoms;
        $this->item ??= $other->item;
        $this->value ??= $other->value;
        if ($other->fields === null || $other->fields === []) { // a call whose work was already done answers []
            $this->fields ??= $other->fields;

            return;
        }
        if ($this->fields === null || $this->fields === []) {
            $this->fields = $other->fields;

            return;
        }
        foreach ($this->fields as $name => $field) {
            $this->fields[$name]['required'] = $field['required'] && ($other->fields[$name]['required'] ?? false);
        }
        foreach ($other->fields as $name => $field) {
            if (isset($this->fields[$name])) {
                $this->fields[$name]['shape']->add($field['shape']);
            } else {
                $this->fields[$name] = ['required' => false, 'shape' => $field['shape']];
            }
        }
    }

    /**
     * Where this shape, as documented, differs from the one it should be.
     *
     * @param callable(string): bool $forgiven whether a difference, as it would be returned, is a known one
     * @return list<string>
     */
    public function differences(self $wanted, string $path, callable $forgiven): array
    {
        $found = [];
        $say = static function (string $difference) use (&$found, $forgiven): void {
            if (!$forgiven($difference)) {
                $found[] = $difference;
            }
        };
        if ($this->name !== null && $wanted->name !== null && $this->name !== $wanted->name) {
            $say("$path: is named $this->name, not $wanted->name");
        }
        foreach (array_keys(array_diff_key($wanted->atoms, $this->atoms)) as $atom) {
            $say("$path: lacks $atom");
        }
        foreach (array_keys(array_diff_key($this->atoms, $wanted->atoms)) as $atom) {
            $say("$path: has $atom");
        }
        foreach (['item' => '[]', 'value' => '{}'] as $member => $suffix) {
            if ($this->$member instanceof self && $wanted->$member instanceof self) {
                array_push($found, ...$this->$member->differences($wanted->$member, $path . $suffix, $forgiven));
            } elseif ($this->$member !== $wanted->$member) {
                $say("$path: is " . ($this->$member ? '' : 'not ') . ($member === 'item' ? 'a list' : 'a map'));
            }
        }
        if (($this->fields === null) !== ($wanted->fields === null)) {
            $say("$path: is " . ($this->fields === null ? 'not ' : '') . 'an array shape');

            return $found;
        }
        foreach ($wanted->fields ?? [] as $name => $field) {
            $at = "$path.$name";
            if (!isset($this->fields[$name])) {
                $say("$at: is missing");
                continue;
            }
            if ($this->fields[$name]['required'] !== $field['required']) {
                $say("$at: is " . ($field['required'] ? 'optional' : 'required'));
            }
            array_push($found, ...$this->fields[$name]['shape']->differences($field['shape'], $at, $forgiven));
        }
        foreach (array_keys(array_diff_key($this->fields ?? [], $wanted->fields ?? [])) as $name) {
            $say("$path.$name: is extra");
        }

        return $found;
    }
}
