<?php

declare(strict_types=1);

namespace Dojo\Contract;

/** Prism, which checks requests and answers against an OpenAPI document, or makes answers up from it. */
final class Prism
{
    private const OWN_ERRORS = 'https://stoplight.io/prism/errors#';
    private const PROGRAM = '/node_modules/@stoplight/prism-cli/dist/index.js';
    /** What the pinned version asks for. */
    private const NODE = [18, 20, 1];

    /** @param string $folder where it is installed; kept from one run to the next */
    public function __construct(private readonly string $folder)
    {
        self::checkNode();
        $this->install();
    }

    /** @return array{string, \Process} its URL and itself */
    public function start(string ...$arguments): array
    {
        $process = new \Process(['node', $this->folder . self::PROGRAM, ...$arguments, '--host', '127.0.0.1', '--port', '0'], ['NODE_ENV' => '']);
        $url = $process->await($process->output, static fn (string $text): ?string => preg_match('~listening on (http://[\d.:]+)~', $text, $match) ? $match[1] : null);

        return [$url, $process];
    }

    /** @return list<string> the bodies in the document that Prism would let pass whatever they are; the first line counts all */
    public function control(string $document): array
    {
        $output = self::run(['node', dirname(__DIR__) . '/control.js', "$this->folder/node_modules", $document], $code);

        return $code === 0 ? explode("\n", $output) : ['', "control.js ended with $code: $output"];
    }

    /**
     * What Prism itself has against a request or an answer, in words; null where the error is the API's own.
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
        // That a choice does not fit follows from what is wrong with each part of it.
        $causes = array_values(preg_grep('~must match (exactly one schema in oneOf|a schema in anyOf)$|one of the allowed values: $~', $all, PREG_GREP_INVERT));

        return $causes === [] ? $all : $causes;
    }

    private static function checkNode(): void
    {
        $version = self::run(['node', '--version'], $code);
        if ($code !== 0 || !preg_match('~^v(\d+)\.(\d+)\.(\d+)~', $version, $part)) {
            throw new Unavailable('node is missing (Debian: apt-get install nodejs npm)');
        }
        if (array_map('intval', array_slice($part, 1)) < self::NODE) {
            throw new Unavailable('node is too old: it is ' . trim($version) . ' and has to be ' . implode('.', self::NODE) . ' or newer');
        }
    }

    private function install(): void
    {
        $source = dirname(__DIR__);
        $wanted = hash_file('sha256', "$source/package-lock.json");
        if (!is_dir($this->folder)) {
            mkdir($this->folder, 0777, true);
        }
        // One installation at a time in a folder.
        $lock = fopen("$this->folder/lock", 'c');
        flock($lock, LOCK_EX);
        if (is_file($this->folder . self::PROGRAM) && @file_get_contents("$this->folder/installed") === $wanted) {
            return;
        }
        copy("$source/package.json", "$this->folder/package.json");
        copy("$source/package-lock.json", "$this->folder/package-lock.json");
        @unlink("$this->folder/installed");
        $output = self::run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error',
            '--fetch-retries=1', '--fetch-timeout=30000', '--prefix', $this->folder], $code);
        if ($code !== 0) {
            throw new Unavailable($code === 127 ? 'npm is missing (Debian: apt-get install npm)'
                : 'npm could not install Prism: ' . trim((string) strtok(trim($output), "\n")));
        }
        file_put_contents("$this->folder/installed", $wanted);
    }

    /** @param list<string> $command */
    private static function run(array $command, ?int &$code): string
    {
        exec(implode(' ', array_map('escapeshellarg', $command)) . ' 2>&1 </dev/null', $lines, $code);

        return implode("\n", $lines);
    }
}
