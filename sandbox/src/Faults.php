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

    /** name => [whether it takes a number, what it does] */
    public const KINDS = [
        'status' => [true, 'responds with status N, without doing the work'],
        'after' => [false, 'with status or html: does the work first'],
        'retry-after' => [true, 'adds a Retry-After header of N seconds'],
        'delay' => [true, 'does the work at once, and responds N seconds later; a webhook: delivers it N seconds later'],
        'html' => [false, 'responds with a gateway\'s HTML page, without doing the work; the status is 502 unless status says otherwise'],
        'empty' => [false, 'responds without a body'],
        'pascal-case' => [false, 'responds with PascalCase keys; a webhook: sends PascalCase keys'],
        'close-before' => [false, 'closes the connection without doing the work'],
        'close-after' => [false, 'does the work, then closes the connection without a response'],
        'truncate' => [false, 'does the work, sends half of the response, then closes the connection'],
        'garbage' => [false, 'does the work, then sends bytes that are not HTTP'],
        'decline' => [false, 'a payment or charge is declined by the bank'],
        'fail' => [false, 'a charge responds with Failed; a payment is declined'],
        'bad-signature' => [false, 'a webhook: signs it incorrectly'],
        'duplicate' => [false, 'a webhook: delivers it twice at once'],
    ];

    /** @var list<array{fault: string, method: ?string, path: string, times: int}> */
    private array $queue = [];
    /** The faults of the request that is being handled. */
    private array $current = [];

    /** @return array<string, float|true> @throws Problem if the text names an unknown fault */
    public static function parse(string $text): array
    {
        $parts = [];
        foreach (array_filter(array_map('trim', explode(';', $text)), 'strlen') as $part) {
            [$name, $value] = explode('=', strtolower($part), 2) + [1 => null];
            $takesNumber = self::KINDS[trim($name)][0] ?? null;
            if ($takesNumber === null) {
                throw Problem::field('fault', "There is no fault $name. The faults are: " . implode(', ', array_keys(self::KINDS)) . '.');
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

    /** @return string|null decline or fail, if this request asked for it */
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
            $response = Problems::response(new Problem($status, 'A requested fault.'), 'PD', Ids::trace());
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
        $response->garbage = isset($fault['garbage']) ? "\x00\xff this is not HTTP\r\n\r\n" : null;

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
