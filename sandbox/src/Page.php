<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Cuts a page out of a list that is sorted from newest to oldest. */
final class Page
{
    private const DEFAULT_LIMIT = 50;

    /**
     * @param iterable<int, \Closure(): JsonObject>              $items  by position, descending
     * @param JsonObject                                         $cursor limit, before, after
     * @param string                                             $prefix of the cursor's field names in errors
     * @param \Closure(JsonObject): array<array-key, mixed>      $view
     * @return array{data: list<array<array-key, mixed>>, before: ?string, after: ?string} the cursors of the neighbouring pages that exist
     */
    public static function of(iterable $items, JsonObject $cursor, string $prefix, \Closure $view): array
    {
        $limit = $cursor->integerOrNull('limit') ?? self::DEFAULT_LIMIT;
        $after = self::position($cursor->textOrNull('after'), $prefix . 'After');
        $before = self::position($cursor->textOrNull('before'), $prefix . 'Before');
        if ($after !== null && $before !== null) {
            throw Problem::field($prefix . 'Before', 'Only one of before and after may be given.');
        }
        $page = [];
        $newer = $older = false;
        foreach ($items as $position => $item) {
            if ($after !== null && $position >= $after) {
                $newer = true;
            } elseif ($before !== null && $position <= $before) {
                $older = true;
                break;
            } elseif (count($page) < $limit) {
                $page[$position] = $item;
            } elseif ($before === null) {
                $older = true;
                break;
            } else {
                // The page before a cursor ends right before it.
                $page[$position] = $item;
                unset($page[array_key_first($page)]);
                $newer = true;
            }
        }

        return [
            'data' => array_map(static fn (\Closure $item): array => $view($item()), array_values($page)),
            'before' => $newer && $page !== [] ? self::cursor((int) array_key_first($page)) : null,
            'after' => $older && $page !== [] ? self::cursor((int) array_key_last($page)) : null,
        ];
    }

    private static function cursor(int $position): string
    {
        return rtrim(base64_encode('at:' . $position), '=');
    }

    private static function position(?string $cursor, string $field): ?int
    {
        if ($cursor === null || $cursor === '') {
            return null;
        }
        if (!preg_match('~^at:(\d{1,15})$~D', (string) base64_decode($cursor, true), $match)) {
            throw Problem::field($field, 'The cursor is not from this API.');
        }

        return (int) $match[1];
    }
}
