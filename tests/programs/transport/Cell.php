<?php

declare(strict_types=1);

namespace Dojo\Tests\Transport;

use Dojo\Tests\Tables;

require_once __DIR__ . '/../../support/faults/fault_server.inc';
require_once __DIR__ . '/../../support/schema_cases.inc';

/** One cell of the matrix: one operation meets one fault. */
final class Cell
{
    private const MAX_RETRIES = 1;
    /** On a busy machine a short limit may end before the request is sent, so a cell with a silent server may have more time. */
    private const LIMITS = [0.4, 3.0, 12.0];
    private static int $count = 0;

    /** @param array<string, mixed> $row the operation's */
    public function __construct(private readonly string $operation, private readonly array $row, private readonly string $name, private readonly array $fault)
    {
    }

    /**
     * @param bool $whole every operation with every fault; else one operation of each sort with every fault, and every
     *        operation with a few
     * @return list<array{string, string}> operation and fault
     */
    public static function all(bool $whole): array
    {
        $few = ['refused', 'reset in the handshake', 'closed after the whole request', 'closed after the whole request (kept TLS connection)',
            "closed in the response's body", '503, Retry-After: 0', 'HTML'];
        $sorts = $cells = [];
        foreach (Tables::operations() as $operation => $row) {
            $nothing = in_array('DOJO_ANSWERS_NOTHING', $row['flags'], true);
            $sort = implode(' ', [$row['retry'], $row['method'] === 'GET', $row['shape'] !== null, $nothing && $row['retry'] === 'REPEATABLE']);
            foreach ($whole || !isset($sorts[$sort]) ? array_keys(\Faults::all()) : $few as $fault) {
                $cells[] = [$operation, (string) $fault];
            }
            $sorts[$sort] = true;
        }

        return $cells;
    }

    /** @return array{wrong: list<string>, double: int} what is wrong, and how many times too many a once call was sent */
    public function run(\FaultServer $server): array
    {
        $result = ['wrong' => ['it did not run'], 'double' => 0];
        foreach ($this->fault['kind'] === 'silent' ? self::LIMITS : [8.0] as $seconds) {
            $result = $this->runWithin($server, $seconds);
            if ($result['wrong'] === []) {
                break;
            }
        }

        return $result;
    }

    /** @return array{wrong: list<string>, double: int} as run() */
    private function runWithin(\FaultServer $server, float $seconds): array
    {
        $wrong = [];
        $expected = Expected::of($this->fault['kind'], $this->row, self::MAX_RETRIES);
        $tries = 0;
        \Dojo\Client::resetPool();
        $client = $server->client(
            listener: $this->fault['listener'] ?? 'plain',
            timeout: $seconds,
            connectTimeout: $this->fault['kind'] === 'handshake silent' ? 0.2 : 4.0,
            maxRetries: self::MAX_RETRIES,
            onExchange: static function () use (&$tries): void {
                $tries++;
            },
        );
        if ($this->fault['reused'] ?? false) {
            $wrong = $this->succeeds($server, $client, 'the call before');
        }
        $idle = $this->fault['idle'] ?? null;
        $server->set([$idle === null ? $this->name : 'ok'], idle: $idle);
        $tries = 0;
        $error = $this->call($client)[1];
        $seen = $server->seen();
        $begun = ($this->fault['unread'] ?? false) ? $seen['connections'] : $seen['begun'];

        if (($error === null ? null : get_class($error)) !== $expected['exception']) {
            $wrong[] = 'threw ' . ($error === null ? 'nothing' : get_class($error) . " ({$error->getMessage()})") . ', not ' . ($expected['exception'] ?? 'nothing');
        }
        if (($error instanceof \Dojo\DojoException && $error->outcomeUnknown()) !== $expected['unknown']) {
            $wrong[] = 'outcomeUnknown is ' . json_encode(!$expected['unknown']);
        }
        if (!in_array($begun, $expected['seen'], true) || $seen['whole'] > $begun) {
            $wrong[] = "the server saw it $begun times ($seen[whole] whole), not " . implode(' or ', $expected['seen']);
        }
        if ($expected['tries'] !== null && $tries !== $expected['tries']) {
            $wrong[] = "it was tried $tries times, not $expected[tries]";
        }
        if ($seen['elsewhere'] > 0) {
            $wrong[] = 'another origin was asked';
        }
        $server->awaitAllSent();
        // A listener that only refuses cannot serve the next call, so that goes to another.
        $usable = in_array($this->fault['listener'] ?? 'plain', ['plain', 'tls'], true);
        array_push($wrong, ...$this->succeeds($server, $usable ? $client : $server->client(), 'the next call'));

        return ['wrong' => $wrong, 'double' => $this->row['retry'] === 'ONCE' ? max(0, $begun - 1) : 0];
    }

    /** @return list<string> */
    private function succeeds(\FaultServer $server, \Dojo\Client $client, string $which): array
    {
        $tag = sprintf('%04d', ++self::$count % 10000);
        $server->set(['ok'], cell: $tag);
        [$result, $error] = $this->call($client);
        $right = in_array('DOJO_ANSWERS_NOTHING', $this->row['flags'], true) ? null : json_decode(\Faults::ok($this->row['promise'], $tag), true);
        if ($error !== null || $result !== $right) {
            return ["$which " . ($error === null ? 'returned ' . json_encode($result) : 'threw ' . get_class($error) . " ({$error->getMessage()})")];
        }
        $seen = $server->seen()['whole'];

        return $seen === 1 ? [] : ["$which was seen $seen times"];
    }

    /** @return array{mixed, ?\Throwable} */
    private function call(\Dojo\Client $client): array
    {
        try {
            return [$client->{$this->operation}(...$this->arguments()), null];
        } catch (\Throwable $error) {
            return [null, $error];
        }
    }

    private function arguments(): array
    {
        static $cases;
        $cases ??= new \SchemaCases(Tables::shapes());
        $arguments = [];
        foreach ((new \ReflectionMethod(\Dojo\Client::class, $this->operation))->getParameters() as $parameter) {
            if ($parameter->isOptional()) {
                break;
            }
            $arguments[] = match (true) {
                $parameter->getName() === 'request' => $cases->minimal($this->row['shape']),
                (string) $parameter->getType() === 'array' => ['x_1', 'x_2'],
                default => 'x_1',
            };
        }

        return $arguments;
    }
}
