<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The sandbox's time: the system's, plus what tests have advanced it by. */
final class Clock
{
    /** How the API writes that there is no date. */
    public const NEVER = '0001-01-01T00:00:00Z';

    private float $offset = 0.0;
    /** The time that the clock was last advanced to. */
    private float $advancedTo = 0.0;

    public function now(): float
    {
        return microtime(true) + $this->offset;
    }

    public function advance(float $seconds): void
    {
        $this->offset += $seconds;
        $this->advancedTo = $this->now();
    }

    /**
     * The time at which something that was due at $due takes place: at $due if the clock was advanced past it, else now. What
     * follows it after a pause is then due in the skipped time too, so that one call to advance() covers a whole schedule.
     */
    public function timeOf(float $due): float
    {
        return $due < $this->advancedTo ? $due : $this->now();
    }

    public function offset(): float
    {
        return $this->offset;
    }

    public function setOffset(float $offset): void
    {
        $this->offset = $offset;
        $this->advancedTo = 0.0;
    }

    /** UTC with the seven fraction digits of the real API. */
    public static function iso(float $time): string
    {
        // Rounded to microseconds first, so that .9999999 carries into the next second.
        $micros = (int) round($time * 1e6);

        return gmdate('Y-m-d\TH:i:s', intdiv($micros, 1000000)) . sprintf('.%06d0Z', $micros % 1000000);
    }

    /** The time that iso() wrote. */
    public static function time(string $iso): float
    {
        return self::parse($iso) ?? throw new \UnexpectedValueException("not a time: $iso");
    }

    /** @return float|null null if the text is not an ISO 8601 date and time with a zone */
    public static function parse(string $text): ?float
    {
        $pattern = '~^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$~Di';
        if (!preg_match($pattern, $text, $part) || !checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
            return null;
        }
        if ($part[4] > '23' || $part[5] > '59' || $part[6] > '59') {
            return null;
        }
        $seconds = strtotime("$part[1]-$part[2]-$part[3]T$part[4]:$part[5]:$part[6]" . strtoupper($part[8]));

        return $seconds === false ? null : $seconds + (float) ('0' . $part[7]);
    }

    /** Seconds of a `[d.]hh:mm:ss[.fffffff]` time span; null if it is not one. */
    public static function parseSpan(string $text): ?float
    {
        if (!preg_match('~^(?:(\d{1,4})\.)?([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,7})?$~D', $text, $part)) {
            return null;
        }

        return (int) $part[1] * 86400 + (int) $part[2] * 3600 + (int) $part[3] * 60 + (int) $part[4]
            + (float) ('0' . ($part[5] ?? ''));
    }
}
