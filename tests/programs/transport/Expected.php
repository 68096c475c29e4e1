<?php

declare(strict_types=1);

namespace Dojo\Tests\Transport;

require_once __DIR__ . '/../../support/libcurl_version.inc';

/**
 * What each kind of fault leads to, for each retry class: the promises of docs/errors-and-retries.md as a table. A row is
 *
 *   exception (null: the call succeeds) | whether the outcome is unknown, if the call changes something | how often the server sees a once call |
 *   a repeatable one (ALL: at first and on every retry) | a GET, if that differs
 *
 * Only calls that read change nothing.
 */
final class Expected
{
    public const ALL = -1;
    /** One more than ALL, because replacing a dead kept connection costs no retry. */
    private const ALL_AND_ONE = -2;
    /** Since this libcurl a callback runs before each send. Before, each call that changes something has a new connection. */
    private const TELLS_OF_SENDS = '7.80';
    /** Once, or ALL: releases of libcurl report it differently. */
    public const ANY = -3;

    private const KINDS = [
        'good' => [null, false, 1, 1],
        'unreachable' => ['Connection', false, 0, 0],
        'handshake silent' => ['Connection', false, 0, 0],
        'handshake lost' => ['Tls', false, 0, 0],
        'untrusted' => ['Tls', false, 0, 0],
        'forged' => ['Tls', false, 0, 0],
        'silent' => ['Timeout', true, 1, 1],
        'lost' => ['Response', true, 1, self::ALL],
        'lost when kept' => ['Response', true, 1, self::ALL_AND_ONE],
        'unusable' => ['Response', true, 1, 1],
        'unusable or lost' => ['Response', true, 1, self::ANY],
        '400' => ['InvalidRequest', false, 1, 1],
        '401' => ['Authentication', false, 1, 1],
        '403' => ['Permission', false, 1, 1],
        '404' => ['NotFound', false, 1, 1],
        '405' => ['InvalidRequest', false, 1, 1],
        '408' => ['Api', true, 1, self::ALL],
        '408 not now' => ['Api', true, 1, 1],
        '409' => ['Conflict', false, 1, 1],
        '418' => ['Api', false, 1, 1],
        '422' => ['InvalidRequest', false, 1, 1],
        '429' => ['RateLimit', false, 1, self::ALL],
        '429 not now' => ['RateLimit', false, 1, 1],
        '500' => ['Server', true, 1, 1, self::ALL],
        '500 not now' => ['Server', true, 1, 1],
        '501' => ['Server', true, 1, 1],
        '503' => ['Server', true, 1, self::ALL],
        '503 not now' => ['Server', true, 1, 1],
    ];

    /** How often a connection is tried if nothing is sent: once for a bad certificate. libcurl reports a forged one as a broken handshake. */
    private const TRIES = ['unreachable' => self::ALL, 'handshake silent' => self::ALL, 'handshake lost' => self::ALL, 'untrusted' => 1];

    /**
     * @param array{method: string, path: string, retry: string, flags: list<string>} $row the operation's
     * @return array{exception: ?string, unknown: bool, seen: list<int>, tries: ?int}
     */
    public static function of(string $kind, array $row, int $maxRetries): array
    {
        $promise = in_array('DOJO_ANSWERS_NOTHING', $row['flags'], true) ? 'nothing' : $row['promise'];
        $kind = match ($kind) {
            'no body' => $promise === 'nothing' ? 'good' : 'unusable',
            'an object' => in_array($promise, ['nothing', null], true) ? 'good' : 'unusable', // it has members that were not promised
            'a list' => in_array($promise, ['nothing', null, '[]'], true) ? 'good' : 'unusable',
            default => $kind,
        };
        $expected = self::KINDS[$kind] ?? throw new \RuntimeException("there is no expectation for '$kind'");
        $once = $row['retry'] === 'ONCE';
        $seen = $expected[$once ? 2 : ($row['method'] === 'GET' && isset($expected[4]) ? 4 : 3)];
        $all = $maxRetries + 1;

        return [
            'exception' => $expected[0] === null ? null : "Dojo\\$expected[0]Exception",
            'unknown' => $expected[1] && $row['method'] !== 'GET' && !str_ends_with($row['path'], '/search'),
            'seen' => match ($seen) {
                self::ALL => [$all],
                self::ALL_AND_ONE => [$row['settle'] === null || version_compare(libcurl_version(), self::TELLS_OF_SENDS, '>=') ? $all + 1 : $all],
                self::ANY => [1, $all],
                default => [$seen],
            },
            'tries' => isset(self::TRIES[$kind]) ? (self::TRIES[$kind] === self::ALL ? $all : self::TRIES[$kind]) : null,
        ];
    }
}
