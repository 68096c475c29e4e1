<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\ApiException;
use Dojo\Client;
use Dojo\Tests\Tables;

/** Calls that Prism itself responds to, from the document's examples or with values made up from its schemas. */
final class Mocked
{
    /** The document's examples, or if there are none, what Prism builds from the examples of single fields. */
    public const EXAMPLE = 'dynamic=false';
    public const INVENTED = ['dynamic=true,seed=1', 'dynamic=true,seed=2', 'dynamic=true,seed=3'];

    /** @param string $record the file in which the relay stores the response */
    public function __construct(private readonly string $url, private readonly string $record, private readonly Exceptions $exceptions)
    {
    }

    /** @return list<string> what is wrong with the client's reading of a successful response */
    public function succeeds(string $operation, array $arguments, string $preference): array
    {
        try {
            $result = $this->client($preference)->$operation(...$arguments);
        } catch (\Dojo\ResponseException $error) {
            // The schemas allow null for almost everything, even for fields that all examples have.
            $lacks = $preference !== self::EXAMPLE && $this->lacksPromise($operation, $this->response($operation, $preference)['body']);

            return $lacks ? [] : ["$preference: " . $error::class . ': ' . $error->getMessage()];
        } catch (\Throwable $error) {
            return ["$preference: " . $error::class . ': ' . $error->getMessage()];
        }
        ['status' => $status, 'body' => $body, 'violations' => $violations] = $this->response($operation, $preference);
        if ($status < 200 || $status > 299 || ($body === '') !== ($status === 204)) {
            return ["$preference: Prism responded with $status and " . strlen($body) . ' bytes'];
        }
        // A method that returns nothing has a response without a body.
        $expected = $body === '' ? null : json_decode($body, true, 512, JSON_THROW_ON_ERROR);
        $problems = $result === $expected ? [] : ["$preference: the result is not what Prism sent:\n" . self::difference($expected, $result)];

        return [...$problems, ...$violations];
    }

    private function lacksPromise(string $operation, string $body): bool
    {
        $promise = Tables::operations()[$operation]['promise'];
        $response = json_decode($body, true, 512, JSON_THROW_ON_ERROR);

        return $promise === '[]' ? !array_is_list($response) : $promise !== null && ($response[$promise] ?? '') === '';
    }

    /** @return list<string> what is wrong with the exception for a response of this status */
    public function fails(string $operation, array $arguments, int $status, string $preference): array
    {
        try {
            $this->client("code=$status,$preference")->$operation(...$arguments);
        } catch (ApiException $error) {
            ['body' => $body, 'violations' => $violations] = $this->response($operation, $preference);

            return [...Errors::problems($error, $status, $body), ...$violations];
        } catch (\Throwable $error) {
            return ["$status: " . $error::class . ': ' . $error->getMessage()];
        }

        return ["$status: no exception was thrown"];
    }

    /** The preference is a part of the path; the relay turns it into a header. */
    private function client(string $preference): Client
    {
        return new Client(
            'sk_sandbox_example',
            baseUrl: "$this->url/$preference",
            maxRetries: 0,
            softwareHouseId: 'softwareHouse1',
            resellerId: 'reseller1',
        );
    }

    /** @return array{status: int, body: string, violations: list<string>} */
    private function response(string $operation, string $preference): array
    {
        $record = json_decode((string) file_get_contents($this->record), true, 512, JSON_THROW_ON_ERROR);

        $violations = [];
        foreach (Prism::violations(json_decode($record['violations'] ?: '[]', true) ?? []) as $violation) {
            $ours = str_starts_with($violation, 'request');
            // Prism may invent wrong values: it does not know the format uri, for one.
            if ($ours || ($preference === self::EXAMPLE && !$this->exceptions->excuses($operation, 'example', $violation))) {
                $violations[] = $violation;
            }
        }

        return ['status' => $record['status'], 'body' => base64_decode($record['body'], true), 'violations' => $violations];
    }

    private static function difference(mixed $expected, mixed $result): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION;

        return 'sent     ' . substr((string) json_encode($expected, $flags), 0, 400) . "\nresult   " . substr((string) json_encode($result, $flags), 0, 400);
    }
}
