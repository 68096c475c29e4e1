<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The last requests, so that a test can see what was sent. Keys, secrets and card data are left out.
 *
 * @phpstan-type Entry array{n: int, at: string, method: string, path: string, query: string, headers: array<string, string>,
 *     bodyBytes: int, body: mixed, attempt: int, status: ?int, outcome?: string}
 */
final class RequestLog
{
    private const KEEP = 500;
    private const MAX_BODY_BYTES = 16384;
    private const HIDDEN = ['secret', 'password', 'clientsessionsecret', 'number', 'cvc', 'card', 'expiry'];

    /** @var array<int, Entry> by number */
    private array $entries = [];
    private int $count = 0;
    /** @var array<string, int> */
    private array $seen = [];

    /** @return int the number of this request, for finish() */
    public function start(Request $request): int
    {
        $key = $request->header('idempotencyKey') ?? '';
        // Short, because there is one for each request that was ever sent.
        $same = hash('xxh128', "$request->method $request->path?$request->query $key $request->body", true);
        $this->seen[$same] = ($this->seen[$same] ?? 0) + 1;
        $this->count++;
        $this->entries[$this->count] = [
            'n' => $this->count,
            'at' => Clock::iso(microtime(true)),
            'method' => $request->method,
            'path' => $request->path,
            'query' => $request->query,
            'headers' => self::headers($request),
            'bodyBytes' => strlen($request->body),
            'body' => self::body($request),
            // How often this very request has arrived so far.
            'attempt' => $this->seen[$same],
            'status' => null,
        ];
        unset($this->entries[$this->count - self::KEEP]);

        return $this->count;
    }

    public function finish(int $number, int|string $outcome): void
    {
        if (!isset($this->entries[$number])) {
            return;
        }
        if (is_int($outcome)) {
            $this->entries[$number]['status'] = $outcome;
        } else {
            $this->entries[$number]['outcome'] = $outcome;
        }
    }

    /**
     * @param string|null $path as PathFilter has it
     * @return list<Entry> oldest first
     */
    public function all(?string $path, ?string $method): array
    {
        return array_values(array_filter($this->entries, static fn (array $entry): bool =>
            ($path === null || PathFilter::matches($path, $entry['path']))
            && ($method === null || $entry['method'] === strtoupper($method))));
    }

    public function clear(): void
    {
        $this->entries = [];
        $this->seen = [];
    }

    /** @return array<string, string> */
    private static function headers(Request $request): array
    {
        $headers = [];
        foreach (array_keys($request->headers) as $name) {
            $value = (string) $request->header((string) $name);
            if ($name === 'authorization' || $name === 'proxy-authorization') {
                preg_match('~^(\w+) +(sk_sandbox_|sk_prod_|cs_)?~', $value, $part);
                $value = ($part[1] ?? '') . ' ' . ($part[2] ?? '') . '...';
            } elseif ($name === 'cookie') {
                $value = '...';
            }
            $headers[(string) $name] = (string) preg_replace('~[^\x20-\x7E]~', '?', $value);
        }

        return $headers;
    }

    private static function body(Request $request): mixed
    {
        // The checkout form has card numbers; large bodies would only fill the memory.
        if (str_starts_with($request->path, '/checkout/') || strlen($request->body) > self::MAX_BODY_BYTES) {
            return null;
        }

        return self::redact(json_decode($request->body));
    }

    private static function redact(mixed $value): mixed
    {
        if ($value instanceof \stdClass) {
            foreach (get_object_vars($value) as $key => $item) {
                $value->{$key} = in_array(strtolower((string) $key), self::HIDDEN, true) ? '...' : self::redact($item);
            }
        }

        return is_array($value) ? array_map(self::redact(...), $value) : $value;
    }
}
