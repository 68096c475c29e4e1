<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** One line for each request and webhook attempt, on standard output; the sandbox's own errors, on standard error. */
final class Log
{
    /** @var resource */
    private $output;

    public function __construct(private readonly bool $enabled)
    {
        $this->output = STDOUT;
    }

    public function request(string $method, string $target, int|string $outcome, float $seconds): void
    {
        $this->line(sprintf('%-6s %s %s %dms', $method, self::safe($target), $outcome, (int) round($seconds * 1000)));
    }

    public function note(string $text): void
    {
        $this->line(self::safe($text));
    }

    public function error(\Throwable $error): void
    {
        fwrite(STDERR, 'sandbox: ' . self::safe($error->getMessage()) . ' at ' . basename($error->getFile()) . ':' . $error->getLine() . "\n");
    }

    /** No control characters, no secrets, no long digit runs that could be a card number. */
    public static function safe(string $text): string
    {
        $text = (string) preg_replace('~[^\x20-\x7E]~', '?', $text);
        $text = (string) preg_replace('~\b(sk_sandbox_|sk_prod_|cs_sandbox_)[A-Za-z0-9_-]+~', '$1...', $text);
        $text = (string) preg_replace('~\b\d(?:[ -]?\d){11,18}\b~', '[digits]', $text);

        return strlen($text) > 400 ? substr($text, 0, 400) . '...' : $text;
    }

    private function line(string $text): void
    {
        if (!$this->enabled) {
            return;
        }
        // A parent that never reads its pipe must not block the server.
        $read = $except = null;
        $write = [$this->output];
        if (@stream_select($read, $write, $except, 0, 0) === 1) {
            $time = microtime(true);
            @fwrite($this->output, date('H:i:s', (int) $time) . sprintf('.%03d ', (int) (fmod($time, 1.0) * 1000)) . $text . "\n");
        }
    }
}
