<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/Process.php';

/** PHP's own web server. */
final class CliServer
{
    public readonly string $url;
    private readonly Process $process;

    /**
     * @param list<string> $php the PHP and its options
     * @param list<string> $pages a script that handles every request, or -t and a folder, or both
     * @param array<string, string> $environment with PHP_CLI_SERVER_WORKERS it has workers
     * @param string $address HOST:PORT; by default PHP chooses a free port; pass one if the pages must know it beforehand
     */
    public function __construct(array $php, array $pages, array $environment = [], string $address = '127.0.0.1:0')
    {
        $this->process = new Process([...$php, '-S', $address, ...$pages], $environment, isset($environment['PHP_CLI_SERVER_WORKERS']));
        $this->url = $this->process->await(
            $this->process->errors,
            static fn (string $text): ?string => preg_match('~\((http://[\d.:]+)\) started~', $text, $match) === 1 ? $match[1] : null,
        );
    }

    /** What the server and its pages wrote to standard error. */
    public function log(): string
    {
        return (string) @file_get_contents($this->process->errors);
    }

    public function stop(): void
    {
        $this->process->stop();
    }
}
