<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/Process.php';

/** Runs a command to completion. */
final class Command
{
    public const PATIENCE = 3600.0; // seconds

    public const NOT_FOUND = 127;
    public const TOOK_TOO_LONG = 124;

    /**
     * @param list<string> $command
     * @param array<string, string> $environment added to this process's own
     * @param bool $isMerged whether standard error is merged into the output
     * @param string $input the file for its standard input
     * @return array{int, string, string} exit status, output, errors
     */
    public static function run(
        array $command,
        array $environment = [],
        ?string $folder = null,
        bool $isMerged = false,
        string $input = '/dev/null',
        float $seconds = self::PATIENCE,
    ): array {
        return (new Process($command, $environment, false, $folder, $isMerged, $input))->finish($seconds);
    }
}
