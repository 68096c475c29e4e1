<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Misbehaviour on request: a request asks for a fault in the header `x-sandbox-fault`, and POST /sandbox/faults queues one for a
 * later request or webhook. Several faults are joined by semicolons: `status=503;retry-after=1`.
 */
final class Faults
{
    public const HEADER = 'x-sandbox-fault';

    /** The queue's path that means webhook deliveries. */
    private const WEBHOOK = 'webhook';
    private const OF_REQUESTS = 1;
    private const OF_WEBHOOKS = 2;
    private const OF_BOTH = 3;

    /** name => [whether it takes a number, what it does, whose it is] */
    public const KINDS = [
        'status' => [true, 'responds with status N, without doing the work; a webhook: is not sent, as if its endpoint had responded with N', self::OF_BOTH],
        'after' => [false, 'with status or html: does the work first; a webhook: sends it first', self::OF_BOTH],
        'retry-after' => [true, 'adds a Retry-After header of N seconds', self::OF_REQUESTS],
        'delay' => [true, 'does the work at once, and responds N seconds later; a webhook: delivers it N seconds later', self::OF_BOTH],
        'html' => [false, 'responds with a gateway\'s HTML page, without doing the work; the status is 502 unless status says otherwise', self::OF_REQUESTS],
        'empty' => [false, 'responds without a body', self::OF_REQUESTS],
        'pascal-case' => [false, 'responds with PascalCase keys; a webhook: sends PascalCase keys', self::OF_BOTH],
        'close-before' => [false, 'closes the connection without doing the work; a webhook: is not sent, as if the connection had failed', self::OF_BOTH],
        'close-after' => [false, 'does the work, then closes the connection without a response; a webhook: sends it, and ignores the response', self::OF_BOTH],
        'truncate' => [false, 'does the work, sends half of the response, then closes the connection; a webhook: sends half of the body, then closes the connection', self::OF_BOTH],
        'garbage' => [false, 'does the work, then sends bytes that are not HTTP', self::OF_REQUESTS],
        'decline' => [false, 'a payment or charge is declined by the bank', self::OF_REQUESTS],
        'fail' => [false, 'a charge responds with Failed; a payment is declined', self::OF_REQUESTS],
        'refuse-refund' => [false, 'a refund is refused with 400 if an attempt to pay failed before, as the published document has it', self::OF_REQUESTS],
        'bad-signature' => [false, 'a webhook: signs it incorrectly', self::OF_WEBHOOKS],
        'duplicate' => [false, 'a webhook: delivers it twice at once', self::OF_WEBHOOKS],
    ];

    /** @var list<array{fault: string, method: ?string, path: string, times: int}> */
    private array $queue = [];
    /** @var array<string, float|true> the faults of the request that is being handled */
    private array $current = [];

    /** @return array<string, float|true> @throws Problem if the text names an unknown fault, or one that has no effect there */
    private static function parse(string $text, bool $ofWebhook): array
    {
        $parts = [];
        foreach (array_filter(array_map('trim', explode(';', $text)), static fn (string $part): bool => $part !== '') as $part) {
            $equals = explode('=', strtolower($part), 2);
            $name = trim($equals[0]);
            $value = isset($equals[1]) ? trim($equals[1]) : null;
            $takesNumber = self::KINDS[$name][0] ?? null;
            if ($takesNumber === null) {
                throw Problem::field('fault', "There is no fault $name. The faults are: " . implode(', ', array_keys(self::KINDS)) . '.');
            }
            self::checkTarget($name, $ofWebhook);
            if ($takesNumber !== ($value !== null) || ($takesNumber && !is_numeric($value))) {
                throw Problem::field('fault', $takesNumber ? "The fault $name needs a number: $name=1." : "The fault $name takes no value.");
            }
            $parts[$name] = $takesNumber ? (float) $value : true;
        }
        if (isset($parts['status']) && ($parts['status'] < 200 || $parts['status'] > 599)) {
            throw Problem::field('fault', 'The status must be between 200 and 599.');
        }

        return $parts;
    }

    /**
     * @param string $path a path prefix, or `=` and a whole path, or `webhook` for the next deliveries
     * @throws Problem if the queue cannot have this entry
     */
    public function add(string $fault, string $path, ?string $method, int $times): void
    {
        if ($path !== self::WEBHOOK && !PathFilter::isValid($path)) {
            throw Problem::field('path', 'The path must begin with / (a prefix) or =/ (exactly this path), or be the word webhook.');
        }
        self::parse($fault, $path === self::WEBHOOK);
        $this->queue[] = ['fault' => $fault, 'method' => $method === null ? null : strtoupper($method), 'path' => $path, 'times' => $times];
    }

    /** @return list<array{fault: string, method: ?string, path: string, times: int}> */
    public function queue(): array
    {
        return $this->queue;
    }

    public function clear(): void
    {
        $this->queue = [];
    }

    /** @return array<string, float|true> */
    public function take(Request $request): array
    {
        $header = $request->header(self::HEADER);

        return $this->current = $header !== null
            ? self::parse($header, false)
            // `webhook` matches no request, because every request's path begins with a slash.
            : $this->fromQueue(static fn (array $entry): bool => PathFilter::matches($entry['path'], $request->path)
                && ($entry['method'] === null || $entry['method'] === $request->method)
                && self::canHappen($entry['fault'], $request));
    }

    /** @return array<string, float|true> */
    public function forWebhook(): array
    {
        return $this->fromQueue(static fn (array $entry): bool => $entry['path'] === self::WEBHOOK);
    }

    /** @return string|null decline or fail, if this request asked for it */
    public function outcome(): ?string
    {
        return isset($this->current['decline']) ? 'decline' : (isset($this->current['fail']) ? 'fail' : null);
    }

    /** Whether this request asked for refunds to be refused after a failed attempt to pay. */
    public function refusesRefund(): bool
    {
        return isset($this->current['refuse-refund']);
    }

    /**
     * @param array<string, float|true> $fault
     * @param callable(): Response      $work
     */
    public function apply(array $fault, callable $work): Response
    {
        $response = new Response(200);
        if (isset($fault['close-before'])) {
            $response->drop = true;

            return $response;
        }
        $replaces = isset($fault['status']) || isset($fault['html']);
        if (!$replaces || isset($fault['after'])) {
            $response = $work();
        }
        $status = (int) ($fault['status'] ?? 502);
        if (isset($fault['html'])) {
            $response = Response::html($status, "<html><head><title>$status</title></head><body><h1>$status "
                . (Response::REASONS[$status] ?? 'Status') . "</h1><hr>gateway</body></html>\n");
        } elseif (isset($fault['status'])) {
            $response = Problems::response(new Problem($status, 'A requested fault.'), 'PD', Ids::trace());
        }

        return $this->spoil($fault, $response);
    }

    /** @param array<string, float|true> $fault */
    private function spoil(array $fault, Response $response): Response
    {
        if (isset($fault['pascal-case']) && str_starts_with($response->headers['Content-Type'] ?? '', 'application/json')) {
            $response->body = Json::pascalCase($response->body);
        }
        if (isset($fault['empty'])) {
            $response->body = '';
            unset($response->headers['Content-Type']);
        }
        if (isset($fault['retry-after'])) {
            $response->headers['Retry-After'] = (string) (int) $fault['retry-after'];
        }
        $response->delay = max(0.0, (float) ($fault['delay'] ?? 0));
        $response->drop = isset($fault['close-after']);
        $response->truncate = isset($fault['truncate']);
        $response->garbage = isset($fault['garbage']) ? "\x00\xff this is not HTTP\r\n\r\n" : null;

        return $response;
    }

    /** @throws Problem */
    private static function checkTarget(string $name, bool $ofWebhook): void
    {
        $target = $ofWebhook ? self::OF_WEBHOOKS : self::OF_REQUESTS;
        if ((self::KINDS[$name][2] & $target) === 0) {
            $possible = array_keys(array_filter(self::KINDS, static fn (array $kind): bool => ($kind[2] & $target) !== 0));
            throw Problem::field('fault', ($ofWebhook
                ? "The fault $name has no effect on a webhook. Those that have one are: " . implode(', ', $possible)
                : "The fault $name is for webhooks only: queue it with the path webhook") . '.');
        }
    }

    /** Some faults wait for a payment or a refund, whatever is requested before. */
    private static function canHappen(string $fault, Request $request): bool
    {
        $parts = self::parse($fault, false);

        return (!isset($parts['decline']) && !isset($parts['fail']) || Checkout::isAttempt($request))
            && (!isset($parts['refuse-refund']) || MoneyMoves::isRefund($request));
    }

    /**
     * @param callable(array{fault: string, method: ?string, path: string, times: int}): bool $matches
     * @return array<string, float|true>
     */
    private function fromQueue(callable $matches): array
    {
        foreach ($this->queue as $index => $entry) {
            if ($matches($entry)) {
                if (--$this->queue[$index]['times'] <= 0) {
                    array_splice($this->queue, $index, 1);
                }

                return self::parse($entry['fault'], $entry['path'] === self::WEBHOOK);
            }
        }

        return [];
    }
}
