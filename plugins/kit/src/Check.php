<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** What the self-test found out about one subject. */
final readonly class Check
{
    public const OK = 'ok';

    /** Not wrong, but worth knowing. */
    public const NOTE = 'note';
    public const PROBLEM = 'problem';

    /**
     * @param self::* $state
     * @param string $text what was found
     * @param string $advice what to do; '' if there is nothing to do
     */
    private function __construct(public string $name, public string $state, public string $text, public string $advice)
    {
    }

    public static function ok(string $name, string $text): self
    {
        return new self($name, self::OK, $text, '');
    }

    public static function note(string $name, string $text, string $advice = ''): self
    {
        return new self($name, self::NOTE, $text, $advice);
    }

    public static function problem(string $name, string $text, string $advice): self
    {
        return new self($name, self::PROBLEM, $text, $advice);
    }

    /** The check itself could not be made. */
    public static function failed(string $name, \Throwable $e, string $advice): self
    {
        return new self($name, self::PROBLEM, Words::of($e)->staff . ' (' . Words::of($e)->log . ')', $advice);
    }
}
