<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\Tests\CliServer;
use Dojo\Tests\Folder;
use Dojo\Tests\Report;

require_once __DIR__ . '/../../support/sandbox.inc';

/** The extension and the offline Dojo against the API's published document: requests, responses, and how responses are read. */
final class ContractTests
{
    private readonly Contract $contract;
    private readonly Exceptions $exceptions;
    private readonly Prism $prism;
    private readonly string $folder;

    /** @var array<string, array<int, callable>> the calls of each operation, by status; 0 for the one that succeeds */
    private readonly array $cases;

    /** The document as Prism can use it. */
    private readonly string $document;

    /** @var array<string, array> the arguments of the calls that succeeded */
    private array $used = [];

    public function __construct(string $document)
    {
        $this->contract = new Contract($document);
        $this->prism = new Prism();
        $this->folder = Folder::make('contract');
        $this->document = "$this->folder/document.json";
        Legible::copy($document, $this->document);
        $this->exceptions = new Exceptions(require __DIR__ . '/exceptions.php');
        $this->cases = require __DIR__ . '/cases.php';
    }

    /** The document, the extension's table and these tests have the same operations. */
    public function document(Report $report): void
    {
        $known = array_keys($this->contract->operations);
        $count = count(array_intersect($known, array_keys($this->cases)));
        $report->same($this->contract->version, \Dojo\Client::API_VERSION, "the document is that of version {$this->contract->version}");
        $report->none($this->contract->differences, 'the document and the table have the same operations');
        $report->none([
            ...array_map(static fn (string $name): string => "$name has none: add a line to cases.php", array_values(array_diff($known, array_keys($this->cases)))),
            ...array_map(static fn (string $name): string => "cases.php has a line for $name, which is not an operation", array_values(array_diff(array_keys($this->cases), $known))),
        ], "$count of " . count($known) . ' operations have a case');
        $unchecked = $this->prism->control($this->document);
        $count = array_shift($unchecked);
        $report->none($unchecked, "Prism checks all bodies in the document: $count");
    }

    /** Through Prism to the offline Dojo and back: each request and each response is checked. @param list<string> $operations */
    public function proxied(Report $report, array $operations): void
    {
        // Slow terminals: a session continues when a case moves the clock, not while it is read.
        $sandbox = new \Sandbox('--terminal-step', '5');
        [$url] = $this->prism->start('proxy', $this->document, $sandbox->url, '--errors');
        $proxied = new Proxied($url, $this->contract, $this->exceptions);
        $states = new States($sandbox, $proxied);
        foreach (self::mistakes($sandbox, $url) as $what => $problems) {
            $report->none($problems, "Prism refuses $what");
        }
        $problems = [];
        foreach ($operations as $name) {
            $problems[$name] = $this->callAll($name, $proxied, $states);
        }
        foreach ($this->exceptions->rows as $row) {
            foreach (isset($row['call']) ? $row['operations'] : [] as $name) {
                try {
                    $proxied->call($name, $row['call']($states));
                } catch (\Dojo\DojoException | Violation) {
                    // exceptions() reports whether it was met; other violations have been recorded.
                }
            }
        }
        // After all calls, because the cases of one operation call others to prepare theirs.
        foreach ($operations as $name) {
            $responses = $proxied->responses($name);
            $statuses = implode(', ', array_map(static fn (int $s, int $n): string => $n === 1 ? "$s" : "$s ($n times)", array_keys($responses), $responses));
            $report->none($proxied->violations($name, 'request'), "$name: requests");
            $report->none([...$proxied->violations($name, 'response'), ...$problems[$name]], "$name: responses $statuses");
        }
        if ($operations === $this->operations()) {
            $sent = new SentFields();
            array_map($sent->add(...), array_keys($this->used), $this->used);
            $report->none($sent->missing(), 'the calls that succeed send every request field of the core\'s table');
        }
    }

    /** The cases of one operation, and a refused key. @return list<string> what is wrong */
    private function callAll(string $name, Proxied $proxied, States $states): array
    {
        $problems = [];
        foreach ($this->cases[$name] as $status => $arguments) {
            try {
                $arguments = $arguments($states);
                if ($status === 0) {
                    $this->used[$name] = $arguments;
                    $proxied->call($name, $arguments);
                } else {
                    array_push($problems, ...$proxied->fails($name, $arguments, $status));
                }
            } catch (\Throwable $error) {
                $problems[] = ($status === 0 ? 'the call that succeeds: ' : "$status: ") . $error::class . ': ' . $error->getMessage();
            }
        }
        if (!isset($this->cases[$name][401]) && isset($this->used[$name])) {
            array_push($problems, ...$proxied->fails($name, $this->used[$name], 401, refused: true));
        }

        return $problems;
    }

    /** @return array<string, list<string>> whether Prism, as it was started here, objects to a mistake in either direction */
    private static function mistakes(\Sandbox $sandbox, string $url): array
    {
        $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $url, maxRetries: 0);
        $object = static function (string $direction, callable $call): array {
            try {
                $call();
            } catch (\Dojo\ApiException $error) {
                return (Prism::complaint($error)[0] ?? null) === $direction ? [] : [$error::class . ': ' . $error->getMessage()];
            }

            return ['Prism did not object'];
        };
        $sandbox->fault('pascal-case');

        return [
            'a wrong response' => $object('response', static fn () => $client->createPaymentIntent(Requests::intent())),
            'a wrong request' => $object('request', static fn () => $client->createPaymentIntent(['unheardOf' => 1] + Requests::intent())),
        ];
    }

    /** Prism alone: the client reads responses that this project did not write. */
    public function mocked(Report $report): void
    {
        [$mock] = $this->prism->start('mock', $this->document);
        $record = "$this->folder/record.json";
        $relay = new CliServer([PHP_BINARY, '-n'], [__DIR__ . '/relay.php'], ['DOJO_RELAY_TO' => $mock, 'DOJO_RELAY_RECORD' => $record]);
        $mocked = new Mocked($relay->url, $record, $this->exceptions);
        foreach ($this->used as $name => $arguments) {
            $problems = [];
            foreach ([Mocked::EXAMPLE, ...Mocked::INVENTED] as $preference) {
                array_push($problems, ...$mocked->succeeds($name, $arguments, $preference));
            }
            $report->none($problems, "$name: reads responses made up from the document");
            $problems = [];
            $errors = $this->contract->operations[$name]->errors();
            foreach ($errors as $status) {
                foreach ([Mocked::EXAMPLE, Mocked::INVENTED[0]] as $preference) {
                    array_push($problems, ...$mocked->fails($name, $arguments, $status, $preference));
                }
            }
            if ($errors !== []) {
                $report->none($problems, "$name: reads errors made up from the document: " . implode(', ', $errors));
            }
        }
    }

    /** Once all operations have been called. */
    public function exceptions(Report $report): void
    {
        foreach (array_keys($this->exceptions->rows) as $name) {
            $report->none($this->exceptions->problems($name, $this->contract), "the exception '$name' is needed");
        }
    }

    /** @return list<string> those that the document and the table have, and that have a case */
    public function operations(): array
    {
        return array_values(array_intersect(array_keys($this->cases), array_keys($this->contract->operations)));
    }
}
