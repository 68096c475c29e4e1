<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\Tests\Command;
use Dojo\Tests\NodePackages;
use Dojo\Tests\Process;

/** Prism, which checks requests and responses against an OpenAPI document, or makes responses up from it. */
final class Prism
{
    private const OWN_ERRORS = 'https://stoplight.io/prism/errors#';
    private const PROGRAM = '/node_modules/@stoplight/prism-cli/dist/index.js';
    /** The oldest node that the pinned version runs on. */
    private const NODE = '18.20.1';

    /** The folder that it is installed in. */
    private readonly string $folder;

    public function __construct()
    {
        $this->folder = NodePackages::install('contract', self::NODE);
    }

    /** @return array{string, Process} its URL and itself */
    public function start(string ...$arguments): array
    {
        $process = new Process(['node', $this->folder . self::PROGRAM, ...$arguments, '--host', '127.0.0.1', '--port', '0'], ['NODE_ENV' => '']);
        $url = $process->await($process->output, static fn (string $text): ?string => preg_match('~listening on (http://[\d.:]+)~', $text, $match) ? $match[1] : null);

        return [$url, $process];
    }

    /** @return list<string> the bodies in the document that Prism would accept with any content; the first line counts all */
    public function control(string $document): array
    {
        [$status, $output] = Command::run(['node', __DIR__ . '/control.js', "$this->folder/node_modules", $document], isMerged: true);

        return $status === 0 ? explode("\n", trim($output)) : ['', "control.js ended with $status: $output"];
    }

    /**
     * Prism's own objections to a request or a response; null if the error is the API's.
     *
     * @return array{string, list<string>}|null direction and violations
     */
    public static function complaint(\Dojo\ApiException $error): ?array
    {
        if (!str_starts_with((string) $error->type, self::OWN_ERRORS)) {
            return null;
        }
        $details = json_decode($error->body, true)['validation'] ?? [];

        return [
            $error->type === self::OWN_ERRORS . 'VIOLATIONS' ? 'response' : 'request',
            $details === [] ? ["$error->title: $error->detail"] : self::violations($details),
        ];
    }

    /**
     * @param list<array{location?: list<string>, message: string}> $details
     * @return list<string> `place: what is wrong with it`
     */
    public static function violations(array $details): array
    {
        $all = array_map(static fn (array $detail): string => implode('.', $detail['location'] ?? []) . ": $detail[message]", $details);
        // That no alternative fits follows from what is wrong with each of them.
        $causes = array_values(preg_grep('~must match (exactly one schema in oneOf|a schema in anyOf)$|one of the allowed values: $~', $all, PREG_GREP_INVERT));

        return $causes === [] ? $all : $causes;
    }
}
