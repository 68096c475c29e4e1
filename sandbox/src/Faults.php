<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * Misbehaviour on request. A request asks for its own with the header `x-sandbox-fault`; POST /sandbox/faults queues
 * one for requests to come. Several parts are joined by semicolons: `status=503;retry-after=1`.
 */
final class Faults
{
    public const HEADER = 'x-sandbox-fault';

    /** name => whether it takes a number, and what it does */
    public const KINDS = [
        'status' => [true, 'answer with this status instead of doing the work'],
        'retry-after' => [true, 'add a Retry-After header of so many seconds'],
        'delay' => [true, 'hold the answer back for so many seconds; the work is done at once'],
        'after' => [false, 'together with status: do the work first, then answer with that status'],
        'html' => [false, 'answer with a gateway\'s HTML page (status 502 if none is given)'],
        'empty' => [false, 'answer without a body'],
        'pascal-case' => [false, 'answer with PascalCase keys; a webhook: send them so'],
        'close-before' => [false, 'close the connection before doing the work'],
        'close-after' => [false, 'do the work, then close the connection without an answer'],
        'truncate' => [false, 'do the work, then send half of the answer and close'],
        'garbage' => [false, 'do the work, then answer with bytes that are no HTTP'],
        'decline' => [false, 'the bank declines this payment or charge'],
        'fail' => [false, 'a charge comes back as Failed'],
        'bad-signature' => [false, 'webhooks: sign wrongly'],
        'duplicate' => [false, 'webhooks: deliver twice at the same time'],
    ];

    /** @var list<array{fault: string, method: ?string, path: string, times: int}> */
    private array $queue = [];
    /** What was taken for the request being handled. */
    private array $current = [];

    /** @return array<string, float|true> @throws Problem where the text names no fault */
    public static function parse(string $text): array
    {
        $parts = [];
        foreach (array_filter(array_map('trim', explode(';', $text)), 'strlen') as $part) {
            [$name, $value] = explode('=', strtolower($part), 2) + [1 => null];
            $takesNumber = self::KINDS[trim($name)][0] ?? null;
            if ($takesNumber === null) {
                throw Problem::field('fault', "There is no fault called $name. There are: " . implode(', ', array_keys(self::KINDS)) . '.');
            }
            if ($takesNumber !== ($value !== null) || ($takesNumber && !is_numeric(trim($value)))) {
                throw Problem::field('fault', $takesNumber ? "The fault $name needs a number: $name=1." : "The fault $name takes no value.");
            }
            $parts[trim($name)] = $takesNumber ? (float) $value : true;
        }
        if (isset($parts['status']) && ($parts['status'] < 200 || $parts['status'] > 599)) {
            throw Problem::field('fault', 'The status must be between 200 and 599.');
        }

        return $parts;
    }

    /** @param string $path a path prefix, or `webhook` for the next deliveries */
    public function add(string $fault, string $path, ?string $method, int $times): void
    {
        self::parse($fault);
        $this->queue[] = ['fault' => $fault, 'method' => $method === null ? null : strtoupper($method), 'path' => $path, 'times' => $times];
    }

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
            ? self::parse($header)
            : $this->fromQueue(static fn (array $entry): bool => $entry['path'] !== 'webhook'
                && str_starts_with($request->path, $entry['path'])
                && ($entry['method'] === null || $entry['method'] === $request->method));
    }

    /** @return array<string, float|true> */
    public function forWebhook(): array
    {
        return $this->fromQueue(static fn (array $entry): bool => $entry['path'] === 'webhook');
    }

    /** @return string|null decline or fail, where the bank shall misbehave in this request */
    public function outcome(): ?string
    {
        return isset($this->current['decline']) ? 'decline' : (isset($this->current['fail']) ? 'fail' : null);
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
            $response = Problems::response(new Problem($status, 'A fault that was asked for.'), 'PD', Ids::trace());
        }

        return $this->spoil($fault, $response);
    }

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
        $response->garbage = isset($fault['garbage']) ? "\x00\xff this is no HTTP\r\n\r\n" : null;

        return $response;
    }

    private function fromQueue(callable $matches): array
    {
        foreach ($this->queue as $index => $entry) {
            if ($matches($entry)) {
                if (--$this->queue[$index]['times'] <= 0) {
                    array_splice($this->queue, $index, 1);
                }

                return self::parse($entry['fault']);
            }
        }

        return [];
    }
}
