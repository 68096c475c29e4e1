<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\ApiException;
use Dojo\Client;

/** Calls through Prism to the offline Dojo, which record what Prism says about each request and each response. */
final class Proxied
{
    private readonly Client $client;
    private readonly Client $refused;
    private ?\Dojo\Exchange $exchange = null;
    /** @var array<string, array<string, list<string>>> violations by operation and direction */
    private array $violations = [];
    /** @var array<string, array<int, int>> how often each status was returned, by operation */
    private array $responses = [];

    public function __construct(string $url, private readonly Contract $contract, private readonly Exceptions $exceptions)
    {
        $client = fn (string $key): Client => new Client(
            $key,
            baseUrl: $url,
            maxRetries: 0,
            softwareHouseId: 'softwareHouse1',
            resellerId: 'reseller1',
            onExchange: function (\Dojo\Exchange $exchange): void {
                $this->exchange = $exchange;
            },
        );
        $this->client = $client('sk_sandbox_example');
        // A key of the wrong environment, which the offline Dojo answers with 401.
        $this->refused = $client('sk_prod_example');
    }

    /**
     * @throws Violation    if Prism objects, even if there is an exception for it
     * @throws ApiException if the API itself responds with an error
     */
    public function call(string $operation, array $arguments, bool $refused = false): mixed
    {
        $this->exchange = null;
        try {
            return ($refused ? $this->refused : $this->client)->$operation(...$arguments);
        } catch (ApiException $error) {
            [$direction, $violations] = Prism::complaint($error) ?? ['response', $this->undocumented($operation, $error->status)];
            if ($violations === []) {
                throw $error;
            }
            $this->exchange = null;
            foreach ($violations as $violation) {
                if (!$this->exceptions->excuses($operation, $direction, $violation)) {
                    $this->violations[$operation][$direction][] = $violation;
                }
            }
            throw new Violation("$operation: $direction: " . implode('; ', $violations), 0, $error);
        } finally {
            if ($this->exchange !== null) {
                $this->responses[$operation][$this->exchange->status] = ($this->responses[$operation][$this->exchange->status] ?? 0) + 1;
            }
        }
    }

    /** @return list<string> a violation that Prism lets pass, where an error's status is not in the document */
    private function undocumented(string $operation, int $status): array
    {
        return in_array($status, $this->contract->operations[$operation]->statuses, true) ? [] : ["status $status is not in the document"];
    }

    /**
     * A call that must get this error response.
     *
     * @return list<string> what is wrong with the response
     */
    public function fails(string $operation, array $arguments, int $status, bool $refused = false): array
    {
        try {
            $this->call($operation, $arguments, $refused);
        } catch (Violation $violation) {
            // Recorded by call(), or excused.
            return [];
        } catch (ApiException $error) {
            return Errors::problems($error, $status);
        }

        return ["expected an error $status, but it succeeded"];
    }

    /** @return list<string> */
    public function violations(string $operation, string $direction): array
    {
        return $this->violations[$operation][$direction] ?? [];
    }

    /** @return array<int, int> */
    public function responses(string $operation): array
    {
        $responses = $this->responses[$operation] ?? [];
        ksort($responses);

        return $responses;
    }
}
