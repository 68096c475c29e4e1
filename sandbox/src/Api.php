<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Finds the operation of a request, checks the request, calls the operation's handler and creates the response or the error. */
final class Api
{
    /** The methods that the path allows, if the request used another. */
    private ?string $allowed = null;

    /** @param array<string, object> $services by the name the operations table uses */
    public function __construct(
        private readonly array $services,
        private readonly Validator $validator,
        private readonly Auth $auth,
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Log $log,
    ) {
    }

    public function handle(Request $request): Response
    {
        $trace = Ids::trace();
        $shape = 'PD';
        try {
            [$operation, $parameters] = $this->route($request, $shape);
            $response = $this->store->transaction(fn (): Response => $this->dispatch($operation, $parameters, $request));
        } catch (Problem $problem) {
            $response = Problems::response($problem, $shape, $trace);
            if ($this->allowed !== null) {
                $response->headers['Allow'] = $this->allowed;
            }
        } catch (\Throwable $error) {
            $this->log->error($error);
            $response = Problems::response(new Problem(500, 'The sandbox failed; its log has the details.'), $shape, $trace);
        }
        $response->headers['traceparent'] = $trace;

        return $response;
    }

    /** @return array{Operation, array<string, string>} */
    private function route(Request $request, string &$shape): array
    {
        $this->allowed = null;
        $matches = Operations::match($request->path);
        if ($matches === []) {
            throw new Problem(404, 'The API has no such path.');
        }
        $shape = $matches[0][0]->errors;
        foreach ($matches as [$operation, $parameters]) {
            if ($operation->method === $request->method) {
                $shape = $operation->errors;

                return [$operation, $parameters];
            }
        }
        $this->allowed = implode(', ', array_unique(array_map(static fn (array $match): string => $match[0]->method, $matches)));
        throw new Problem(405, "The path exists, but not for {$request->method}.");
    }

    /** @param array<string, string> $parameters */
    private function dispatch(Operation $operation, array $parameters, Request $request): Response
    {
        $customerSecret = null;
        if ($operation->needs('C')) {
            $customerSecret = $this->auth->customerSecret($request);
            $account = $this->store->accountOf((string) $this->store->secretOwner($customerSecret, $this->clock->now()))
                ?? throw new Problem(401, 'The customer secret is unknown or has expired.');
        } elseif ($operation->needs('O') && $request->header('authorization') === null) {
            $account = $this->store->accountOf((string) end($parameters)) ?? '';
        } else {
            $account = Ids::account($this->auth->key($request));
        }
        if ($operation->needs('S') && trim($request->header('software-house-id') ?? '') === '') {
            throw new Problem(401, 'A software house ID header is required', ['software-house-id' => ['The header is required.']]);
        }
        if ($operation->needs('V')) {
            self::checkVersion($request);
        }
        $body = $operation->body === null ? new JsonObject() : $this->validator->check($operation->body, self::decode($request));
        [$service, $method] = explode('.', $operation->handler);
        $result = $this->services[$service]->$method(new Call($request, $account, $parameters, $body, $customerSecret));

        return $result === null ? new Response(204) : Response::json(200, $result);
    }

    private static function checkVersion(Request $request): void
    {
        $version = $request->header('version');
        if ($version === null || $version === '') {
            throw Problem::field('version', 'The version header is required, for example 2026-02-27.');
        }
        if (!preg_match('~^(\d{4})-(\d\d)-(\d\d)$~D', $version, $part) || !checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
            throw Problem::field('version', 'The version header must be a date, yyyy-mm-dd, written with plain hyphens.');
        }
    }

    private static function decode(Request $request): mixed
    {
        $type = strtolower(trim(explode(';', $request->header('content-type') ?? '')[0]));
        if ($request->body !== '' && $type !== 'application/json') {
            throw new Problem(415, 'The body must be sent with Content-Type: application/json.');
        }
        if (trim($request->body) === '') {
            throw Problem::field('$', 'A request body is required.');
        }
        try {
            return Json::decode($request->body);
        } catch (\JsonException $error) {
            throw Problem::field('$', 'The body is not valid JSON: ' . $error->getMessage() . '.');
        }
    }
}
