<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

/** Reads the part of PHPStan's type notation that the stub uses. */
final class ShapeParser
{
    private const TOKEN = '~\s*(\'[^\']*\'|\\\\?\w+(?:\\\\\w+)*|-?\d+|[{}<>,:?|])~A';

    /** @var list<string> */
    private array $tokens = [];
    private int $at = 0;

    /** @param array<string, string> $aliases the notation behind each name that `@phpstan-type` gave */
    public function __construct(private readonly array $aliases)
    {
    }

    public function parse(string $notation): Shape
    {
        $tokens = [];
        for ($offset = 0; $offset < strlen(rtrim($notation)); $offset += strlen($match[0])) {
            if (preg_match(self::TOKEN, $notation, $match, 0, $offset) !== 1) {
                throw new \RuntimeException('What is this type? ' . substr($notation, $offset));
            }
            $tokens[] = $match[1];
        }
        [$outer, $this->tokens, $outerAt, $this->at] = [$this->tokens, $tokens, $this->at, 0];
        $shape = $this->union();
        if ($this->at !== count($this->tokens)) {
            throw new \RuntimeException("There is more than a type in: $notation");
        }
        [$this->tokens, $this->at] = [$outer, $outerAt];

        return $shape;
    }

    private function peek(): string
    {
        return $this->tokens[$this->at] ?? '';
    }

    private function take(?string $wanted = null): string
    {
        $token = $this->peek();
        if ($token === '' || ($wanted !== null && $token !== $wanted)) {
            throw new \RuntimeException("Expected $wanted, found '$token' after " . implode(' ', array_slice($this->tokens, 0, $this->at)));
        }
        $this->at++;

        return $token;
    }

    private function union(): Shape
    {
        $shape = $this->single();
        while ($this->peek() === '|') {
            $this->take();
            $shape->add($this->single());
        }

        return $shape;
    }

    private function single(): Shape
    {
        $name = $this->take();
        if (isset($this->aliases[$name])) {
            $shape = $this->parse($this->aliases[$name]);
            $shape->name = $name;

            return $shape;
        }
        if ($name === 'array' && $this->peek() === '{') {
            return $this->fields();
        }
        if ($this->peek() !== '<') {
            return Shape::of(ltrim($name, '\\'));
        }
        $this->take();
        if ($name === 'int') {
            $least = $this->take();
            $this->take(',');
            $shape = Shape::of("int<$least, {$this->take()}>");
        } else {
            $shape = new Shape();
            $first = $this->union();
            if ($name === 'list') {
                $shape->item = $first;
            } elseif ($name === 'array' && $first->atoms === ['string' => true]) {
                $this->take(',');
                $shape->value = $this->union();
            } else {
                throw new \RuntimeException("What is $name<…>?");
            }
        }
        $this->take('>');

        return $shape;
    }

    private function fields(): Shape
    {
        $shape = new Shape();
        $shape->fields = [];
        $this->take('{');
        while ($this->peek() !== '}') {
            $name = $this->take();
            $required = $this->peek() !== '?';
            if (!$required) {
                $this->take();
            }
            $this->take(':');
            $shape->fields[$name] = ['required' => $required, 'shape' => $this->union()];
            if ($this->peek() === ',') {
                $this->take();
            }
        }
        $this->take('}');

        return $shape;
    }
}
