<?php

/**
 * Checks the extension and the offline Dojo against the API's published document: what we ask, what we answer, and how we read what
 * others answer. contract.sh beside this file runs it.
 */

declare(strict_types=1);

namespace Dojo\Contract;

require_once dirname(__DIR__, 2) . '/support/sandbox.inc';
require_once dirname(__DIR__, 2) . '/support/Tables.php';
foreach (glob(__DIR__ . '/src/*.php') ?: [] as $file) {
    require_once $file;
}

/** Through Prism to the offline Dojo and back: each request and each answer is checked. Returns the arguments that succeeded. */
function proxied(Report $report, Contract $contract, Exceptions $exceptions, Prism $prism, string $document, array $cases): array
{
    // Slow terminals: a session goes on when a case moves the clock, not while it is looked at.
    $sandbox = new \Sandbox('--terminal-step', '5');
    [$url] = $prism->start('proxy', $document, $sandbox->url, '--errors');
    $proxied = new Proxied($url, $contract, $exceptions);
    $shop = new Shop($sandbox, $proxied);
    foreach (wrong($sandbox, $url) as $what => $problems) {
        $report->result("Prism refuses $what", $problems);
    }
    $used = $problems = [];
    foreach ($cases as $name => $calls) {
        $problems[$name] = [];
        foreach ($calls as $status => $arguments) {
            try {
                $arguments = $arguments($shop);
                if ($status === 0) {
                    $used[$name] = $arguments;
                    $proxied->call($name, $arguments);
                } else {
                    array_push($problems[$name], ...$proxied->fails($name, $arguments, $status));
                }
            } catch (\Throwable $error) {
                $problems[$name][] = ($status === 0 ? 'the call that succeeds: ' : "$status: ") . $error::class . ': ' . $error->getMessage();
            }
        }
        if (!isset($calls[401]) && isset($used[$name])) {
            array_push($problems[$name], ...$proxied->fails($name, $used[$name], 401, refused: true));
        }
    }
    foreach ($exceptions->rows as $row) {
        foreach (isset($row['call']) ? $row['operations'] : [] as $name) {
            try {
                $proxied->call($name, $row['call']($shop));
            } catch (\Dojo\DojoException | Violation) {
                // Whether it was met is seen at the end; any other violation was kept.
            }
        }
    }
    foreach (array_keys($cases) as $name) {
        $answers = $proxied->answers($name);
        $statuses = implode(', ', array_map(static fn (int $s, int $n): string => $n === 1 ? "$s" : "$s ($n times)", array_keys($answers), $answers));
        $report->result("$name: requests", $proxied->violations($name, 'request'));
        $report->result("$name: answers $statuses", [...$proxied->violations($name, 'response'), ...$problems[$name]]);
    }

    return $used;
}

/** @return array<string, list<string>> whether Prism, as it was started here, objects to what is wrong in either direction */
function wrong(\Sandbox $sandbox, string $url): array
{
    $client = new \Dojo\Client('sk_sandbox_example', baseUrl: $url, maxRetries: 0);
    $object = static function (string $direction, callable $call): array {
        try {
            $call();
        } catch (\Dojo\ApiException $error) {
            return (Prism::complaint($error)[0] ?? null) === $direction ? [] : [$error::class . ': ' . $error->getMessage()];
        }

        return ['it let it pass'];
    };
    $sandbox->fault('pascal-case');

    return [
        'a wrong answer' => $object('response', static fn () => $client->createPaymentIntent(Requests::intent())),
        'a wrong request' => $object('request', static fn () => $client->createPaymentIntent(['unheardOf' => 1] + Requests::intent())),
    ];
}

/** Prism alone: the client reads what nobody here has written. */
function mocked(Report $report, Contract $contract, Exceptions $exceptions, Prism $prism, string $document, array $used): void
{
    [$mock] = $prism->start('mock', $document);
    $record = (string) tempnam(sys_get_temp_dir(), 'dojo-relay-');
    register_shutdown_function(unlink(...), $record);
    $relay = new \Process([PHP_BINARY, '-n', '-S', '127.0.0.1:0', __DIR__ . '/relay.php'], ['DOJO_RELAY_TO' => $mock, 'DOJO_RELAY_RECORD' => $record]);
    $url = $relay->await($relay->errors, static fn (string $text): ?string => preg_match('~\((http://[\d.:]+)\) started~', $text, $match) ? $match[1] : null);
    $mocked = new Mocked($url, $record, $exceptions);
    foreach ($used as $name => $arguments) {
        $problems = [];
        foreach ([Mocked::EXAMPLE, ...Mocked::INVENTED] as $preference) {
            array_push($problems, ...$mocked->succeeds($name, $arguments, $preference));
        }
        $report->result("$name: reads answers made up from the document", $problems);
        $problems = [];
        $errors = $contract->operations[$name]->errors();
        foreach ($errors as $status) {
            foreach ([Mocked::EXAMPLE, Mocked::INVENTED[0]] as $preference) {
                array_push($problems, ...$mocked->fails($name, $arguments, $status, $preference));
            }
        }
        if ($errors !== []) {
            $report->result("$name: reads errors made up from the document: " . implode(', ', $errors), $problems);
        }
    }
}

function main(array $arguments): int
{
    $report = new Report();
    $document = (string) getenv('DOJO_OPENAPI');
    $folder = array_shift($arguments) ?? throw new \ArgumentCountError('run.php needs the folder that Prism is installed in; contract.sh knows it');
    if ($document === '') {
        $report->cannotRun('set DOJO_OPENAPI to the path of the API\'s published OpenAPI document (JSON)');

        return $report->end();
    }
    try {
        $contract = new Contract($document, dirname(__DIR__, 3) . '/src/core/dojo_operations.def');
        $prism = new Prism($folder);
    } catch (\UnexpectedValueException $error) {
        $report->result('DOJO_OPENAPI is the API\'s document', [$error->getMessage()]);

        return $report->end();
    } catch (Unavailable $error) {
        $report->cannotRun($error->getMessage());

        return $report->end();
    }
    $document = Legible::copyOf($document);
    $exceptions = new Exceptions(require __DIR__ . '/exceptions.php');
    $cases = require __DIR__ . '/cases.php';
    $known = array_keys($contract->operations);
    $count = count(array_intersect($known, array_keys($cases)));
    $report->result("the document is that of version $contract->version", $contract->version === \Dojo\Client::API_VERSION ? [] : ['the extension is for ' . \Dojo\Client::API_VERSION]);
    $report->result('the document and the table have the same operations', $contract->differences);
    $report->result("$count of " . count($known) . ' operations have a case', [
        ...array_map(static fn (string $name): string => "$name has none: add a line to cases.php", array_values(array_diff($known, array_keys($cases)))),
        ...array_map(static fn (string $name): string => "cases.php has a line for $name, which is no operation", array_values(array_diff(array_keys($cases), $known))),
    ]);
    $unchecked = $prism->control($document);
    $report->result('Prism checks all bodies in the document: ' . array_shift($unchecked), $unchecked);
    $cases = array_intersect_key($cases, array_flip($known));
    $wanted = $arguments === [] ? $cases : array_intersect_key($cases, array_flip($arguments));
    $used = proxied($report, $contract, $exceptions, $prism, $document, $wanted);
    mocked($report, $contract, $exceptions, $prism, $document, $used);
    foreach ($arguments === [] ? array_keys($exceptions->rows) : [] as $name) {
        $report->result("the exception '$name' is needed", $exceptions->problems($name, $contract));
    }

    return $report->end();
}

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $level, $file, $line);
});
if (function_exists('pcntl_async_signals')) {
    // So that an interrupted run stops its servers and removes its files as well.
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM] as $signal) {
        pcntl_signal($signal, static fn () => exit(1));
    }
}
exit(main(array_slice($argv, 1)));
